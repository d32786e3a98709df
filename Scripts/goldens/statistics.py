"""Golden values for activation statistics, feature maps and timings, computed with NumPy.

Writes Tests/HeatmapsTests/Goldens/statistics.json. Needs numpy only.
"""

import json
import pathlib

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "Tests" / "HeatmapsTests" / "Goldens" / "statistics.json"


def histogram(values, bins):
    """Of what is neither zero nor infinite; all in the middle bin where every value is the same."""
    counted = values[np.isfinite(values) & (values != 0)].astype(np.float64)
    if counted.size == 0:
        return []
    if counted.min() == counted.max():
        counts = np.zeros(bins, dtype=int)
        counts[bins // 2] = counted.size
        return counts.tolist()
    return np.histogram(counted, bins=bins)[0].tolist()


def activation_case(name, values):
    values = values.astype(np.float32)
    channel_means = values.astype(np.float64).mean(axis=(0, 1))
    mean = values.astype(np.float64).mean(axis=2)
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
        "percentiles": {
            str(clip): np.percentile(values.astype(np.float64), [clip, 100 - clip]).tolist()
            for clip in (0, 0.5, 1, 5)
        },
        "histogram": histogram(values, 7),
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
