"""Seeded random weights of SqueezeNet, the same floats bit for bit as the program's own
(Sources/Weights/Model/GlorotWeights.swift). Needs NumPy only.

    python3 Scripts/goldens/seeded_weights.py Tests/WeightsTests/Goldens/seeded_weights.json

The rule: draw n (from 1) of SplitMix64 is mix(seed + n * gamma) modulo 2**64; its top 24 bits
over 2**24 are u; the value is (2u - 1) * limit in float64, rounded to float32. Layers draw in
order of execution, each its kernel in OIHW order and then its bias. A kernel's limit is Glorot's
sqrt(6 / (fan_in + fan_out)); a bias is zero, or has the limit that was asked for (its draws are
used up either way, so that kernels do not depend on it).
"""

import hashlib
import json
import math
import sys

import numpy as np

GAMMA = 0x9E3779B97F4A7C15
SEED = 160207360

# squeeze1x1, expand1x1 and expand3x3 channels of fire2 ... fire9.
FIRE = [(16, 64, 64)] * 2 + [(32, 128, 128)] * 2 + [(48, 192, 192)] * 2 + [(64, 256, 256)] * 2


def layout(architecture):
    """Name and OIHW kernel shape of each convolution of "v1.0" or "v1.1", in execution order."""
    channels, side = {"v1.0": (96, 7), "v1.1": (64, 3)}[architecture]
    layers = [("conv1", (channels, 3, side, side))]
    for number, (squeeze, expand1, expand3) in enumerate(FIRE, start=2):
        layers += [
            (f"fire{number}/squeeze1x1", (squeeze, channels, 1, 1)),
            (f"fire{number}/expand1x1", (expand1, squeeze, 1, 1)),
            (f"fire{number}/expand3x3", (expand3, squeeze, 3, 3)),
        ]
        channels = expand1 + expand3
    return layers + [("conv10", (1000, channels, 1, 1))]


def signed_units(seed, first, count):
    """2u - 1 of the draws first + 1 ... first + count, float64 (exact)."""
    state = np.uint64(seed) + np.arange(first + 1, first + count + 1, dtype=np.uint64) * np.uint64(
        GAMMA
    )
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    state ^= state >> np.uint64(31)
    return (state >> np.uint64(40)).astype(np.float64) * 2.0**-23 - 1.0


def weights(architecture, seed=SEED, bias_limit=0.0):
    """Layer name -> (OIHW float32 kernel, float32 bias), in order of execution."""
    result, drawn = {}, 0
    for name, shape in layout(architecture):
        out_channels, in_channels, height, width = shape
        count = math.prod(shape)
        limit = math.sqrt(6.0 / (height * width * (in_channels + out_channels)))
        kernel = (signed_units(seed, drawn, count) * limit).astype(np.float32).reshape(shape)
        drawn += count
        if bias_limit:
            bias = (signed_units(seed, drawn, out_channels) * bias_limit).astype(np.float32)
        else:
            bias = np.zeros(out_channels, np.float32)
        drawn += out_channels
        result[name] = (kernel, bias)
    return result


def golden(architecture, seed, bias_limit):
    """Some values and the SHA-256 of all of them, layer by layer, kernel then bias."""
    model = weights(architecture, seed, bias_limit)
    digest = hashlib.sha256()
    for kernel, bias in model.values():
        digest.update(kernel.tobytes())
        digest.update(bias.tobytes())
    samples = []
    for name in ["conv1", "fire2/squeeze1x1", "fire5/expand3x3", "conv10"]:
        kernel, bias = model[name]
        for index in [0, 1, kernel.size // 2, kernel.size - 1]:
            samples.append({"layer": name, "index": index, "value": float(kernel.flat[index])})
        samples.append({"layer": name, "index": None, "value": float(bias[-1])})
    return {
        "architecture": architecture,
        "seed": str(seed),
        "biasLimit": bias_limit,
        "sha256": digest.hexdigest(),
        "samples": samples,
    }


def main():
    cases = [
        golden("v1.0", SEED, 0.0),
        golden("v1.1", SEED, 0.0),
        golden("v1.0", 7, 0.1),
        golden("v1.1", 2**64 - 1, 0.25),
    ]
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(cases, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
