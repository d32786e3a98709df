#!/bin/sh
# quietly.sh MESSAGE COMMAND…: runs the command and shows what it printed only when it fails.
set -u

message=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM
echo "$message"
"$@" >"$log" 2>&1
status=$?
[ "$status" = 0 ] || cat "$log" >&2
exit "$status"
