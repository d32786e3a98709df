"""A program in a pseudo-terminal, and the screen that its output makes.

The screen understands what ncurses sends to an xterm-256color, and stops at anything else.
"""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

CONTROL = re.compile(r"\x1b\[([?>]?)([0-9;]*)([@-~])|\x1b[()][A-Z0-9]|\x1b[=>78M]|[\x00-\x1f\x7f]")
# Cut off at the end of what was read: the rest comes with the next bytes.
UNFINISHED = re.compile(r"\x1b(?:\[[?>]?[0-9;]*|[()])?$")
HALF_BLOCKS = "▀▄"
MOVING = str.maketrans(dict.fromkeys("123456789 .,▏▎▍▌▋▊▉█", "0"))


class SilentError(Exception):
    """The program did not do what it was waited for."""


class Screen:
    """Cells of (character, look), row by row."""

    def __init__(self, width, height):
        self.width = width
        self.height = height
        self.cells = [(" ", ())] * (width * height)
        # Without the first line, the engine's state, and the last two, messages and hints.
        self.body = range(width, width * (height - 2))
        self.x = self.y = 0
        self.style = ()
        self.rest = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")()

    def feed(self, data):
        """Takes output in; the indices of the cells that were written."""
        self.touched = []
        text = self.rest + self.decoder.decode(data)
        cut = UNFINISHED.search(text)
        self.rest = cut.group() if cut else ""
        end = cut.start() if cut else len(text)
        at = 0
        for match in CONTROL.finditer(text, 0, end):
            for character in text[at : match.start()]:
                self.put(character)
            at = match.end()
            self.control(match)
        for character in text[at:end]:
            self.put(character)
        return self.touched

    def put(self, character):
        if self.x >= self.width:  # Pending wrap.
            self.x, self.y = 0, min(self.y + 1, self.height - 1)
        self.last = character
        self.write(self.y * self.width + self.x, character)
        self.x += 1

    def write(self, index, character=" "):
        self.cells[index] = (character, self.style)
        self.touched.append(index)

    def control(self, match):
        private, parameters, final = match.groups()
        if final is None:
            if match.group() == "\r":
                self.x = 0
            elif match.group() == "\n":
                self.y = min(self.y + 1, self.height - 1)
            elif match.group() == "\b":
                self.x = max(0, min(self.x, self.width) - 1)
            elif match.group() == "\t":
                self.x = min(self.x // 8 * 8 + 8, self.width - 1)
            elif match.group() == "\x1bM":
                self.y = max(0, self.y - 1)
            return
        if private or final in "lhtrqcn":
            return
        numbers = [int(number or 0) for number in parameters.split(";")]
        count = max(1, numbers[0])
        if final == "m":
            self.set_style(numbers)
        elif final == "H":
            self.y = min(count, self.height) - 1
            self.x = min(max(1, numbers[1] if len(numbers) > 1 else 1), self.width) - 1
        elif final == "d":
            self.y = min(count, self.height) - 1
        elif final == "G":
            self.x = min(count, self.width) - 1
        elif final == "A":
            self.y = max(0, self.y - count)
        elif final == "B":
            self.y = min(self.y + count, self.height - 1)
        elif final == "C":
            self.x = min(self.x + count, self.width - 1)
        elif final == "D":
            self.x = max(0, min(self.x, self.width - 1) - count)
        elif final == "b":
            for _ in range(count):
                self.put(self.last)
        elif final in "XJK":
            self.erase(final, numbers[0])
        elif final in "@P":
            self.shift(count if final == "@" else -count)
        else:
            raise SilentError(f"unknown to this bench's screen: {match.group()!r}")

    def shift(self, count):
        """Inserts blanks at the cursor, or deletes characters there."""
        start, end = self.y * self.width + self.x, (self.y + 1) * self.width
        room = end - start
        blanks = [(" ", self.style)] * min(abs(count), room)
        line = self.cells[start:end]
        line = (blanks + line)[:room] if count > 0 else line[len(blanks) :] + blanks
        self.cells[start:end] = line
        self.touched += range(start, end)

    def erase(self, final, number):
        here = self.y * self.width + min(self.x, self.width - 1)
        line = self.y * self.width, (self.y + 1) * self.width
        start, end = line if final == "K" else (0, len(self.cells))
        if final == "X":
            start, end = here, min(here + max(1, number), line[1])
        elif number == 0:
            start = here
        elif number == 1:
            end = here + 1
        for index in range(start, end):
            self.write(index)

    def set_style(self, numbers):
        """The look as a sorted tuple of (what, value)."""
        style = dict(self.style)
        numbers = iter(numbers)
        for number in numbers:
            if number == 0:
                style.clear()
            elif number in (38, 48):
                next(numbers)
                style[number] = next(numbers)
            elif number in (39, 49):
                style.pop(number - 1, None)
            elif 30 <= number < 38 or 90 <= number < 98:
                style[38] = number % 10 + (8 if number >= 90 else 0)
            elif 40 <= number < 48 or 100 <= number < 108:
                style[48] = number % 10 + (8 if number >= 100 else 0)
            elif number < 10:
                style[number] = 1
            elif number == 22:
                style.pop(1, None), style.pop(2, None)
            else:
                style.pop(number - 20, None)
        self.style = tuple(sorted(style.items()))

    def cell(self, index):
        """A cell as it is compared: whatever a number shows, it looks the same."""
        character, style = self.cells[index]
        return character.translate(MOVING), style

    def look(self):
        return [self.cell(index) for index in range(len(self.cells))]

    def line(self, row):
        return "".join(cell[0] for cell in self.cells[row * self.width : (row + 1) * self.width])

    def map_area(self):
        """The rectangle of the half blocks with the title's row above and the legend's below."""
        places = [
            divmod(index, self.width)
            for index, cell in enumerate(self.cells)
            if cell[0] in HALF_BLOCKS
        ]
        if not places:
            return set()
        rows, columns = zip(*places)
        return {
            y * self.width + x
            for y in range(max(0, min(rows) - 1), min(max(rows) + 2, self.height))
            for x in range(min(columns), max(columns) + 1)
        }


class Explorer:
    """`sqz-tui IMAGE OPTIONS…` in a terminal of a size."""

    def __init__(self, program, image, width, height, options=()):
        self.screen = Screen(width, height)
        environment = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TMUX")
        }
        environment.update(TERM="xterm-256color", LC_ALL="C.UTF-8", COLUMNS="", LINES="")
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.start = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for descriptor in range(3):
                os.dup2(slave, descriptor)
            os.closerange(3, 256)
            for name in ("COLUMNS", "LINES"):
                environment.pop(name)
            os.execve(program, [program, image, *options], environment)
        os.close(slave)
        self.first_frame = self.opened = None

    def read(self, patience):
        """What comes within so many seconds, at the first bytes; nothing if nothing does."""
        if not select.select([self.master], [], [], max(0, patience))[0]:
            return b""
        try:
            return os.read(self.master, 1 << 16)
        except OSError:
            raise SilentError("ended by itself") from None

    def collect(self, quiet=0.025, longest=0.15):
        """(moment, bytes) of all that comes until it is quiet. Nothing is done in between: a
        program that waits until its output is taken would be timed with this one's work."""
        chunks = []
        end = time.perf_counter() + longest
        while data := self.read(min(quiet, end - time.perf_counter())):
            chunks.append((time.perf_counter(), data))
        return chunks

    def press(self, key):
        os.write(self.master, key)

    def settle(self, seconds=0.1):
        """Lets the screen come up to date."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if data := self.read(left):
                self.screen.feed(data)

    def wait_until(self, condition, name, seconds=20):
        end = time.perf_counter() + seconds
        while not condition():
            if time.perf_counter() > end:
                raise SilentError(f"no sign of {name} in {seconds} s; the screen:\n{self.text()}")
            if data := self.read(0.1):
                self.screen.feed(data)

    def text(self):
        return "\n".join(self.screen.line(row).rstrip() for row in range(self.screen.height))

    def shows(self, text, row=None):
        rows = range(self.screen.height) if row is None else [row]
        return any(text in self.screen.line(row) for row in rows)

    def open(self):
        """Waits for the hint bar's end of the first frame, then for the end of the first pass."""
        last = self.screen.height - 1
        self.wait_until(lambda: self.shows("quit", last), "the first frame")
        self.first_frame = (time.perf_counter() - self.start) * 1000
        self.wait_until(lambda: self.shows("done", 0), "the end of the first pass")
        self.opened = (time.perf_counter() - self.start) * 1000
        self.settle(0.3)

    def costs(self):
        """Ticks of processor time and context switches, of all threads so far."""
        with open(f"/proc/{self.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
        switches = 0
        for task in os.listdir(f"/proc/{self.pid}/task"):
            with open(f"/proc/{self.pid}/task/{task}/status", encoding="utf-8") as file:
                switches += sum(int(line.split()[1]) for line in file if "ctxt_switches" in line)
        return int(fields[11]) + int(fields[12]), switches

    def quit(self):
        self.press(b"q")
        end = time.perf_counter() + 5
        while time.perf_counter() < end:
            try:
                self.read(0.02)
            except SilentError:
                pass
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                os.close(self.master)
                return
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        raise SilentError("did not end at q")
