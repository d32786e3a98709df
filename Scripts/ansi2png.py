#!/usr/bin/env python3
"""Draw an ANSI capture of a terminal as a PNG, to look at screens without one.

    tmux capture-pane -e -p | Scripts/ansi2png.py screen.png [--light] [--font FILE]

Needs Pillow and a monospaced font (Debian: fonts-dejavu-core). Half blocks, eighth blocks and
shades are drawn as rectangles, so that no font's gaps show. Knows SGR only.
"""
import argparse
import re
import sys

from PIL import Image, ImageDraw, ImageFont

BASIC = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
]
LEVELS = [0, 95, 135, 175, 215, 255]
WIDTH, HEIGHT = 9, 18


def indexed(index):
    if index < 16:
        return BASIC[index]
    if index >= 232:
        return (8 + 10 * (index - 232),) * 3
    index -= 16
    return LEVELS[index // 36], LEVELS[index // 6 % 6], LEVELS[index % 6]


class Style:
    def __init__(self):
        self.foreground = self.background = None
        self.bold = self.dim = self.underline = self.reverse = False

    def apply(self, codes):
        codes = [int(code or 0) for code in codes.split(";")]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.__init__()
            elif code == 1:
                self.bold = True
            elif code == 2:
                self.dim = True
            elif code == 4:
                self.underline = True
            elif code == 7:
                self.reverse = True
            elif code == 22:
                self.bold = self.dim = False
            elif code == 24:
                self.underline = False
            elif code == 27:
                self.reverse = False
            elif code in (38, 48) and codes[:1] == [5]:
                color = indexed(codes[1])
                codes = codes[2:]
                if code == 38:
                    self.foreground = color
                else:
                    self.background = color
            elif code in (38, 48) and codes[:1] == [2]:
                color = tuple(codes[1:4])
                codes = codes[4:]
                if code == 38:
                    self.foreground = color
                else:
                    self.background = color
            elif 30 <= code <= 37:
                self.foreground = BASIC[code - 30]
            elif code == 39:
                self.foreground = None
            elif 40 <= code <= 47:
                self.background = BASIC[code - 40]
            elif code == 49:
                self.background = None
            elif 90 <= code <= 97:
                self.foreground = BASIC[code - 82]
            elif 100 <= code <= 107:
                self.background = BASIC[code - 92]

    def colors(self, text, paper):
        foreground, background = self.foreground or text, self.background or paper
        if self.dim:
            foreground = tuple((a + b) // 2 for a, b in zip(foreground, background))
        return (background, foreground) if self.reverse else (foreground, background)


def draw_cell(draw, x, y, character, style, fonts, text, paper):
    foreground, background = style.colors(text, paper)
    left, top = x * WIDTH, y * HEIGHT
    draw.rectangle((left, top, left + WIDTH - 1, top + HEIGHT - 1), fill=background)

    def part(width, height):
        if width and height:
            draw.rectangle((left, top, left + width - 1, top + height - 1), fill=foreground)

    code = ord(character)
    if character == "▀":
        part(WIDTH, HEIGHT // 2)
    elif 0x2588 <= code <= 0x258F:
        part(round(WIDTH * (0x2590 - code) / 8), HEIGHT)
    elif character in "░▒▓":
        share = ("░▒▓".index(character) + 1) / 4
        foreground = tuple(
            round(b + (f - b) * share) for f, b in zip(foreground, background))
        part(WIDTH, HEIGHT)
    elif character == "│":
        draw.line((left + 4, top, left + 4, top + HEIGHT), fill=foreground)
    elif character == "─":
        draw.line((left, top + 9, left + WIDTH, top + 9), fill=foreground)
    elif character != " ":
        draw.text((left, top + 1), character, fill=foreground, font=fonts[style.bold])
    if style.underline:
        draw.line((left, top + HEIGHT - 1, left + WIDTH, top + HEIGHT - 1), fill=foreground)


def main():
    parser = argparse.ArgumentParser(description="Draw an ANSI capture as a PNG.")
    parser.add_argument("output")
    parser.add_argument("--light", action="store_true", help="dark text on light paper")
    parser.add_argument(
        "--font", default="/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
    arguments = parser.parse_args()
    regular = ImageFont.truetype(arguments.font, 15)
    try:
        bold = ImageFont.truetype(arguments.font.replace(".ttf", "-Bold.ttf"), 15)
    except OSError:
        bold = regular
    text, paper = (229, 229, 229), (16, 16, 16)
    if arguments.light:
        text, paper = (16, 16, 16), (250, 250, 250)
    lines = sys.stdin.read().splitlines()
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    columns = max(map(len, plain), default=1)
    image = Image.new("RGB", (columns * WIDTH, max(1, len(lines)) * HEIGHT), paper)
    draw = ImageDraw.Draw(image)
    style = Style()
    for y, line in enumerate(lines):
        x = 0
        for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
            if piece.startswith("\x1b["):
                style.apply(piece[2:-1])
                continue
            for character in piece:
                draw_cell(draw, x, y, character, style, (regular, bold), text, paper)
                x += 1
    image.save(arguments.output)


if __name__ == "__main__":
    main()
