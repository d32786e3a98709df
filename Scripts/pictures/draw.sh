#!/bin/sh
# Makes the README's pictures anew: the drawn photo in Assets, looked at with the program, each
# screen written by its own export command. Needs trained v1.0 weights.
#
#   Scripts/pictures/draw.sh PROGRAM FOLDER
set -eu

program=$1
folder=$2
photo=$(dirname "$0")/../../Assets/coffee.png

"$program" classify "$photo" --model v1.0 --top 1 | grep -q espresso || {
  echo 'The pictures need the trained v1.0 weights: make weights' >&2
  exit 1
}
mkdir -p "$folder"

screen() { # NAME OPTION…
  name=$1
  shift
  "$program" export screen "$photo" --model v1.0 --background dark --force "$@" \
    -o "$folder/$name.svg"
}

screen layers --keys 't'
screen sheet --view sheet --layer fire4 --channel 16
screen map --view map --layer conv10 --channel 967 --keys '* + +'
screen photo --view photo --layer fire5 --keys 'x *'
screen value --view value --layer fire2/expand3x3
screen why --view why
screen effects --view effects
screen what-if --view what-if --layer fire4 --keys '( # Down Down'
screen compare --view compare --layer fire4 --channel 16
screen activity --view activity --layer fire4
screen time --keys 't T Down Down'
"$program" export lesson "$photo" --lesson fire-block --model v1.0 --background dark --force \
  -o "$folder/lesson.svg"
"$program" export diagram --layer fire2 --model v1.0 --geometry caffe --force -o "$folder/fire2.svg"
