#!/bin/sh
# libraries.sh FOLDER FLAG…: builds libpng, libjpeg and libwebp with these flags of clang, as static
# libraries in FOLDER, from the sources of the Debian that runs here. Without libjpeg's assembly,
# which no sanitizer sees into. Needs dpkg-dev; does nothing where they are there.
set -eu
[ ! -e "$1/libjpeg.a" ] || exit 0
mkdir -p "$1/apt/lists/partial" "$1/apt/parts" "$1/sources"
cd "$1"
folder=$PWD
shift
flags="-c -O1 -g -w $*"
clang=$(dirname "$(readlink -f "$(command -v swift)")")/clang

# The machine's own list, read for sources; its packages and lists stay as they are.
cat /etc/apt/sources.list.d/*.sources 2>/dev/null |
  sed 's/^Types:.*/Types: deb-src/' >apt/parts/machine.sources
sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >apt/parts/machine.list 2>/dev/null || :
from_sources() {
  apt-get -q -o APT::Sandbox::User=root -o Dir::State::Lists="$folder/apt/lists" \
    -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$folder/apt/parts" "$@"
}
. /etc/os-release
cd sources
if [ ! -e all-there ]; then
  from_sources update
  for package in libpng1.6 libjpeg-turbo libwebp; do
    # The newest update is not on every mirror; what the release began with is.
    from_sources source "$package" || from_sources source "$package/$VERSION_CODENAME"
  done
  touch all-there
fi

# library NAME FILE…: compiles the files, in the folder of their sources.
library() {
  name=$1
  shift
  rm -rf "$folder/objects"
  mkdir "$folder/objects"
  for file in "$@"; do echo "$PWD/$file"; done |
    (cd "$folder/objects" && xargs -n 8 -P "$(nproc)" "$clang" $flags -I "$OLDPWD")
  rm -f "$folder/lib$name.a"
  ar rcs "$folder/lib$name.a" "$folder"/objects/*.o
  cd ..
}

cd libpng1.6-*/
cp scripts/pnglibconf.h.prebuilt pnglibconf.h
library png $(ls png*.c | grep -v pngtest)

cd libwebp-*/
library webp src/dec/*.c src/dsp/*.c src/utils/*.c

cd libjpeg-turbo-*/
sed '/WITH_SIMD/d' "$(find /usr/include -name jconfig.h | head -n 1)" >jconfig.h
sed -e 's/"@.*@"/"fuzz"/' -e 's/@INLINE@/inline/' -e 's/@THREAD_LOCAL@/__thread/' \
  -e 's/@SIZE_T@/8/' -e 's/#cmakedefine HAVE_BUILTIN_CTZL/#define HAVE_BUILTIN_CTZL/' \
  -e '/#cmakedefine/d' jconfigint.h.in >jconfigint.h
cp jversion.h.in jversion.h
library jpeg jsimd_none.c jdarith.c jcarith.c jaricom.c \
  $(sed -n '/^set(JPEG_SOURCES/,/)/p' CMakeLists.txt | tr -d '()' | sed 's/^set//; s/JPEG_SOURCES//')
rm -rf "$folder/objects"
