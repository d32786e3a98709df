"""Golden values of what the explorer says about a pass, computed with NumPy alone.

    python3 Scripts/goldens/analysis.py Tests/AnalysisTests/Goldens

Passes are those of reference.py in float64, which Keras and ONNX Runtime agree with (see
make_goldens.py), over seeded weights and inputs that the program makes bit for bit, too.
"""

import json
import pathlib
import sys

import numpy as np
import seeded_weights

import inputs
import network
import reference

WEIGHTS_SEED = 7
BIAS_LIMIT = 0.1
INPUT_SEED = 20160224
SMALL = (65, 90)
WHOLE = [("v1.0", "caffe"), ("v1.1", "keras")]
CLASSES = (0, 504, 999)


def rounded(values):
    return [float(f"{float(value):.9g}") for value in np.asarray(values).reshape(-1)]


def run(architecture, geometry, size):
    weights = seeded_weights.weights(architecture, WEIGHTS_SEED, BIAS_LIMIT)
    image = inputs.prepared(INPUT_SEED, *size)
    return weights, reference.run(architecture, geometry, image, weights)


def explanation(architecture, geometry, weights, outputs, index):
    """The logit of a class in parts: fire9's channels and the bias."""
    kernel, bias = (values.astype(np.float64) for values in weights["conv10"])
    border = network.fixed_padding(
        next(layer for layer in network.layers(architecture) if layer.name == "conv10"),
        architecture,
        geometry,
    )
    seen = np.pad(outputs["fire9"], [(border, border), (border, border), (0, 0)])
    before = seen @ kernel[index, :, 0, 0] + bias[index]
    open_pixels = before > 0 if geometry != "keras" else np.ones_like(before, bool)
    # A pixel that rounding could open or close would make the parts differ.
    assert np.abs(before).min() > 1e-5 * np.abs(before).max(), (architecture, geometry, index)
    parts = kernel[index, :, 0, 0] * seen[open_pixels].sum(axis=0) / before.size
    share = bias[index] * open_pixels.mean()
    logit = outputs["avgpool10"].reshape(-1)[index]
    assert abs(parts.sum() + share - logit) < 1e-9 * max(1.0, abs(logit))
    order = np.argsort(-parts, kind="stable")
    probabilities = outputs["softmax"].reshape(-1)
    return {
        "class": index,
        "logit": float(logit),
        "probability": float(probabilities[index]),
        "rank": 1
        + int((probabilities > probabilities[index]).sum())
        + int((probabilities[:index] == probabilities[index]).sum()),
        "openPixels": int(open_pixels.sum()),
        "mapShape": list(before.shape),
        "beforeReLU": rounded(before[:: max(1, before.shape[0] // 4)]),
        "biasShare": float(share),
        # Rounding may swap what is nearly equal: the strongest five suffice.
        "strongest": [int(channel) for channel in order[:5]],
        "contributions": rounded(parts[::8]),
        "contributionSum": float(parts.sum()),
    }


def channel_figures(values):
    """Every eighth channel of an H x W x C activation."""
    chosen = values[:, :, ::8].reshape(values.shape[0] * values.shape[1], -1)
    return {
        "means": rounded(chosen.mean(axis=0)),
        "maxima": rounded(chosen.max(axis=0)),
        "variances": rounded(chosen.var(axis=0)),
        "zeros": (chosen == 0).sum(axis=0).tolist(),
    }


def costs(architecture, outputs):
    """By layer: multiply-accumulates, and bytes of input, weights and output in float32."""
    result = {}
    for layer in network.layers(architecture):
        read = outputs[layer.sources[0]].size
        pixels, weights = outputs[layer.name].size // layer.channels, 0
        if layer.kind == "conv":
            weights = layer.channels * (layer.inputs * layer.kernel**2 + 1)
        macs = pixels * (weights - layer.channels) if weights else 0
        # A concatenation's halves are written in place.
        moved = 0 if layer.kind == "concat" else read + weights + outputs[layer.name].size
        result[layer.name] = [macs, 4 * moved]
    return result


def pass_case(architecture, geometry, size):
    weights, outputs = run(architecture, geometry, size)
    looked_at = ("conv1", "fire4/squeeze1x1", "fire6", "fire9", "conv10")
    return {
        "architecture": architecture,
        "geometry": geometry,
        "height": size[0],
        "width": size[1],
        "weightsSeed": str(WEIGHTS_SEED),
        "biasLimit": BIAS_LIMIT,
        "inputSeed": str(INPUT_SEED),
        "explanations": [
            explanation(architecture, geometry, weights, outputs, index) for index in CLASSES
        ],
        "costs": costs(architecture, outputs),
        "channels": {name: channel_figures(outputs[name]) for name in looked_at},
    }


def statistics_case(name, values):
    """All orders of the channels of a small array."""
    values = values.astype(np.float32)
    wide = values.astype(np.float64).reshape(-1, values.shape[2])
    figures = {
        "mean": wide.mean(axis=0),
        "maximum": wide.max(axis=0),
        "variance": wide.var(axis=0),
        "zeros": (wide == 0).sum(axis=0).astype(float),
    }
    return {
        "name": name,
        "shape": list(values.shape),
        "values": values.reshape(-1).tolist(),
        "figures": {key: value.tolist() for key, value in figures.items()},
        "orders": {
            # Rounded, so that what is equal but for the order of additions stays equal.
            key: np.argsort(-np.round(value, 9), kind="stable").tolist()
            for key, value in figures.items()
        },
    }


def statistics():
    random = np.random.default_rng(20160224)
    relu = np.maximum(random.normal(size=(5, 7, 19)), 0)
    relu[:, :, [3, 12]] = 0
    return [
        statistics_case("relu", relu),
        statistics_case("signed", random.normal(scale=40, loc=-3, size=(8, 9, 3))),
        statistics_case("ties", np.repeat(random.integers(-2, 3, size=(6, 6, 8)), 2, axis=2)),
        statistics_case("offset", 1000 + random.normal(scale=1e-3, size=(16, 16, 8))),
        statistics_case("constant", np.full((4, 5, 16), -1.25)),
    ]


def seen_rows(architecture, geometry, height, width):
    """By layer, first and last row (+ 1) of the input that each of its rows sees; null for none.

    Seen, not calculated: one row of the image at a time is lit, all weights are positive, and a
    cell that sees the row is not zero.
    """
    weights = {}
    for layer in network.layers(architecture):
        if layer.kind == "conv":
            shape = (layer.channels, layer.inputs, layer.kernel, layer.kernel)
            weights[layer.name] = (np.full(shape, 1 / layer.inputs), np.zeros(layer.channels))
    seen = {}
    for row in range(height):
        image = np.zeros((height, width, 3))
        image[row] = 1
        for name, values in reference.run(architecture, geometry, image, weights).items():
            # The softmax sees what avgpool10 sees; of zeros it gives no zeros.
            if name != "softmax":
                seen.setdefault(name, []).append(values[:, :, 0].max(axis=1) > 0)
    result = {}
    for name, rows in seen.items():
        table = np.array(rows)  # rows of the image x rows of the layer
        found = [np.flatnonzero(table[:, cell]) for cell in range(table.shape[1])]
        result[name] = [[int(f[0]), int(f[-1]) + 1] if f.size else None for f in found]
    return result


def region_case(architecture, geometry, height):
    return {
        "architecture": architecture,
        "geometry": geometry,
        "height": height,
        "layers": seen_rows(architecture, geometry, height, 33),
    }


def histogram_case(name, values):
    """Linear and logarithmic bins of what is not zero."""
    values = values.astype(np.float32)
    other = values[values != 0].astype(np.float64)
    positive = other[other > 0]
    linear, edges = np.histogram(other, bins=7)
    ratios = np.geomspace(positive.min(), positive.max(), 6)
    # The ends exactly, as rounding may leave them outside.
    ratios[0], ratios[-1] = positive.min(), positive.max()
    logarithmic, _ = np.histogram(positive, bins=ratios)
    return {
        "name": name,
        "values": values.reshape(-1).tolist(),
        "zeros": int((values == 0).sum()),
        "negatives": int((values < 0).sum()),
        "linear": linear.tolist(),
        "linearEdges": edges.tolist(),
        "logarithmic": logarithmic.tolist(),
        "logarithmicEdges": ratios.tolist(),
    }


def histograms():
    random = np.random.default_rng(1602)
    return [
        histogram_case("relu", np.maximum(random.normal(scale=20, size=300), 0)),
        histogram_case("signed", random.normal(loc=1, scale=3, size=300)),
        histogram_case("wide", np.exp(random.normal(scale=4, size=300))),
    ]


def cell_centres(architecture, geometry, size):
    """Centre of what each row and column of each layer sees, as a share of the image; by layer."""
    outputs = {"input": [np.arange(length) + 0.5 for length in size]}
    shapes = {"input": (*size, 3)}
    for layer in network.layers(architecture):
        source = layer.sources[-1]
        centres, shape = outputs[source], shapes[source]
        if layer.kind in ("conv", "maxpool"):
            borders = (
                reference.convolution_borders(shape, layer, architecture, geometry)
                if layer.kind == "conv"
                else reference.pooling_borders(shape, layer, geometry)
            )
            found = []
            for centre, (before, after), length in zip(centres, borders, shape[:2]):
                step = centre[1] - centre[0] if len(centre) > 1 else 0
                cells = (length + before + after - layer.kernel) // layer.stride + 1
                middle = (layer.kernel - 1) / 2 - before
                found.append(centre[0] + (np.arange(cells) * layer.stride + middle) * step)
            centres = found
        elif layer.kind in ("average", "softmax"):
            centres = [np.array([length / 2]) for length in size]
        outputs[layer.name] = centres
        shapes[layer.name] = (*(len(centre) for centre in centres), layer.channels)
    return {name: [c / length for c, length in zip(v, size)] for name, v in outputs.items()}


def nearest(first, second):
    distances = np.abs(second[None, :] - first[:, None])
    # Rounded, so that of two equally near ones the first is taken.
    return np.round(distances, 12).argmin(axis=1)


def comparison_case(first, second):
    """Two passes, (architecture, geometry, size) each: by layer what the values have in common."""
    passes = [run(*case)[1] for case in (first, second)]
    centres = [cell_centres(*case) for case in (first, second)]
    layers = {}
    for name, left in passes[0].items():
        right = passes[1].get(name)
        if right is None:
            continue
        if left.shape[:2] == right.shape[:2]:
            rows, columns = (np.arange(length) for length in left.shape[:2])
        else:
            rows, columns = (nearest(a, b) for a, b in zip(centres[0][name], centres[1][name]))
        entry = {"rows": rows.tolist(), "columns": columns.tolist()}
        if left.shape[2] == right.shape[2]:
            other = right[np.ix_(rows, columns)]
            scale = np.sqrt((left**2).sum() * (other**2).sum())
            entry["cosine"] = float((left * other).sum() / scale) if scale else None
            entry["maximum"] = float(np.abs(other - left).max())
            entry["rms"] = float(np.sqrt(((other - left) ** 2).mean()))
            entry["difference"] = rounded((other - left)[:, :, 1])
            entry["meanDifference"] = rounded(np.abs(other - left).mean(axis=2))
        layers[name] = entry
    described = [
        {"architecture": a, "geometry": g, "height": size[0], "width": size[1]}
        for a, g, size in (first, second)
    ]
    return {"first": described[0], "second": described[1], "layers": layers}


def comparisons():
    return [
        comparison_case(("v1.0", "caffe", (51, 38)), ("v1.0", "paper", (51, 38))),
        comparison_case(("v1.0", "caffe", (51, 38)), ("v1.0", "keras", (50, 41))),
        comparison_case(("v1.0", "keras", (37, 51)), ("v1.1", "torchvision", (33, 47))),
    ]


def incoming_case(architecture, name, channel, weights):
    """What an output channel takes from each channel that it reads."""
    kernel = weights[name][0][channel].astype(np.float64)
    squares = (kernel**2).sum(axis=(1, 2))
    norms = np.linalg.norm(kernel, axis=(1, 2))
    return {
        "architecture": architecture,
        "layer": name,
        "channel": channel,
        "norms": rounded(norms),
        "sums": rounded(kernel.sum(axis=(1, 2))),
        "shares": rounded(squares / squares.sum()),
        "zeros": (kernel == 0).sum(axis=(1, 2)).tolist(),
        "strongest": np.argsort(-norms, kind="stable").tolist(),
        # The kernel of the strongest, row by row, and the layer's largest weight.
        "kernel": kernel[norms.argmax()].reshape(-1).tolist(),
        "reach": float(np.abs(weights[name][0]).max()),
    }


def incoming():
    cases = []
    for architecture in network.ARCHITECTURES:
        weights = seeded_weights.weights(architecture, WEIGHTS_SEED, BIAS_LIMIT)
        for name, channel in (
            ("conv1", 0),
            ("conv1", 63),
            ("fire4/squeeze1x1", 5),
            ("fire6/expand3x3", 191),
            ("conv10", 967),
        ):
            cases.append(incoming_case(architecture, name, channel, weights))
    return cases


def write(folder, name, content):
    text = json.dumps(content, separators=(",", ":"))
    (folder / name).write_text(text.replace('{"architecture"', '\n{"architecture"') + "\n")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    combinations = [(a, g) for a in network.ARCHITECTURES for g in network.GEOMETRIES]
    cases = [pass_case(*combination, SMALL) for combination in combinations]
    cases += [
        pass_case(*combination, (network.DEFAULT_SIDE[combination[1]],) * 2)
        for combination in WHOLE
    ]
    write(folder, "passes.json", cases)
    write(folder, "channels.json", statistics())
    write(folder, "histograms.json", histograms())
    write(folder, "incoming.json", incoming())
    write(folder, "comparisons.json", comparisons())
    write(
        folder,
        "regions.json",
        [region_case(*combination, side) for combination in combinations for side in (38, 65)],
    )


if __name__ == "__main__":
    main()
