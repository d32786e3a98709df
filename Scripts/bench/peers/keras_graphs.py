"""Builds SqueezeNet as a Keras model of any geometry, NHWC, and writes it as TFLite."""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
from keras import layers as kinds

import network


def convolution(tensor, layer, architecture, geometry):
    padding = network.fixed_padding(layer, architecture, geometry)
    # At stride 1 and an odd kernel `same` is half a kernel on every side.
    same = padding is None or (layer.stride == 1 and padding == layer.kernel // 2)
    if padding and not same:
        tensor = kinds.ZeroPadding2D(padding)(tensor)
    return kinds.Conv2D(
        layer.channels,
        layer.kernel,
        strides=layer.stride,
        padding="same" if same else "valid",
        activation="relu" if network.has_relu(layer, geometry) else None,
        name=layer.name.replace("/", "."),
    )(tensor)


def pooling(tensor, layer, geometry):
    # Sizes rounded up are those of `same` for even sides, of `valid` for odd ones.
    same = geometry == "keras" or tensor.shape[1] % 2 == 0
    padding = "same" if same else "valid"
    return kinds.MaxPooling2D(layer.kernel, layer.stride, padding=padding)(tensor)


def build(architecture, geometry, size, weights):
    """The classifier: 1 x size x size x 3 in, 1 x 1000 probabilities out."""
    tensors = {"input": keras.Input(batch_shape=(1, size, size, 3))}
    for layer in network.layers(architecture):
        sources = [tensors[name] for name in layer.sources]
        if layer.kind == "conv":
            tensor = convolution(sources[0], layer, architecture, geometry)
        elif layer.kind == "maxpool":
            tensor = pooling(sources[0], layer, geometry)
        elif layer.kind == "concat":
            tensor = kinds.Concatenate()(sources)
        elif layer.kind == "average":
            tensor = kinds.GlobalAveragePooling2D()(sources[0])
        else:
            tensor = kinds.Softmax()(sources[0])
        tensors[layer.name] = tensor
    model = keras.Model(tensors["input"], tensors["softmax"])
    for name, (kernel, bias) in weights.items():
        model.get_layer(name.replace("/", ".")).set_weights([kernel.transpose(2, 3, 1, 0), bias])
    return model


def write_tflite(model, path):
    import tensorflow

    graph = build(model.architecture, model.geometry, model.size, model.weights)
    converter = tensorflow.lite.TFLiteConverter.from_keras_model(graph)
    path.write_bytes(converter.convert())
