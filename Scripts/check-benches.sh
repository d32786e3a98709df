#!/bin/sh
# Runs the tests of the benchmark's scripts. They need Python, and no engine or package.
set -eu

cd "$(dirname "$0")/bench"
command -v python3 >/dev/null || { echo 'Benchmarks: not checked, python3 is missing'; exit 0; }
exec ../quietly.sh 'Testing the scripts of the benchmarks' python3 -B -m unittest -q \
  test_report test_contest test_explorer
