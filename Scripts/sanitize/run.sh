#!/bin/sh
# run.sh [SANITIZER…]: runs the tests of what reads data from outside, computes in parallel and
# draws in a terminal, under the address and the thread sanitizer, with the first the files in C under
# the undefined behaviour sanitizer, too, which Swift does not have. Each build takes minutes.
set -eu
cd "$(dirname "$0")/../.."

[ $# -gt 0 ] || set -- address thread
# Reports of Swift's own would get in the way of the sanitizers'.
export SWIFT_BACKTRACE=enable=no
for sanitizer in "$@"; do
  flags=
  case $sanitizer in
    address)
      suites='Files|Weights|Images|Fuzz|Pictures|Configuration|TextFormats|Inference|TerminalUI|Terminal'
      flags='-Xcc -fsanitize=undefined -Xcc -fno-sanitize-recover=undefined'
      ;;
    thread) suites='Files|Terminal|Runs|ThreadPool|PooledConvolution|Session|SessionEdits|Mailbox' ;;
    *) echo "run.sh: address or thread, not $sanitizer" >&2; exit 64 ;;
  esac
  Scripts/quietly.sh "Building the tests with the $sanitizer sanitizer" \
    swift build --build-tests --scratch-path ".build-$sanitizer" --sanitize="$sanitizer" $flags
  ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS="suppressions=$PWD/Scripts/sanitize/thread-suppressions.txt" \
    swift test --skip-build --scratch-path ".build-$sanitizer" --sanitize="$sanitizer" $flags \
    --filter "(^|\.)($suites)Tests[./]"
done
