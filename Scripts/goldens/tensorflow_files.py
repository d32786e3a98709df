"""Small SqueezeNets of Keras as TFLite and, by tf2onnx, as ONNX, and what Keras answers.

    python3 Scripts/goldens/tensorflow_files.py Tests/WeightsTests/Goldens/tensorflow

Needs tensorflow, tf2onnx and numpy (made with 2.21 and 1.17). The inputs are those of inputs.py.
"""

import json
import os
import pathlib
import sys
import tempfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf
from keras import layers

from inputs import prepared

SIZE = 47


def network(classes=3, size=SIZE, padding="same", kernel=3, scale=None, turned=False,
            head="conv", norm=False, channels=3):
    """Three narrow fire blocks; what varies is what people vary."""
    image = x = keras.Input((size, size, channels))
    if scale:
        x = layers.Rescaling(*scale)(x)

    def conv(x, filters, side, strides=1, border=padding, relu=True):
        x = layers.Conv2D(filters, side, strides, border, use_bias=not norm)(x)
        if norm:
            x = layers.BatchNormalization()(x)
        return layers.Activation("relu")(x) if relu else x

    x = conv(x, 8, kernel, 2)
    for place, (squeeze, one, three) in enumerate(((2, 4, 6), (3, 5, 5), (4, 6, 4))):
        if place < 2:
            x = layers.MaxPooling2D(3, 2, padding)(x)
        squeezed = conv(x, squeeze, 1, border="same")
        halves = [conv(squeezed, one, 1, border="same"), conv(squeezed, three, 3, border="same")]
        x = layers.Concatenate()(halves[::-1] if turned else halves)
    x = layers.Dropout(0.5)(x)
    if head == "dense":
        x = layers.Dense(classes)(layers.GlobalAveragePooling2D()(x))
    else:
        x = conv(x, classes, 1, relu=head == "relu")
        x = layers.GlobalAveragePooling2D()(x)
    x = layers.Activation("sigmoid" if classes == 1 else "softmax")(x)
    model = keras.Model(image, x)
    random = np.random.default_rng(classes + size + kernel)
    weights = []
    for variable in model.weights:
        shape = tuple(variable.shape)
        fan = np.prod(shape[:-1]) if len(shape) > 1 else 4
        values = random.uniform(-1, 1, shape) * (3 / fan) ** 0.5
        if "variance" in variable.path:
            values = random.uniform(0.5, 2, shape)
        weights.append(values.astype(np.float32))
    first = next(i for i, values in enumerate(weights) if values.ndim == 4)
    weights[first] *= 0.02 / (scale[0] if scale else 1)
    model.set_weights(weights)
    return model


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    goldens = []

    def record(name, model, raw=None, answer=None, **facts):
        """`raw` makes the graph's own input of the prepared image."""
        seed = len(goldens) + 1
        image = prepared(seed, SIZE, SIZE)[None]
        if answer is None:
            answer = model.predict((raw(image) if raw else image).astype(np.float32), verbose=0)[0]
        answer = [float(value) for value in np.asarray(answer, np.float64)]
        if len(answer) == 1:
            answer = [1 - answer[0], answer[0]]
        assert (folder / name).stat().st_size <= 30_000, name
        goldens.append({"file": name, "seed": seed, "size": SIZE, "softmax": answer, **facts})

    def onnx(name, model, raw=None, **facts):
        import tf2onnx

        signature = (tf.TensorSpec((None, SIZE, SIZE, 3), tf.float32, name="image"),)
        call = tf.function(lambda image: model(image), input_signature=signature)
        tf2onnx.convert.from_function(
            call, input_signature=signature, opset=13, output_path=str(folder / name))
        record(name, model, raw, **facts)

    signed = {"raw": lambda image: (image + 1) * 127.5, "preprocessing": "half"}
    onnx("same.onnx", network(), convention="same")
    onnx("valid_turned.onnx", network(padding="valid", turned=True, kernel=7), convention="down")
    onnx("rescaled.onnx", network(scale=(1 / 127.5, -1), head="relu"), **signed)
    onnx("dense_norm.onnx", network(head="dense", norm=True, classes=4))

    def lite(name, model, raw=None, answer=None, **facts):
        settings = facts.pop("settings", lambda converter: None)
        with tempfile.TemporaryDirectory() as scratch:
            model.export(scratch, verbose=False)
            converter = tf.lite.TFLiteConverter.from_saved_model(scratch)
            settings(converter)
            (folder / name).write_bytes(converter.convert())
        if callable(answer):
            answer = answer(folder / name)
        record(name, model, raw, answer, **facts)

    def half(converter):
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.target_spec.supported_types = [tf.float16]

    def rounded(model):
        """The model with kernels and biases in 16 bits."""
        model.set_weights([values.astype(np.float16).astype(np.float32)
                           for values in model.get_weights()])
        return model

    lite("same.tflite", network(), convention="same")
    lite("valid_turned.tflite", network(padding="valid", turned=True, kernel=7), convention="down")
    lite("rescaled.tflite", network(scale=(1 / 127.5, -1), head="relu"), **signed)
    lite("dense_norm.tflite", network(head="dense", norm=True, classes=4))
    lite("sigmoid.tflite", network(classes=1))
    lite("half.tflite", rounded(network(classes=2)), settings=half)
    model = network(classes=5)
    seed = len(goldens) + 1

    def images():
        for number in range(90, 110):
            yield [prepared(number, SIZE, SIZE)[None]]

    def whole(converter):
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = images

    def dynamic(converter):
        converter.optimizations = [tf.lite.Optimize.DEFAULT]

    def dequantised(path):
        """Keras's answer with the integers' values, read by TensorFlow's own interpreter."""
        interpreter = tf.lite.Interpreter(
            str(path), experimental_op_resolver_type=
            tf.lite.experimental.OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES)
        interpreter.allocate_tensors()
        kernels, biases = {}, {}
        for detail in interpreter.get_tensor_details():
            try:
                values = interpreter.get_tensor(detail["index"])
            except ValueError:
                continue
            parameters = detail["quantization_parameters"]
            scales = parameters["scales"]
            if values.dtype in (np.int8, np.int32) and len(scales):
                axis = (-1,) + (1,) * (values.ndim - 1)
                values = values.astype(np.float64) * scales.reshape(axis if len(scales) > 1 else ())
            if values.ndim == 4 and values.dtype != np.int32:
                kernels[values.shape] = kernels.get(values.shape, []) + [values]
            elif values.ndim == 1:
                biases[values.shape] = biases.get(values.shape, []) + [values]
        old, new = model.get_weights(), []
        for values in old:
            pool = kernels if values.ndim == 4 else biases
            if values.ndim == 4:
                shape = (values.shape[3],) + values.shape[:3]
                found = [k.transpose(1, 2, 3, 0) for k in pool.get(shape, [])]
            else:
                found = pool.get(values.shape, [])
            # The nearest of those with the shape.
            nearest = min(found, key=lambda other: np.abs(other - values).max())
            new.append(nearest.astype(np.float32))
        model.set_weights(new)
        answer = model.predict(prepared(seed_of[path.name], SIZE, SIZE)[None], verbose=0)[0]
        model.set_weights(old)
        return answer

    seed_of = {"int8.tflite": seed, "dynamic.tflite": seed + 1}
    lite("int8.tflite", model, settings=whole, answer=dequantised, quantised=True)
    lite("dynamic.tflite", model, settings=dynamic, answer=dequantised)
    (folder / "tensorflow.json").write_text(json.dumps({"files": goldens}, indent=1) + "\n")


if __name__ == "__main__":
    main()
