#!/bin/sh
# Makes the README's pictures anew: a photo that is drawn, looked at with the program, each screen
# written by its own export command. Needs trained v1.0 weights, Python with NumPy and Pillow.
#
#   Scripts/pictures/draw.sh PROGRAM FOLDER
set -eu

program=$1
folder=$2
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -c 'import numpy, PIL' 2>/dev/null || {
  echo 'The photo is drawn with NumPy and Pillow: pip install numpy pillow' >&2
  exit 1
}
python3 "$here/draw_coffee.py" "$work/coffee.png"
"$program" classify "$work/coffee.png" --model v1.0 --top 1 | grep -q espresso || {
  echo 'The pictures need the trained v1.0 weights: make weights' >&2
  exit 1
}
mkdir -p "$folder"

screen() { # NAME OPTION…
  name=$1
  shift
  "$program" export screen "$work/coffee.png" --model v1.0 --background dark --force "$@" \
    -o "$folder/$name.svg"
}

screen layers --layer conv1 --keys 'x t'
screen sheet --view sheet --layer fire4 --channel 17
screen map --view map --layer conv10 --channel 968 --keys '+ + o'
screen photo --view photo --layer fire5 --keys 'x Enter'
screen why --view why
screen what-if --view what-if --layer fire4 --keys 'i o Down Down'
screen compare --view compare --layer fire4 --channel 17
screen activity --view activity --layer fire4
screen time --keys 't T Down Down'
