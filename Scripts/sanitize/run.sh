#!/bin/sh
# run.sh [SANITIZER…]: runs the tests of what reads data from outside, computes in parallel and
# draws in a terminal, under the address, the thread and the undefined behaviour sanitizer. The last
# is about the files in C alone. Each build takes minutes.
set -eu
cd "$(dirname "$0")/../.."

[ $# -gt 0 ] || set -- address thread undefined
# Reports of Swift's own would get in the way of the sanitizers'.
export SWIFT_BACKTRACE=enable=no
for sanitizer in "$@"; do
  case $sanitizer in
    address)
      suites='Files|Weights|Images|Fuzz|Configuration|TextFormats|Inference|TerminalUI|Terminal'
      ;;
    thread) suites='Files|Terminal|Runs|ThreadPool|PooledConvolution|Session|SessionEdits|Mailbox' ;;
    undefined) suites='Files|Images|Fuzz|Pictures|Inference|TerminalUI|Terminal' ;;
    *) echo "run.sh: address, thread or undefined, not $sanitizer" >&2; exit 64 ;;
  esac
  flags=
  [ "$sanitizer" != undefined ] || flags='-Xcc -fno-sanitize-recover=undefined'
  Scripts/quietly.sh "Building the tests with the $sanitizer sanitizer" \
    swift build --build-tests --scratch-path ".build-$sanitizer" --sanitize="$sanitizer" $flags
  ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS="suppressions=$PWD/Scripts/sanitize/thread-suppressions.txt" \
    swift test --skip-build --scratch-path ".build-$sanitizer" --sanitize="$sanitizer" $flags \
    --filter "(^|\.)($suites)Tests[./]"
done
