"""SqueezeNet v1.0 as a functional Keras model, `same` everywhere and no activation on conv10."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras.layers import (
    Concatenate,
    Conv2D,
    GlobalAveragePooling2D,
    Input,
    MaxPooling2D,
    Softmax,
)


def fire(tensor, number, squeeze, expand):
    # Keras names must not hold a slash.
    def convolution(part, channels, side, source):
        name = f"fire{number}.{part}"
        return Conv2D(channels, side, padding="same", activation="relu", name=name)(source)

    squeezed = convolution("squeeze1x1", squeeze, 1, tensor)
    narrow = convolution("expand1x1", expand, 1, squeezed)
    wide = convolution("expand3x3", expand, 3, squeezed)
    return Concatenate(name=f"fire{number}")([narrow, wide])


def pool(tensor, name):
    return MaxPooling2D(3, strides=2, padding="same", name=name)(tensor)


def build(height=224, width=224):
    """The classifier: an image in, 1000 probabilities out."""
    image = Input((height, width, 3), name="input")
    tensor = Conv2D(96, 7, strides=2, padding="same", activation="relu", name="conv1")(image)
    tensor = pool(tensor, "maxpool1")
    tensor = fire(tensor, 2, 16, 64)
    tensor = fire(tensor, 3, 16, 64)
    tensor = fire(tensor, 4, 32, 128)
    tensor = pool(tensor, "maxpool4")
    tensor = fire(tensor, 5, 32, 128)
    tensor = fire(tensor, 6, 48, 192)
    tensor = fire(tensor, 7, 48, 192)
    tensor = fire(tensor, 8, 64, 256)
    tensor = pool(tensor, "maxpool8")
    tensor = fire(tensor, 9, 64, 256)
    tensor = Conv2D(1000, 1, name="conv10")(tensor)
    tensor = GlobalAveragePooling2D(name="avgpool10")(tensor)
    tensor = Softmax(name="softmax")(tensor)
    return keras.Model(image, tensor, name="squeezenet")


def run(image, weights):
    """Output of every layer by name, float32, each H x W x C; and the parameter count."""
    model = build(*image.shape[:2])
    for name, (kernel, bias) in weights.items():
        layer = model.get_layer(name.replace("/", "."))
        layer.set_weights([kernel.transpose(2, 3, 1, 0), bias])
    layers = [layer for layer in model.layers if layer.name != "input"]
    every = keras.Model(model.input, [layer.output for layer in layers])
    values = every.predict_on_batch(image[np.newaxis])
    outputs = {}
    for layer, value in zip(layers, values, strict=True):
        value = np.asarray(value)[0]
        shape = value.shape if value.ndim == 3 else (1, 1, value.size)
        outputs[layer.name.replace(".", "/")] = value.reshape(shape)
    return outputs, model.count_params()
