"""Says whether a file of `weights compress` holds what k-means makes of the seeded weights. Needs
NumPy.

    python3 Scripts/goldens/check_compressed.py FILE.sqz v1.1 SEED BIAS BITS SQUEEZE_BITS DENSITY

Reads the file by Documentation/CompressedWeights.md and computes codebooks anew.
"""

import json
import struct
import sys

import numpy as np

from seeded_weights import weights


class Reader:
    def __init__(self, data):
        self.data, self.place = data, 0

    def take(self, count):
        self.place += count
        assert self.place <= len(self.data)
        return self.data[self.place - count : self.place]

    def number(self, form):
        return struct.unpack("<" + form, self.take(struct.calcsize(form)))[0]

    def floats(self, count):
        return np.frombuffer(self.take(4 * count), "<f4")

    def lengths(self, count):
        halves = self.take((count + 1) // 2)
        return [half for byte in halves for half in (byte & 15, byte >> 4)][:count]


def codes(lengths):
    """(length, code) -> symbol; codes are numbered by length, then by symbol."""
    result, code = {}, 0
    for length in range(1, 16):
        code <<= 1
        for symbol, of_symbol in enumerate(lengths):
            if of_symbol == length:
                result[length, code] = symbol
                code += 1
    return result


def kernel(reader, count):
    is_sparse = reader.number("B")
    codebook = reader.floats(reader.number("H"))
    assert np.all(np.diff(codebook) > 0) and not np.any(codebook == 0)
    values = codes(reader.lengths(len(codebook) + (not is_sparse)))
    gaps = codes(reader.lengths(64)) if is_sparse else None
    entries = reader.number("I") if is_sparse else count
    stream = np.unpackbits(np.frombuffer(reader.take(reader.number("I")), np.uint8)).tolist()
    place = 0

    def symbol(table):
        nonlocal place
        code = 0
        for length in range(1, 16):
            code = code << 1 | stream[place]
            place += 1
            if (length, code) in table:
                return table[length, code]
        raise ValueError("no such code")

    result, weight = np.zeros(count, np.float32), 0
    for _ in range(entries):
        if is_sparse:
            gap = symbol(gaps)
            weight += gap
            if gap == 63:
                continue
        value = symbol(values)
        if value < len(codebook):
            result[weight] = codebook[value]
        weight += 1
    assert len(stream) - place < 8
    return result


def read(path):
    with open(path, "rb") as file:
        reader = Reader(file.read())
    assert reader.take(8) == b"sqzcode1"
    metadata = json.loads(reader.take(reader.number("I")))
    layers = {}
    for _ in range(reader.number("H")):
        name = reader.take(reader.number("B")).decode()
        shape = [reader.number("H") for _ in range(4)]
        bias = reader.floats(shape[0])
        layers[name] = kernel(reader, int(np.prod(shape))).reshape(shape), bias
    assert reader.place == len(reader.data)
    return metadata, layers


def quantised(values, bits, density):
    """The largest weights, and of them 2**bits - 1 values by k-means from an even start."""
    values = values.copy()
    kept = int(np.floor(len(values) * density + 0.5))
    if kept < len(values):
        values[np.abs(values) < np.sort(np.abs(values))[len(values) - kept]] = 0
    used = values != 0
    count = 2**bits - 1
    if len(np.unique(values[used])) <= count:
        return values
    ordered = np.sort(values[used])
    sums = np.concatenate([[0.0], np.cumsum(ordered, dtype=np.float64)])
    low, high = ordered[0], ordered[-1]
    centres = low + (high - low) * np.arange(count, dtype=np.float32) / np.float32(count - 1)
    for _ in range(300):
        inner = np.searchsorted(ordered, (centres[:-1] + centres[1:]) / np.float32(2), "right")
        ends = np.concatenate([[0], inner, [len(ordered)]])
        sizes = np.diff(ends)
        with np.errstate(invalid="ignore"):
            means = (np.diff(sums[ends]) / sizes).astype(np.float32)
        found = means[sizes > 0]
        if np.array_equal(found, centres):
            break
        centres = found
    above = np.searchsorted(centres, values[used], "right").clip(1, len(centres) - 1)
    is_lower = values[used] - centres[above - 1] <= centres[above] - values[used]
    values[used] = np.where(is_lower, centres[above - 1], centres[above])
    return values


def main():
    path, architecture, seed, bias_limit, bits, squeeze_bits, density = sys.argv[1:]
    metadata, layers = read(path)
    assert metadata["sqz.architecture"] == architecture
    expected = weights(architecture, int(seed), float(bias_limit))
    assert layers.keys() == expected.keys()
    for name, (values, bias) in expected.items():
        found, found_bias = layers[name]
        assert found.shape == values.shape and np.array_equal(found_bias, bias), name
        wide = name == "conv1" or name.endswith("/squeeze1x1")
        wanted = quantised(values.ravel(), int(squeeze_bits if wide else bits), float(density))
        assert np.array_equal(found.ravel(), wanted), name


if __name__ == "__main__":
    main()
