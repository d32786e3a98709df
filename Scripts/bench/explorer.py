"""Times the explorer in a terminal of its own: keys, idling, start-up.

    python3 Scripts/bench/explorer.py .build/release/sqz-tui [IMAGE]

A key's answer is told from what the engine shows on its own by what is on the screen, not by when
bytes come: vt.py follows the output. For every pair of keys that lead there and back, three trips
without a clock find the cells that look different there and here, and the same on all trips. The
lines for the engine's state and for messages don't count, and digits, points, commas, spaces and
the bars of the table are taken for one character: times change at every pass. A timed key is
answered when those cells have changed. A map of another layer, with its title and legend, is copied
by the engine's own thread and timed apart: it is there when all its cells look as they did on the
trips, for it is blank in between. While keys are timed with all threads busy, passes repeat without
end. A trip whose end cannot be told (something else changed the screen) is taken again and counted.
"""

import argparse
import dataclasses
import os
import pathlib
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from vt import Explorer, SilentError

FRAME = 1000 / 60


@dataclasses.dataclass
class Pair:
    """A key to time and the keys that lead back from it."""

    name: str
    there: bytes
    back: bytes
    place: bytes = b"1"  # Selects the row to start from.
    before: bytes = b""
    after: bytes = b""
    is_other_layer: bool = False


PAIRS = [
    Pair("j", b"j", b"k", is_other_layer=True),
    Pair("k", b"k", b"j", place=b"1j", is_other_layer=True),
    Pair("l", b"l", b"h"),
    Pair("right", b"\x1bOC", b"\x1bOD"),
    Pair("m (mean)", b"m", b"mm"),
    Pair("m (maximum)", b"m", b"mm", before=b"m", after=b"mm"),
    Pair("?", b"?", b"q"),
]


def write_image(path, width=640, height=480):
    """A PNG with something to see in every layer: rings and stripes in colour."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            ring = ((x - 300) ** 2 + (y - 220) ** 2) // 700 % 256
            rows += bytes((ring, (x * 3 + y) % 256, 255 - y * 255 // height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n"
    for name, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b"")):
        data += struct.pack(">I", len(body)) + name + body
        data += struct.pack(">I", zlib.crc32(name + body))
    pathlib.Path(path).write_bytes(data)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Mode:
    """What the engine does while keys are timed."""

    def __init__(self, explorer, name):
        self.explorer = explorer
        self.name = name

    def start(self):
        pass

    def keep_up(self, place):
        """Makes sure that it still goes on, at the same place; called before every trip."""

    def stop(self):
        pass


class Measuring(Mode):
    """Passes with all threads, repeated without end: the settings ask for a million."""

    settings = "runs = 1000000\n"

    def start(self):
        self.explorer.press(b"t")
        self.explorer.wait_until(lambda: self.explorer.shows("measuring ", row=0), "measuring")
        # The first figures add columns; after that the screen stays as it is.
        self.explorer.settle(1.5)

    def keep_up(self, place):
        if not self.explorer.shows("measuring ", row=0):
            raise SilentError("the passes do not go on")

    def stop(self):
        self.explorer.press(b"\x1b")
        self.explorer.wait_until(
            lambda: not self.explorer.shows("measuring ", row=0), "the measurement's end"
        )


class Running(Mode):
    """Passes in slow motion, a quarter of a second a layer, started again when one is over."""

    def start(self):
        self.explorer.press(b"d")
        self.explorer.settle()

    def keep_up(self, place):
        if not self.explorer.shows("slow motion", row=0):
            self.explorer.press(b"r")
            self.explorer.settle(1.6)  # The first rows, between which the keys move, are done.
            self.explorer.press(place)
            self.explorer.settle(0.1)

    def stop(self):
        self.explorer.press(b"\x1b")
        self.explorer.settle()
        for _ in range(3):
            self.explorer.press(b"d")
        self.explorer.press(b" ")
        self.explorer.wait_until(lambda: self.explorer.shows("done", row=0), "the end of the pass")


class Timer:
    """Times one pair of keys in one mode."""

    def __init__(self, mode, pair):
        self.mode = mode
        self.explorer = mode.explorer
        self.pair = pair

    def press(self, key):
        self.explorer.press(key)
        self.explorer.settle(0.12)
        return self.explorer.screen.look()

    def find_cells(self):
        """Cells in which the two ends of the trip can be told apart."""
        here, there = [], []
        for _ in range(3):
            self.mode.keep_up(self.pair.place)
            self.explorer.settle(0.05)
            here.append(self.explorer.screen.look())
            there.append(self.press(self.pair.there))
            here.append(self.press(self.pair.back))
        self.wanted = there[0]
        cells = [
            index
            for index, cell in enumerate(here[0])
            if index in self.explorer.screen.body
            and all(look[index] == cell for look in here)
            and all(look[index] == there[0][index] for look in there)
            and there[0][index] != cell
        ]
        in_map = self.explorer.screen.map_area() if self.pair.is_other_layer else set()
        self.late = [index for index in cells if index in in_map]
        self.prompt = [index for index in cells if index not in in_map] or self.late
        if not cells:
            raise SilentError(f"key {self.pair.there!r} changes nothing ({self.mode.name})")

    def time(self):
        """Milliseconds to the first cell, to all but the map, to all; and the bytes that took.
        None where the end was not seen, or was there before."""
        explorer, screen = self.explorer, self.explorer.screen
        self.mode.keep_up(self.pair.place)
        explorer.settle(0.015)
        before = screen.look()
        prompt = {index for index in self.prompt if before[index] != self.wanted[index]}
        late = {index for index in self.late if before[index] != self.wanted[index]}
        if not prompt:
            return None
        start = time.perf_counter()
        explorer.press(self.pair.there)
        first = answered = complete = None
        count = 0
        while prompt or late:
            if time.perf_counter() > start + 2:
                return None
            for moment, data in explorer.collect():
                now = (moment - start) * 1000
                count += len(data) if prompt or late else 0
                for index in screen.feed(data):
                    cell = screen.cell(index)
                    if cell == self.wanted[index] and (index in prompt or index in late):
                        first = first or now
                        late.discard(index)
                    if cell != before[index]:
                        prompt.discard(index)
                if answered is None and not prompt:
                    answered = now
                if not prompt and not late:
                    complete = complete or now
        explorer.settle(0.03)
        explorer.press(self.pair.back)
        explorer.settle(0.06)
        return first or answered, answered, complete, count

    def times(self, count):
        """So many timed trips, and how many had to be taken again."""
        found, missed = [], 0
        while len(found) < count:
            if timed := self.time():
                found.append(timed)
                continue
            missed += 1
            if missed > count:
                text = f"no answer to {self.pair.there!r} in 2 s, again and again"
                raise SilentError(f"{text} ({self.mode.name}); the screen:\n{self.explorer.text()}")
            # From the start once more, for it is not known where the keys have led.
            self.explorer.press(b"\x1b" + self.pair.after + self.pair.place + self.pair.before)
            self.explorer.settle(0.5)
            self.find_cells()
        return found, missed


def time_keys(mode, count):
    results, missed = [], 0
    mode.start()
    for pair in PAIRS:
        explorer = mode.explorer
        mode.keep_up(pair.place)
        explorer.press(pair.place + pair.before)
        explorer.settle()
        timer = Timer(mode, pair)
        timer.find_cells()
        times, again = timer.times(count)
        results.append((pair.name, times))
        missed += again
        explorer.press(pair.after)
    mode.stop()
    return results, missed


def report_keys(mode, count):
    results, missed = time_keys(mode, count)
    print(f"\n{mode.explorer.screen.width}x{mode.explorer.screen.height}, {mode.name}")
    head = f"{'key':<12} {'first':>7} {'answer':>7} {'p95':>7} {'max':>7}"
    print(f"{head} {'map':>7} {'p95':>7} {'max':>7} {'bytes':>7}")
    everything = []
    for key, times in results:
        first, answered, complete, counts = zip(*times)
        everything += answered
        print(
            f"{key:<12} {statistics.median(first):>7.2f} {statistics.median(answered):>7.2f}"
            f" {percentile(answered, 0.95):>7.2f} {max(answered):>7.2f}"
            f" {statistics.median(complete):>7.2f} {percentile(complete, 0.95):>7.2f}"
            f" {max(complete):>7.2f} {statistics.median(counts):>7.0f}"
        )
    worst = percentile(everything, 0.95)
    verdict = "within" if worst <= FRAME else "MORE THAN"
    print(f"p95 of all answers {worst:.2f} ms: {verdict} a frame of {FRAME:.1f} ms", end="")
    print(f"; {missed} trips taken again" if missed else "")


def report_idle(explorer, seconds):
    explorer.settle(0.5)
    before = explorer.costs()
    output = 0
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        output += len(explorer.read(left))
    after = explorer.costs()
    ticks, switches = after[0] - before[0], after[1] - before[1]
    milliseconds = ticks * 1000 / os.sysconf("SC_CLK_TCK")
    print(
        f"\nidle for {seconds} s: {milliseconds:.0f} ms of processor time,"
        f" {switches} context switches, {output} bytes written"
    )


def report_start(program, image, count):
    opening = []
    for _ in range(5):
        explorer = Explorer(program, image, 200, 60)
        explorer.open()
        opening.append((explorer.first_frame, explorer.opened))
        explorer.quit()
    print(f"\nstart-up, median of {len(opening)}")
    print(f"explorer: first frame {statistics.median(o[0] for o in opening):.1f} ms", end="")
    print(f", first pass on the screen {statistics.median(o[1] for o in opening):.1f} ms")
    for arguments in (["--version"], ["classify", image]):
        times, peaks = [], []
        for _ in range(count):
            start = time.perf_counter()
            process = subprocess.Popen([program] + arguments, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            times.append((time.perf_counter() - start) * 1000)
            peaks.append(usage.ru_maxrss / 1024)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                sys.exit(f"{program} {arguments[0]}: ended with {process.returncode}")
        print(
            f"{arguments[0]}, median of {count}: {statistics.median(times):.1f} ms"
            f" (minimum {min(times):.1f}), peak memory {max(peaks):.1f} MiB"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("image", nargs="?", help="a photo; without one, an image made here")
    parser.add_argument("--count", type=int, default=20, help="how often each key is timed")
    parser.add_argument("--idle", type=float, default=5, help="seconds to watch it idle")
    options = parser.parse_args()
    program = shutil.which(options.program)
    if not program:
        sys.exit(f"{options.program}: no such program (swift build -c release makes it)")
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    with tempfile.TemporaryDirectory() as folder:
        endless = os.path.join(folder, "endless.toml")
        pathlib.Path(endless).write_text(Measuring.settings, encoding="utf-8")
        image = options.image
        if not image:
            image = os.path.join(folder, "rings.png")
            write_image(image)
        print(f"explorer: milliseconds from a key to its answer, {options.count} times each;")
        print("`answer`: all but another layer's map; `map`: everything; median, p95, maximum")
        try:
            explorer = Explorer(program, image, 200, 60)
            explorer.open()
            report_keys(Mode(explorer, "engine idle"), options.count)
            report_idle(explorer, options.idle)
            report_keys(Running(explorer, "a pass in slow motion"), options.count)
            explorer.quit()
            explorer = Explorer(program, image, 200, 60, ["--config", endless])
            explorer.open()
            report_keys(Measuring(explorer, "passes repeat, all threads busy"), options.count)
            explorer.quit()
            explorer = Explorer(program, image, 80, 24)
            explorer.open()
            report_keys(Mode(explorer, "engine idle"), options.count)
            explorer.quit()
            report_start(program, image, 15)
        except SilentError as error:
            sys.exit(f"{program}: {error}")


if __name__ == "__main__":
    main()
