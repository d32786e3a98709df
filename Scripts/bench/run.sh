#!/bin/sh
# run.sh [--peers] SQZ_BENCH ARGUMENTS…: the comparison in a private Python environment with pinned
# packages: with ONNX Runtime alone, or with all peers in the cases that the README shows.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
suffix=
scope=
if [ "$1" = --peers ]; then
  shift
  suffix=-peers
  scope='--all-peers --all-cases'
fi
program=$1
shift
environment=$here/../../.venv-bench$suffix
requirements=$here/requirements$suffix.txt
installed=$environment/installed.txt

wanted=$(grep -v '^#' "$requirements")
# not_in FILE: lines of standard input that are not lines of the file.
not_in() { grep -vxF -f "$1" || true; }
pip_install() {
  "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}

if ! "$environment/bin/python" -c '' 2>/dev/null || [ ! -f "$installed" ] ||
  [ -n "$(not_in "$requirements" <"$installed")" ]; then
  python3 -c 'import venv, ensurepip' 2>/dev/null || "$here/../install-packages.sh" python3-venv
  python3 -m venv --clear "$environment"
  : >"$installed"
fi
missing=$(echo "$wanted" | not_in "$installed")
if [ -n "$missing" ]; then
  echo "Installing the engines to compare with"
  log=$environment/pip.log
  if pip_install -r "$requirements" >"$log" 2>&1; then
    echo "$wanted" >"$installed"
  else
    # One that cannot be had must not keep the others away.
    for requirement in $missing; do
      if pip_install -c "$installed" "$requirement" >"$log" 2>&1; then
        echo "$requirement" >>"$installed"
      else
        echo "$requirement cannot be installed: $(grep ERROR "$log" | tail -n 1 | cut -c 8-)" >&2
      fi
    done
  fi
fi
# Few machines have AVX-512: where one has, AVX2 stands beside it.
if grep -qsw avx512f /proc/cpuinfo; then
  set -- --ours "$program --kernels avx2" "$@"
fi
exec "$environment/bin/python" "$here/bench.py" --ours "$program" $scope "$@"
