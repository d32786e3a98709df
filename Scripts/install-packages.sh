#!/bin/sh
# Installs the Debian packages named as arguments that are missing. Quick when none is.
set -eu

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "Not a Debian system: these must be there already: $*"
  exit 0
fi

installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
  sed -n 's/ installed$//p') || true
missing=
for package in "$@"; do
  echo "$installed" | grep -qx "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "Missing packages; install them as root: apt-get install$missing" >&2
    exit 1
  fi
  # Ask for a password only where somebody can type it.
  if [ -t 0 ]; then as_root=sudo; else as_root='sudo -n'; fi
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing$missing"
# The lists are refreshed only when the packages are not found without that.
if ! $as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y --no-install-recommends $missing >"$log" 2>&1; then
  if ! { $as_root apt-get update && $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends $missing; } >>"$log" 2>&1; then
    tail -n 5 "$log" >&2
    echo "Packages could not be installed; as root: apt-get update && apt-get install$missing" >&2
    exit 1
  fi
fi
