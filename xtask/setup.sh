#!/usr/bin/env bash
# Installs what is missing, and only that: setup.sh [rust] [npm] [chromium] [firefox] [postgres] [readers]
# Debian and Ubuntu packages need root or sudo; without either, the packages are named and nothing is changed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

have() { command -v "$1" >/dev/null 2>&1; }

have_any() {
	local name
	for name in "$@"; do
		if have "$name"; then return 0; fi
	done
	return 1
}

# The toolchain file names the version, the components and the wasm target; rustup does the rest.
setup_rust() {
	have cargo || stop 'Rust is missing: install rustup (https://rustup.rs), then run this again'
	have cc || stop 'a C compiler is missing: install the package gcc (or build-essential)'
	if have rustup; then
		if ! rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown; then
			printf '▸ Rust toolchain and wasm target\n' >&2
			with_progress 'Rust toolchain' rustup target add wasm32-unknown-unknown ||
				stop 'the wasm target could not be installed: rustup target add wasm32-unknown-unknown'
		fi
	elif [[ ! -d $(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown ]]; then
		stop 'this Rust has no target wasm32-unknown-unknown and there is no rustup to add it'
	fi
}

setup_npm() {
	have node && have npm || stop 'Node 20 or later is missing: install the packages nodejs and npm'
	local major stamp lock
	major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
	((major >= 20)) || stop "Node 20 or later is needed and this is $(node --version)"
	stamp=end2end/node_modules/.installed-from
	lock=$(sha256sum end2end/package-lock.json | cut -d' ' -f1)
	if [[ ! -f $stamp || $(<"$stamp") != "$lock" ]]; then
		printf '▸ npm packages\n' >&2
		(
			cd end2end
			export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1
			with_progress 'npm packages' npm ci --no-audit --no-fund --loglevel=error
		) || stop 'npm ci failed in end2end: see the lines above'
		printf '%s\n' "$lock" >"$stamp"
	fi
}

packages=()

want_chromium() {
	if [[ -z ${MOTCUA_CHROMIUM:-} ]] && ! have_any chromium chromium-browser google-chrome google-chrome-stable; then
		packages+=(chromium)
	fi
}

want_firefox() {
	if [[ -z ${MOTCUA_FIREFOX:-} ]] && ! have_any firefox-esr firefox; then
		packages+=(firefox-esr)
	fi
}

want_postgres() {
	if ! have initdb && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
		packages+=(postgresql)
	fi
	if ! have setpriv; then
		packages+=(util-linux)
	fi
}

# Programs of others that read our papers: signatures (pdfsig, pyHanko) and PDF/A (pdf_oxide). Tests that find none say so.
want_readers() {
	have pdfsig || packages+=(poppler-utils)
}

setup_python() {
	local home=${CARGO_TARGET_DIR:-target}/readers stamp wanted
	stamp=$home/.installed-from
	wanted=$(sha256sum xtask/readers.txt | cut -d' ' -f1)
	if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then return 0; fi
	have python3 || { printf 'motcua: without python3 the signed papers are not read by pyHanko\n' >&2; return 0; }
	printf '▸ readers of signed papers\n' >&2
	rm -rf "$home"
	if mkdir -p "${home%/*}" && python3 -m venv "$home" &&
		with_progress 'readers' "$home/bin/pip" install --quiet --disable-pip-version-check -r xtask/readers.txt; then
		printf '%s\n' "$wanted" >"$stamp"
	else
		rm -rf "$home"
		printf 'motcua: the readers of signed papers could not be installed (python3-venv, PyPI); their tests will be skipped\n' >&2
	fi
}

# Debian calls it firefox-esr and postgresql-15; a later release or Ubuntu has other names for the same.
named_here() {
	local package=$1 candidate
	local -a candidates
	case $package in
	postgresql) candidates=(postgresql-15 postgresql) ;;
	firefox-esr) candidates=(firefox-esr firefox) ;;
	chromium) candidates=(chromium chromium-browser) ;;
	*) candidates=("$package") ;;
	esac
	for candidate in "${candidates[@]}"; do
		if [[ -n $(apt-cache show "$candidate" 2>/dev/null) ]]; then
			printf '%s\n' "$candidate"
			return
		fi
	done
	printf '%s\n' "${candidates[0]}"
}

install_packages() {
	((${#packages[@]})) || return 0
	have apt-get || stop "missing programs: install the packages ${packages[*]} (their names in Debian), then run this again"
	local -a as_root=() names=()
	if ((EUID != 0)); then
		have sudo && { sudo -n true 2>/dev/null || [[ -t 0 ]]; } ||
			stop "missing packages: run  apt-get install ${packages[*]/postgresql/postgresql-15}  as root, then run this again"
		as_root=(sudo)
	fi
	printf '▸ Debian packages: %s\n' "${packages[*]}" >&2
	with_progress 'package lists' "${as_root[@]}" apt-get update -qq || printf 'motcua: the package lists could not be refreshed\n' >&2
	local package
	for package in "${packages[@]}"; do names+=("$(named_here "$package")"); done
	# A cluster of its own is of no use here: the suite makes one in a temporary folder and removes it.
	with_progress 'Debian packages' "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "${names[@]}" >/dev/null ||
		stop "these packages could not be installed: ${names[*]}"
}

for part in "$@"; do
	case $part in
	rust | npm) "setup_$part" ;;
	chromium | firefox | postgres) "want_$part" ;;
	readers)
		want_readers
		setup_python
		;;
	*) stop "setup.sh knows no part '$part'" ;;
	esac
done
install_packages
