#!/bin/sh
# Prints the version: the newest of CHANGELOG.md; between releases also the number of commits and
# the commit, as in 0.1.0+r512.g0513812; ".dirty" where files differ from it.
set -eu
cd "$(dirname "$0")/.."

version=$(sed -n 's/^## \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)
if [ -e .git ] && commit=$(git rev-parse --short=7 HEAD 2>/dev/null); then
  dirty=
  [ -z "$(git status --porcelain --untracked-files=no)" ] || dirty=.dirty
  if [ "$(git describe --tags --exact-match 2>/dev/null)" != "v$version" ] || [ -n "$dirty" ]; then
    version="$version+r$(git rev-list --count HEAD).g$commit$dirty"
  fi
fi
echo "$version"
