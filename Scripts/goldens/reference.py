"""SqueezeNet in float64 with NumPy alone, H x W x C, written as plainly as speed allows."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

import network


def same(length, kernel, stride):
    """TensorFlow's `same` padding along one axis: (before, after), the odd pixel after."""
    output = -(-length // stride)
    total = max(0, (output - 1) * stride + kernel - length)
    return total // 2, total - total // 2


def windows(image, borders, fill, kernel, stride):
    """All windows of a bordered image: rows x columns x C x kernel x kernel."""
    padded = np.pad(image, [*borders, (0, 0)], constant_values=fill)
    if min(padded.shape[:2]) < kernel:
        raise ValueError("no pixel left")
    return sliding_window_view(padded, (kernel, kernel), axis=(0, 1))[::stride, ::stride]


def convolution(image, kernel, bias, borders, stride):
    side = kernel.shape[2]
    view = windows(image, borders, 0.0, side, stride)
    columns = view.reshape(view.shape[0] * view.shape[1], -1)
    result = columns @ kernel.astype(np.float64).reshape(kernel.shape[0], -1).T
    return result.reshape(*view.shape[:2], -1) + bias.astype(np.float64)


def convolution_borders(shape, layer, architecture, geometry):
    padding = network.fixed_padding(layer, architecture, geometry)
    if padding is None:
        return [same(length, layer.kernel, layer.stride) for length in shape[:2]]
    return [(padding, padding)] * 2


def pooling_borders(shape, layer, geometry):
    if geometry == "keras":
        return [same(length, layer.kernel, layer.stride) for length in shape[:2]]
    # Rounded up: as many pixels after as the last, clipped window lacks.
    return [(0, (layer.kernel - length) % layer.stride) for length in shape[:2]]


def run(architecture, geometry, image, weights):
    """Output of every layer by name, float64, each H x W x C."""
    outputs = {"input": image.astype(np.float64)}
    for layer in network.layers(architecture):
        sources = [outputs[name] for name in layer.sources]
        source = sources[0]
        if layer.kind == "conv":
            borders = convolution_borders(source.shape, layer, architecture, geometry)
            result = convolution(source, *weights[layer.name], borders, layer.stride)
            if network.has_relu(layer, geometry):
                result = np.maximum(result, 0.0)
        elif layer.kind == "maxpool":
            borders = pooling_borders(source.shape, layer, geometry)
            view = windows(source, borders, -np.inf, layer.kernel, layer.stride)
            result = view.max(axis=(3, 4))
        elif layer.kind == "concat":
            result = np.concatenate(sources, axis=2)
        elif layer.kind == "average":
            result = source.mean(axis=(0, 1), keepdims=True)
        else:
            powers = np.exp(source - source.max())
            result = powers / powers.sum()
        outputs[layer.name] = result
    return outputs


def smallest_side(architecture, geometry):
    """Smallest square input that leaves a pixel everywhere, found by trying."""
    narrow = {
        layer.name: (np.zeros((1, 1, layer.kernel, layer.kernel)), np.zeros(1))
        for layer in network.layers(architecture)
        if layer.kind == "conv"
    }
    side = 1
    while True:
        try:
            shape_only(architecture, geometry, side, narrow)
            return side
        except ValueError:
            side += 1


def shape_only(architecture, geometry, side, narrow):
    """Runs one channel through the windowed layers, which alone can run out of pixels."""
    image = np.zeros((side, side, 1))
    for layer in network.layers(architecture):
        if layer.kind == "conv" and layer.stride > 1:
            borders = convolution_borders(image.shape, layer, architecture, geometry)
            image = convolution(image, *narrow[layer.name], borders, layer.stride)
        elif layer.kind == "maxpool":
            borders = pooling_borders(image.shape, layer, geometry)
            image = windows(image, borders, 0.0, layer.kernel, layer.stride).max(axis=(3, 4))
