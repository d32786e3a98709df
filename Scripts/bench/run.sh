#!/bin/sh
# run.sh SQZ_BENCH ARGUMENTS…: the comparison in a private Python environment with pinned packages.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
program=$1
shift
environment=$here/../../.venv-bench
stamp=$environment/requirements.txt

if ! cmp -s "$here/requirements.txt" "$stamp"; then
  python3 -c 'import venv, ensurepip' 2>/dev/null || "$here/../install-packages.sh" python3-venv
  echo "Installing the engines to compare with"
  python3 -m venv --clear "$environment"
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
    -r "$here/requirements.txt"
  cp "$here/requirements.txt" "$stamp"
fi
exec "$environment/bin/python" "$here/bench.py" --ours "$program" "$@"
