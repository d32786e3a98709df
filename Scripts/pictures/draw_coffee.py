#!/usr/bin/env python3
"""Draw a cup of coffee, seen from above: a photo of our own, for the pictures of the README and for
`make run` where the demo photo cannot be fetched.

    Scripts/pictures/draw_coffee.py Assets/coffee.png

Needs NumPy and Pillow. Nothing in it comes from a photo: shapes, light and grain are computed.
"""
import sys

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 480, 360


def smooth(distance, width=1.5):
    """1 inside, 0 outside, with a soft edge; `distance` is negative inside."""
    return np.clip(0.5 - distance / width, 0, 1)


def blend(picture, color, share):
    return picture + (np.asarray(color, float) - picture) * share[..., None]


def noise(generator, shape, cell):
    """Smooth noise, about -1 ... 1, a value every `cell` pixels."""
    rows, columns = shape[0] // cell + 2, shape[1] // cell + 2
    coarse = generator.normal(size=(rows, columns)) * 90 + 128
    image = Image.fromarray(np.clip(coarse, 0, 255).astype(np.uint8))
    image = image.resize((columns * cell, rows * cell), Image.Resampling.BICUBIC)
    return np.asarray(image, float)[: shape[0], : shape[1]] / 128 - 1


def draw():
    generator = np.random.default_rng(7)
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(float)
    shape = (HEIGHT, WIDTH)

    def ellipse(cx, cy, rx, ry):
        """About the distance in pixels to an ellipse's edge."""
        return (np.hypot((x - cx) / rx, (y - cy) / ry) - 1) * min(rx, ry)

    # A table of boards, the grain along them.
    grain = noise(generator, (HEIGHT, WIDTH), 3)
    streaks = np.repeat(noise(generator, (HEIGHT, 12), 4)[:, :1], WIDTH, axis=1)
    waves = np.sin(y / 5 + 2.5 * noise(generator, shape, 60) + streaks)
    picture = np.empty((HEIGHT, WIDTH, 3))
    picture[:] = (126, 82, 48)
    picture += (10 * waves + 6 * streaks + 4 * grain)[..., None]
    for edge in (92, 214, 322):
        picture = blend(picture, (58, 36, 22), 0.8 * smooth(np.abs(y - edge) - 1.2))

    # The shadow, the saucer, its ring.
    cx, cy = 236, 184
    picture *= 1 - 0.55 * smooth(ellipse(cx + 16, cy + 20, 178, 150), 40)[..., None]
    saucer = ellipse(cx, cy, 172, 146)
    light = 1 - 0.16 * ((x - cx) + (y - cy)) / 200
    picture = blend(picture, (0, 0, 0), smooth(saucer))
    picture += smooth(saucer)[..., None] * np.array((150, 60, 44)) * light[..., None]
    for radius, depth in ((1.0, 26), (0.64, 34)):
        ring = np.abs(ellipse(cx, cy, 172 * radius, 146 * radius))
        picture -= (depth * np.exp(-((ring / 6) ** 2)) * smooth(saucer))[..., None]

    # The cup's shadow on the saucer, its handle, its wall.
    shadow = smooth(ellipse(cx + 12, cy + 14, 112, 100), 26) * smooth(saucer)
    picture *= 1 - 0.5 * shadow[..., None]
    handle = np.abs(ellipse(cx + 112, cy - 34, 34, 24)) - 8
    picture = blend(picture, (228, 224, 216), smooth(handle))
    picture = blend(picture, (150, 146, 140), smooth(np.abs(handle + 1) - 1.2) * 0.6)
    cup = ellipse(cx, cy - 8, 104, 94)
    picture = blend(picture, (236, 233, 226), smooth(cup))
    inner = ellipse(cx, cy - 6, 93, 83)
    wall = 205 - 60 * np.clip(((x - cx) * -0.6 + (y - cy) * -0.8) / 90, -1, 1)
    picture = blend(picture, np.stack([wall, wall * 0.97, wall * 0.92], -1), smooth(inner))

    # Coffee and its crema.
    coffee = ellipse(cx, cy + 1, 84, 72)
    swirl = noise(generator, shape, 24) + 0.5 * noise(generator, shape, 9)
    angle = np.arctan2(y - cy, x - cx) + np.hypot(x - cx, y - cy) / 26
    foam = 0.5 + 0.5 * np.sin(2 * angle + 1.6 * swirl)
    crema = np.array((176, 112, 52)) + foam[..., None] * np.array((36, 30, 22))
    picture = blend(picture, crema, smooth(coffee))
    dark = ellipse(cx + 6, cy + 6, 55, 44) + 13 * swirl
    picture = blend(picture, (62, 30, 12), 0.88 * smooth(dark, 16))
    picture = blend(picture, (92, 50, 20), 0.7 * smooth(np.abs(coffee + 1) - 2))
    for radius_x, radius_y, px, py, share in ((16, 6, -34, -30, 0.5), (7, 3, 30, 34, 0.25)):
        gleam = ellipse(cx + px, cy + py, radius_x, radius_y)
        picture = blend(picture, (255, 250, 240), share * smooth(gleam, 7))

    # A spoon on the saucer.
    along = (x - 98) * 0.12 - (y - 238) * 0.993
    across = (x - 98) * 0.993 + (y - 238) * 0.12
    bowl = (np.hypot(along / 27, across / 15) - 1) * 15
    stem = np.maximum(np.abs(across) - 3.5, np.abs(along - 72) - 54)
    spoon = np.minimum(bowl, stem)
    picture *= 1 - 0.4 * smooth(np.roll(spoon, (6, 5), (0, 1)), 10)[..., None]
    metal = 168 + 60 * np.cos(across / 6)
    picture = blend(picture, np.stack([metal, metal, metal * 1.02], -1), smooth(spoon))

    picture += generator.normal(size=picture.shape) * 3
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    return image.crop((40, 30, 440, 330))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    draw().save(sys.argv[1], optimize=True)
