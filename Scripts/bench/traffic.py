"""Counts the bytes that the explorer sends for a key that moves the channel, view by view.

    python3 Scripts/bench/traffic.py .build/release/sqz-tui IMAGE

What a network connection has to carry for one key: median and most of so many presses of `]`, in
fire4, with 256 colours. `layer` is the same for `}`, which shows another layer.
"""

import argparse
import shutil
import statistics
import sys

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
}


def count(explorer, key):
    """Bytes that come after a key, up to the first pause."""
    explorer.press(key)
    chunks = explorer.collect(quiet=0.15, longest=2)
    for _, data in chunks:
        explorer.screen.feed(data)
    return sum(len(data) for _, data in chunks)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("image")
    parser.add_argument("--count", type=int, default=20, help="how often each key is pressed")
    options = parser.parse_args()
    program = shutil.which(options.program)
    if not program:
        sys.exit(f"{options.program}: no such program (swift build -c release makes it)")
    print(f"bytes sent for a key, 256 colours, {options.count} presses: median and most")
    print(f"{'':<14} {'80x24':>8} {'most':>6} {'layer':>6} {'200x60':>8} {'most':>6} {'layer':>6}")
    rows = {name: [] for name in VIEWS}
    try:
        for width, height in ((80, 24), (200, 60)):
            explorer = Explorer(program, options.image, width, height)
            explorer.open()
            explorer.press(b"4")
            explorer.settle(0.5)
            for name, key in VIEWS.items():
                explorer.press(key)
                explorer.settle(1)
                count(explorer, b"]")  # Takes the introduction away.
                channels = [count(explorer, b"]") for _ in range(options.count)]
                layers = [count(explorer, key) for key in (b"}", b"{") * (options.count // 4)]
                rows[name] += [statistics.median(channels), max(channels)]
                rows[name] += [statistics.median(layers)]
            explorer.press(b"L")
            explorer.settle(0.2)
            explorer.quit()
    except SilentError as error:
        sys.exit(f"{program}: {error}")
    for name, (a, b, c, d, e, f) in rows.items():
        print(f"{name:<14} {a:>8.0f} {b:>6} {c:>6.0f} {d:>8.0f} {e:>6} {f:>6.0f}")


if __name__ == "__main__":
    main()
