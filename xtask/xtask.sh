#!/usr/bin/env bash
# Compiles the build's own program if it changed, then becomes it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

program=${CARGO_TARGET_DIR:-target}/tools/xtask
if [[ ! -x $program ]]; then
	printf '▸ build tools (once, about three minutes)\n' >&2
fi
with_progress 'build tools' cargo build --quiet --profile tools -p xtask || stop 'the build tools did not compile'
exec "$program" "$@"
