"""Golden values for activation statistics, feature maps and timings, computed with NumPy.

Writes Tests/ExplorerTests/Goldens/statistics.json. Needs numpy only.
"""

import json
import pathlib

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "Tests" / "ExplorerTests" / "Goldens" / "statistics.json"


def coverage(source, target):
    """target × source weights: the share of each source pixel in each sample; rows sum to 1."""
    edges = np.arange(target + 1) * source / target
    pixels = np.arange(source)
    overlap = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    overlap = np.clip(overlap, 0, None)
    overlap[overlap < 1e-9] = 0
    return overlap / overlap.sum(axis=1, keepdims=True)


def area_mean(image, height, width):
    rows, columns = coverage(image.shape[0], height), coverage(image.shape[1], width)
    return rows @ image.astype(np.float64) @ columns.T


def area_maximum(image, height, width):
    rows, columns = coverage(image.shape[0], height), coverage(image.shape[1], width)
    result = np.empty((height, width))
    for y in range(height):
        for x in range(width):
            result[y, x] = image[np.ix_(rows[y] > 0, columns[x] > 0)].max()
    return result


def nearest(image, height, width):
    rows = ((np.arange(height) + 0.5) * image.shape[0] / height).astype(int)
    columns = ((np.arange(width) + 0.5) * image.shape[1] / width).astype(int)
    return image[np.ix_(rows, columns)]


def activation_case(name, values):
    values = values.astype(np.float32)
    channel_means = values.astype(np.float64).mean(axis=(0, 1))
    mean = values.astype(np.float64).mean(axis=2)
    first = values[:, :, 0]
    return {
        "name": name,
        "shape": list(values.shape),
        "values": values.ravel().tolist(),
        "mean": float(values.astype(np.float64).mean()),
        "std": float(values.astype(np.float64).std()),
        "min": float(values.min()),
        "max": float(values.max()),
        "zeros": int((values == 0).sum()),
        "meanMap": mean.ravel().tolist(),
        "maximumMap": values.max(axis=2).ravel().tolist(),
        "lastChannel": values[:, :, -1].ravel().tolist(),
        "channelMeans": channel_means.tolist(),
        "ranking": np.argsort(-channel_means, kind="stable").tolist(),
        "areaMean": area_mean(first, 3, 4).ravel().tolist(),
        "areaMaximum": area_maximum(first, 3, 4).ravel().tolist(),
        "nearest": nearest(first, 12, 17).ravel().tolist(),
    }


def timing_case(samples):
    return {
        "samples": samples,
        "minimum": float(np.min(samples)),
        "median": float(np.median(samples)),
        "p95": float(np.percentile(samples, 95)),
    }


def main():
    random = np.random.default_rng(20160224)
    relu = np.maximum(random.normal(size=(5, 7, 6)), 0)
    signed = random.normal(scale=40, loc=-3, size=(8, 9, 3))
    ties = np.repeat(random.integers(-2, 3, size=(6, 6, 4)), 2, axis=2)
    cases = [
        activation_case("relu", relu),
        activation_case("signed", signed),
        activation_case("ties", ties),
        activation_case("zero", np.zeros((4, 5, 2))),
        activation_case("constant", np.full((4, 5, 2), -1.25)),
    ]
    timings = [
        timing_case(random.integers(10_000, 9_000_000, size=size).tolist())
        for size in (1, 2, 3, 7, 20, 21)
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps({"activations": cases, "timings": timings}) + "\n")


if __name__ == "__main__":
    main()
