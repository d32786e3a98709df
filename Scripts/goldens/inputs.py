"""Inputs made by a rule, the same floats bit for bit in any language.

Draw n (from 1) of SplitMix64 is mix(seed + n * gamma) modulo 2**64. A prepared input is
H x W x 3 in row-major order, and value i (from 0) is the top 8 bits of draw i + 1, a pixel in
0 ... 255, minus the Caffe mean of channel i % 3: 104, 117, 123 (B, G, R). All exact in float32.
"""

import numpy as np

GAMMA = 0x9E3779B97F4A7C15
CAFFE_MEAN = (104, 117, 123)


def split_mix(seed, count):
    """The first draws of SplitMix64, uint64."""
    counters = np.arange(1, count + 1, dtype=np.uint64)
    state = np.uint64(seed) + counters * np.uint64(GAMMA)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


def prepared(seed, height, width):
    """The prepared input, H x W x 3, float32."""
    pixels = (split_mix(seed, height * width * 3) >> np.uint64(56)).astype(np.float32)
    return pixels.reshape(height, width, 3) - np.array(CAFFE_MEAN, np.float32)
