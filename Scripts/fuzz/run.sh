#!/bin/sh
# run.sh SECONDS [TARGET…]: lets libFuzzer look for inputs that break a reader, so many seconds a
# target, beginning with a corpus that grows from run to run. SANITIZE=address adds that sanitizer
# (slower). An input that was found is copied to Fuzz/Regressions: mend the reader, keep the file.
set -eu
cd "$(dirname "$0")/../.."

seconds=$1
shift
sanitize=${SANITIZE:-}
scratch=.build-fuzz${sanitize:+-$sanitize}
# So that the fuzzer sees which ways the data take in the libraries, too.
libraries=$PWD/$scratch/libraries
Scripts/quietly.sh 'Building libpng, libjpeg and libwebp for it' \
  Scripts/fuzz/libraries.sh "$libraries" "-fsanitize=fuzzer-no-link${sanitize:+,$sanitize}" ||
  echo 'The libraries of the system are used: nothing is seen of what happens in them.'
Scripts/quietly.sh "Building the fuzzer${sanitize:+ with the $sanitize sanitizer}" \
  swift build -c release --package-path Fuzz --scratch-path "$scratch" -Xswiftc -enable-testing \
  -Xlinker -L"$libraries" --sanitize=fuzzer ${sanitize:+"--sanitize=$sanitize"}
fuzzer=$scratch/release/Fuzz
corpus=.build-fuzz/corpus
python3 Scripts/fuzz/make_corpus.py "$corpus"
[ $# -gt 0 ] || set -- $(ls "$corpus")

# The fuzzer reports a crash itself; Swift's own report would get in its way.
export SWIFT_BACKTRACE=enable=no
found=0
for target in "$@"; do
  printf '%-20s ' "$target"
  if [ "$target" = heif ] && ! ldconfig -p | grep -q 'libheif\.so\.1 '; then
    echo 'skipped: libheif1 is not installed'
    continue
  fi
  log=.build-fuzz/$target.log
  regressions=Fuzz/Regressions/$target
  mkdir -p "$regressions" "$corpus/$target"
  # More than the program's limits: an input is read several times, by slower code, and memory is
  # counted with the corpus and the fuzzer's own.
  if SQZ_FUZZ_TARGET=$target "$fuzzer" -max_total_time="$seconds" -timeout=30 -report_slow_units=30 \
    -rss_limit_mb=768 -malloc_limit_mb=512 -max_len=65536 -print_final_stats=1 \
    -artifact_prefix="$regressions/" "$corpus/$target" >"$log" 2>&1; then
    sed -n 's/^stat::number_of_executed_units: */inputs: /p' "$log"
  else
    found=1
    echo "FAILED: $(grep -m 1 -E 'broken promise|ERROR|Fatal error' "$log")"
    sed -n 's/.*Test unit written to /  /p' "$log"
  fi
  rmdir "$regressions" 2>/dev/null || :
done
exit $found
