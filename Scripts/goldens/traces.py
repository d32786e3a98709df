"""Golden values of how single values came about, computed with NumPy alone.

    python3 Scripts/goldens/traces.py Tests/AnalysisTests/Goldens

The passes are the small ones of analysis.py. A convolution's value is taken apart by the channel
that it reads: the sum of patch times kernel, the patch cut out of the padded input.
"""

import pathlib
import sys

import numpy as np

import analysis
import network
import reference

PASSES = [("v1.0", "caffe"), ("v1.0", "keras"), ("v1.1", "keras"), ("v1.1", "torchvision")]
LAYERS = (
    "conv1",
    "maxpool1",
    "fire2/squeeze1x1",
    "fire4/expand1x1",
    "fire4/expand3x3",
    "fire6",
    "conv10",
    "avgpool10",
    "softmax",
)


def number(value):
    return float(f"{float(value):.9g}")


def convolved(layer, architecture, geometry, source, weights, row, column):
    """Contributions of a place by output channel and input channel, and the biases."""
    kernel, bias = (values.astype(np.float64) for values in weights[layer.name])
    borders = reference.convolution_borders(source.shape, layer, architecture, geometry)
    view = reference.windows(source, borders, 0.0, layer.kernel, layer.stride)[row, column]
    return np.einsum("chw,ochw->oc", view, kernel), bias


def case(layer, architecture, geometry, outputs, weights, row, column):
    """The strongest channel of a place, and of a convolution the one that is furthest below 0."""
    source = outputs[layer.sources[0]]
    values = outputs[layer.name][row, column]
    chosen = [int(values.argmax())]
    if layer.kind == "conv":
        parts, bias = convolved(layer, architecture, geometry, source, weights, row, column)
        before = parts.sum(axis=1) + bias
        chosen.append(int(before.argmin()))
        assert np.allclose(
            np.maximum(before, 0) if network.has_relu(layer, geometry) else before, values
        )
    for channel in chosen:
        entry = {
            "layer": layer.name,
            "row": row,
            "column": column,
            "channel": channel,
            "value": number(values[channel]),
        }
        if layer.kind == "conv":
            entry["parts"] = [number(part) for part in parts[channel]]
            entry["bias"] = number(bias[channel])
            entry["sum"] = number(before[channel])
        elif layer.kind == "maxpool":
            borders = reference.pooling_borders(source.shape, layer, geometry)
            view = reference.windows(source, borders, -np.inf, layer.kernel, layer.stride)
            window = view[row, column, channel]
            at = np.unravel_index(window.argmax(), window.shape)
            before = [row * layer.stride - borders[0][0], column * layer.stride - borders[1][0]]
            entry["from"] = [int(start + offset) for start, offset in zip(before, at)]
            entry["parts"] = [number(part) for part in window.reshape(-1) if np.isfinite(part)]
        elif layer.kind == "concat":
            first = outputs[layer.sources[0]].shape[2]
            entry["half"] = int(channel >= first)
            entry["from"] = [channel - first * entry["half"]]
        elif layer.kind == "average":
            entry["parts"] = [number(part) for part in source[:, :, channel].reshape(-1)]
        else:
            powers = np.exp(source - source.max()).reshape(-1)
            entry["parts"] = [number(part) for part in powers]
            entry["sum"] = number(powers.sum())
        yield entry


def traces(architecture, geometry):
    weights, outputs = analysis.run(architecture, geometry, analysis.SMALL)
    found = []
    for layer in network.layers(architecture):
        if layer.name not in LAYERS:
            continue
        rows, columns = outputs[layer.name].shape[:2]
        places = {(0, 0), (rows - 1, columns - 1), (rows // 2, columns // 2)}
        for row, column in sorted(places):
            found += case(layer, architecture, geometry, outputs, weights, row, column)
    return {"architecture": architecture, "geometry": geometry, "traces": found}


def main():
    folder = pathlib.Path(sys.argv[1])
    analysis.write(folder, "traces.json", [traces(*one) for one in PASSES])


if __name__ == "__main__":
    main()
