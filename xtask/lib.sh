# Shared by the scripts beside it: the folder, one clear sentence, and a line of progress every ten seconds.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

stop() {
	printf 'motcua: %s\n' "$1" >&2
	exit 1
}

# with_progress LABEL COMMAND… runs a command and says every ten seconds that it still does.
with_progress() {
	local label=$1 start=$SECONDS beat status=0
	shift
	(
		trap 'kill "$nap" 2>/dev/null; exit 0' TERM
		while :; do
			sleep 10 &
			nap=$!
			wait "$nap"
			printf '  … %s: %s s\n' "$label" "$((SECONDS - start))" >&2
		done
	) &
	beat=$!
	"$@" || status=$?
	kill "$beat" 2>/dev/null || true
	wait "$beat" 2>/dev/null || true
	return "$status"
}
