#!/bin/sh
# Looks into the built kernels: do the fast ones hold what makes them fast, and does nothing that
# only newer processors run leak into what every processor must run?
#
#   Scripts/check-kernels.sh [BUILD_FOLDER]
set -eu

build=${1:-.build/debug}
[ "$(uname -m)" = x86_64 ] || { echo 'Kernels: only checked on x86-64'; exit 0; }
command -v objdump >/dev/null || { echo 'Kernels: not checked, objdump is missing' >&2; exit 1; }

failures=0
fail() {
  echo "Kernels: $1" >&2
  failures=$((failures + 1))
}

listing() { objdump -d --no-show-raw-insn "$build/$1.build"/*.o; }

# An innermost loop that multiplies: at least N multiply-adds on the widest registers.
hot() { # MODULE REGISTER COUNT
  found=$(listing "$1" | grep -c "vfmadd[0-9]*ps.*%$2mm" || true)
  [ "$found" -ge "$3" ] || fail "$1 has $found vfmadd on ${2}mm registers, $3 expected"
  calls=$(listing "$1" | grep -c 'call.*fmaf' || true)
  [ "$calls" -eq 0 ] || fail "$1 calls fmaf $calls times"
  # A store of an accumulator to the stack inside a loop means that it did not fit its registers.
  spills=$(listing "$1" | awk '/vfmadd/ { previous = 1; next }
    previous && /vmov[au]ps %[yz]mm[0-9]+,-?0x[0-9a-f]+\(%r[bs]p/ { n++ } { previous = 0 }
    END { print n + 0 }')
  [ "$spills" -eq 0 ] || fail "$1 spills $spills accumulators"
  # Shared code that this module happened to build could be linked into everything else.
  shared=$(nm "$build/$1.build"/*.o | grep ' [WV] \$s' | grep -vc "[0-9]$1" || true)
  [ "$shared" -eq 0 ] || fail "$1 defines $shared symbols that other modules may be given"
}

# Two products (convolution and Winograd) of 8 × 2 or 6 × 2 accumulators.
hot KernelsAVX512 z 32
hot KernelsAVX2 y 24
for module in KernelsBaseline Inference; do
  wide=$(listing "$module" | grep -cE '%[yz]mm|[[:space:]]v[a-z0-9]+[[:space:]]' || true)
  [ "$wide" -eq 0 ] || fail "$module holds $wide instructions that a baseline processor lacks"
done

[ "$failures" -eq 0 ] || exit 1
echo 'Kernels: multiply-adds on the widest registers, nothing spilled, baseline clean'
