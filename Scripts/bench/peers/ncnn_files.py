"""Writes SqueezeNet as ncnn's two files: the layers as text, the weights as raw float32.

A line is a layer: kind, name, counts of inputs and outputs, their blobs, and `key=value` for its
parameters. ReLU is part of its convolution, as ncnn's own optimiser would make it.
"""

import struct

import numpy as np

import network

MAGIC = 7767517
SAME_UPPER = -233
FULL, SAME = 0, 2  # Padding modes of pooling: rounded up, TensorFlow's.


def convolution(layer, architecture, geometry):
    padding = network.fixed_padding(layer, architecture, geometry)
    return {
        0: layer.channels,
        1: layer.kernel,
        3: layer.stride,
        4: SAME_UPPER if padding is None else padding,
        5: 1,  # With bias.
        6: layer.channels * layer.inputs * layer.kernel**2,
        9: int(network.has_relu(layer, geometry)),
    }


def parameters(layer, architecture, geometry):
    if layer.kind == "conv":
        return "Convolution", convolution(layer, architecture, geometry)
    if layer.kind == "maxpool":
        mode = SAME if geometry == "keras" else FULL
        return "Pooling", {0: 0, 1: layer.kernel, 2: layer.stride, 5: mode}
    if layer.kind == "concat":
        return "Concat", {0: 0}
    if layer.kind == "average":
        return "Pooling", {0: 1, 4: 1}
    return "Softmax", {0: 0, 1: 1}


def text(architecture, geometry, size):
    """The layers. A blob has one reader, so what two layers read is split before."""
    layers = network.layers(architecture)
    readers = {}
    for layer in layers:
        for source in layer.sources:
            readers.setdefault(source, []).append(layer.name)
    lines = [f"Input input 0 1 input 0={size} 1={size} 2=3"]
    blobs = 1

    def blob(source, reader):
        return source if len(readers[source]) == 1 else f"{source}.for.{reader}"

    for layer in layers:
        kind, values = parameters(layer, architecture, geometry)
        sources = [blob(source, layer.name) for source in layer.sources]
        words = [kind, layer.name, str(len(sources)), "1", *sources, layer.name]
        lines.append(" ".join(words + [f"{key}={value}" for key, value in values.items()]))
        blobs += 1
        copies = [blob(layer.name, reader) for reader in readers.get(layer.name, [])]
        if len(copies) > 1:
            count = len(copies)
            lines.append(f"Split {layer.name}.split 1 {count} {layer.name} {' '.join(copies)}")
            blobs += count
    return "\n".join([str(MAGIC), f"{len(lines)} {blobs}", *lines, ""])


def write_text(model, path):
    path.write_text(text(model.architecture, model.geometry, model.size), encoding="ascii")


def write_weights(model, path):
    with open(path, "wb") as file:
        for layer in network.layers(model.architecture):
            if layer.kind == "conv":
                kernel, bias = model.weights[layer.name]
                file.write(struct.pack("<I", 0))  # Raw float32 follows.
                file.write(np.ascontiguousarray(kernel, "<f4").tobytes())
                file.write(np.ascontiguousarray(bias, "<f4").tobytes())
