"""Counts the bytes that the explorer sends for a key that moves the channel, view by view.

    python3 Scripts/bench/traffic.py .build/release/sqz-tui [IMAGE]

What a network connection has to carry for one key: median and most of so many presses of `]`, in
fire4, with 256 colours. `layer` is the same for `}`, which shows another layer.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile

from explorer import write_image
from vt import Explorer, SilentError

VIEWS = {
    "layers": b"L",
    "contact sheet": b"S",
    "one map": b"M",
    "on the photo": b"P",
    "filters": b"K",
    "why": b"Y",
    "what if": b"W",
    "compare": b"D",
    "time": b"T",
    "dead and busy": b"A",
    "blocks": b"B",
    "value": b"V",
    "effects": b"E",
}


def count(explorer, key):
    """Bytes that come after a key, up to the first pause."""
    explorer.press(key)
    chunks = explorer.collect(quiet=0.15, longest=2)
    for _, data in chunks:
        explorer.screen.feed(data)
    return sum(len(data) for _, data in chunks)


def traffic(program, image, width, height, presses):
    """By view: median and most bytes for another channel, median for another layer."""
    explorer = Explorer(program, image, width, height)
    explorer.open()
    explorer.press(b"4")
    explorer.settle(0.5)
    found = {}
    for name, key in VIEWS.items():
        explorer.press(key)
        explorer.settle(1)
        count(explorer, b"]")  # Takes the introduction away.
        channels = [count(explorer, b"]") for _ in range(presses)]
        layers = [count(explorer, key) for key in (b"}", b"{") * max(1, presses // 4)]
        found[name] = statistics.median(channels), max(channels), statistics.median(layers)
    explorer.press(b"L")
    explorer.settle(0.2)
    explorer.quit()
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("image", nargs="?", help="a photo; without one, an image made here")
    parser.add_argument("--count", type=int, default=20, help="how often each key is pressed")
    options = parser.parse_args()
    program = shutil.which(options.program)
    if not program:
        sys.exit(f"{options.program}: no such program (swift build -c release makes it)")
    with tempfile.TemporaryDirectory() as folder:
        image = options.image
        if not image:
            image = os.path.join(folder, "rings.png")
            write_image(image)
        try:
            small, large = (
                traffic(program, image, width, height, options.count)
                for width, height in ((80, 24), (200, 60))
            )
        except SilentError as error:
            sys.exit(f"{program}: {error}")
    print(f"bytes sent for a key, 256 colours, {options.count} presses: median and most")
    print(f"{'':<14} {'80x24':>8} {'most':>6} {'layer':>6} {'200x60':>8} {'most':>6} {'layer':>6}")
    for name in VIEWS:
        (a, b, c), (d, e, f) = small[name], large[name]
        print(f"{name:<14} {a:>8.0f} {b:>6} {c:>6.0f} {d:>8.0f} {e:>6} {f:>6.0f}")


if __name__ == "__main__":
    main()
