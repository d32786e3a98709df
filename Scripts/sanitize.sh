#!/bin/sh
# sanitize.sh [SANITIZER…]: runs the tests of what reads data from outside, computes in parallel and
# draws in a terminal, under the address and the thread sanitizer. Each build takes minutes.
set -eu
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- address thread
# Reports of Swift's own would get in the way of the sanitizers'.
export SWIFT_BACKTRACE=enable=no
for sanitizer in "$@"; do
  case $sanitizer in
    address) suites='FilesTests|WeightsTests|ImagesTests|FuzzTests|ConfigurationTests|InferenceTests|TerminalTests' ;;
    thread) suites='FilesTests|WeightsStoreTests|InferenceTests|TerminalTests|RunsTests' ;;
    *) echo "sanitize.sh: address or thread, not $sanitizer" >&2; exit 64 ;;
  esac
  Scripts/quietly.sh "Building the tests with the $sanitizer sanitizer" \
    swift build --build-tests --scratch-path ".build-$sanitizer" --sanitize="$sanitizer"
  ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS=halt_on_error=0:exitcode=66 \
    swift test --skip-build --scratch-path ".build-$sanitizer" --sanitize="$sanitizer" \
    --filter "$suites"
done
