"""Small SqueezeNets as people save them with Keras, and what Keras answers.

    python3 Scripts/goldens/keras_files.py Tests/WeightsTests/Goldens/keras

Writes files.zip, as HDF5 is mostly zeros, and keras.json.
Needs keras, torch, h5py, tf_keras and tensorflow (made with 3.15, 2.15, 3.16, 2.21 and 2.21). Seeded:
the same weights each time. Pixels are those of inputs.py; `preprocessing` is what makes a network's
input of them, inside the network where `inside` is true.
"""

import json
import os
import pathlib
import sys
import tempfile
import zipfile

os.environ["KERAS_BACKEND"] = "torch"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import keras
import numpy as np
import tf_keras

from inputs import CAFFE_MEAN, prepared

SIZE = 35
PREPARATIONS = {
    "unit": lambda pixels: pixels / 255,
    "signed": lambda pixels: pixels / 127.5 - 1,
    "half": lambda pixels: (pixels / 255 - 0.5) / 0.5,
    "caffe-exact": lambda pixels: pixels[..., ::-1] - np.array([103.939, 116.779, 123.68]),
}


def seeded(model, seed):
    """Values with which no softmax is saturated."""
    random = np.random.default_rng(seed)
    for layer in model.layers:
        if hasattr(layer, "layers"):
            seeded(layer, seed + 1)
            continue
        values = []
        for value in layer.get_weights():
            fan = max(1, int(np.prod(value.shape[:-1])))
            values.append(random.uniform(-1, 1, value.shape) * (3 / fan) ** 0.5)
        if "normalization" in type(layer).__name__.lower():
            if len(values) == 3 and values[2].ndim == 0:
                continue
            # Variances come last.
            values[-1] = abs(values[-1]) + 0.5
        elif values and values[-1].ndim == 1:
            values[-1] = values[-1] + 0.3
        layer.set_weights(values)
    return model


def build(
    kit, padding="same", classes=3, blocks=((2, 4, 6),), pools=(1,), head="convolution",
    before=lambda tensor, layers: tensor, activations="inside", normalised=False, relu=False,
    wide_first=False, bypass=False, size=SIZE, kernel=3, name=None,
):
    """A functional model; `kit` is keras or tf_keras."""
    layers = kit.layers

    def convolution(tensor, channels, side, stride=1, padding="same", active=True):
        inside = activations == "inside" and not normalised
        tensor = layers.Conv2D(
            channels, side, strides=stride, padding=padding, use_bias=not normalised,
            activation="relu" if inside and active else None)(tensor)
        if normalised and active:
            tensor = layers.BatchNormalization(epsilon=normalised)(tensor)
        if active and not inside:
            tensor = layers.Activation("relu")(tensor)
        return tensor

    def pool(tensor):
        return layers.MaxPooling2D(3, strides=2, padding=padding)(tensor)

    image = kit.Input((size, size, 3))
    tensor = convolution(before(image, layers), 8, kernel, 2, padding)
    if 1 in pools:
        tensor = pool(tensor)
    for number, (squeeze, one, three) in enumerate(blocks, 2):
        source = tensor
        tensor = convolution(tensor, squeeze, 1)
        halves = [convolution(tensor, one, 1), convolution(tensor, three, 3)]
        tensor = layers.Concatenate()(halves[::-1] if wide_first else halves)
        if bypass and source.shape[-1] == tensor.shape[-1]:
            tensor = layers.Add()([tensor, source])
        if number in pools:
            tensor = pool(tensor)
    if head == "none":
        return kit.Model(image, tensor, name=name)
    if head == "dense":
        tensor = layers.GlobalAveragePooling2D()(tensor)
        tensor = layers.Dropout(0.5)(tensor)
        activation = "sigmoid" if classes == 1 else "softmax"
        tensor = layers.Dense(classes, activation=activation)(tensor)
    else:
        tensor = layers.Dropout(0.5)(tensor)
        tensor = layers.Conv2D(classes, 1, activation="relu" if relu else None)(tensor)
        tensor = layers.GlobalAveragePooling2D()(tensor)
        tensor = layers.Activation("softmax")(tensor)
    return kit.Model(image, tensor, name=name)


def relabelled(source, target, label, version):
    """Copies a legacy file's weights as older versions wrote them; `label` names an array."""
    with h5py.File(source) as old, h5py.File(target, "w") as new:
        weights = old["model_weights"] if "model_weights" in old else old
        names = list(weights.attrs["layer_names"])
        renamed = [label(name, None) for name in names]
        new.attrs["layer_names"] = np.array([name.encode() for name in renamed])
        if version:
            new.attrs["keras_version"] = np.bytes_(version)
            new.attrs["backend"] = np.bytes_("tensorflow")
        for name, other in zip(names, renamed):
            group = new.create_group(other)
            arrays = list(weights[name].attrs["weight_names"])
            labels = [label(name, array.split("/")[-1].split(":")[0]) for array in arrays]
            group.attrs["weight_names"] = np.array([text.encode() for text in labels])
            for array, text in zip(arrays, labels):
                group[text] = weights[name][array][()]


def keras1(model):
    """A functional model's description as Keras 1 wrote it."""
    layers = []
    for item in json.loads(model.to_json())["config"]["layers"]:
        config = item["config"]
        kind, name = item["class_name"], config["name"]
        new = {"name": name, "trainable": True}
        if kind == "InputLayer":
            new = {"batch_input_shape": config["batch_shape"], "input_dtype": "float32", "name": name}
        elif kind == "Conv2D":
            kind = "Convolution2D"
            new |= {
                "nb_filter": config["filters"], "nb_row": config["kernel_size"][0],
                "nb_col": config["kernel_size"][1], "subsample": config["strides"],
                "border_mode": config["padding"], "dim_ordering": "tf", "bias": True,
                "activation": config["activation"], "W_regularizer": None}
        elif kind == "MaxPooling2D":
            new |= {
                "pool_size": config["pool_size"], "strides": config["strides"],
                "border_mode": config["padding"], "dim_ordering": "tf"}
        elif kind == "Concatenate":
            kind = "Merge"
            new |= {"mode": "concat", "concat_axis": 3, "mode_type": "raw", "output_shape": None}
        elif kind == "Activation":
            new |= {"activation": config["activation"]}
        elif kind == "Dropout":
            new |= {"p": config["rate"]}
        else:
            new |= {"dim_ordering": "tf"}
        arguments = item["inbound_nodes"][0]["args"] if item["inbound_nodes"] else []
        tensors = arguments[0] if arguments and isinstance(arguments[0], list) else arguments
        histories = [tensor["config"]["keras_history"] for tensor in tensors]
        layers.append({
            "class_name": kind, "config": new, "name": name,
            "inbound_nodes": [histories] if histories else []})
    ends = [[layers[0]["name"], 0, 0]], [[layers[-1]["name"], 0, 0]]
    return {
        "class_name": "Model", "keras_version": "1.2.2",
        "config": {"name": "model_1", "layers": layers, "input_layers": ends[0],
                   "output_layers": ends[1]}}


class Own(keras.Model):
    """Layers of a class of its own, which no file describes."""

    def __init__(self):
        super().__init__()
        self.conv1 = keras.layers.Conv2D(8, 3, activation="relu")

    def call(self, image):
        return self.conv1(image)


def write(folder):
    temporary = folder / "temporary.h5"
    goldens = []

    def note(file, model, preprocessing="signed", inside=False):
        seed = len(goldens) + 1
        size = model.input_shape[1] or SIZE
        pixels = prepared(seed, size, size) + np.array(CAFFE_MEAN, np.float32)
        values = pixels if inside else PREPARATIONS[preprocessing](pixels).astype(np.float32)
        answer = np.asarray(model.predict(values[None], verbose=0), np.float64)[0].ravel()
        if len(answer) == 1:
            answer = np.array([1 - answer[0], answer[0]])
        assert answer.max() < 0.995, (file, answer)
        goldens.append({
            "file": file, "seed": seed, "size": size, "preprocessing": preprocessing,
            "isInside": inside, "softmax": answer.tolist()})

    def save(file, model, preprocessing="signed", inside=False, make=lambda model, path: model.save(path)):
        seeded(model, len(goldens) + 1)
        make(model, str(folder / file))
        note(file, model, preprocessing, inside)

    def rescaling(scale, offset=0.0):
        return lambda tensor, layers: layers.Rescaling(scale, offset=offset)(tensor)

    weights = lambda model, path: model.save_weights(path)
    save("rescaled.keras", build(keras, before=rescaling(1 / 255)), "unit", True)
    save("valid.h5", build(keras, "valid", pools=(1, 2), relu=True, activations="outside"))
    save("operations.keras", build(keras, before=lambda x, _: x / 127.5 - 1), "half", True)
    save("normalised.keras", build(keras, normalised=0.01, wide_first=True))
    save("dense.keras", build(keras, head="dense", classes=4))
    save("sigmoid.keras", build(keras, head="dense", classes=1))
    save("bypass.keras", build(keras, blocks=((2, 4, 4),), bypass=True, pools=()))

    def nested(kit, *first):
        base = build(kit, head="none", name="base")
        return kit.Sequential([
            kit.Input((SIZE, SIZE, 3)), *first, base, kit.layers.GlobalAveragePooling2D(),
            kit.layers.Dense(3, activation="softmax")])

    before = keras.layers.RandomFlip(), keras.layers.Rescaling(1 / 127.5, offset=-1)
    save("nested.keras", nested(keras, *before), "half", True)
    save("nested.h5", nested(keras))
    statistics = keras.layers.Normalization()
    # To 0 ... 1 with one deviation for all.
    statistics.adapt(np.array([0.0, 255.0]).reshape(2, 1, 1, 1) * np.ones((1, 1, 1, 3)))
    save("statistics.keras", nested(keras, statistics), "half", True)

    def trained(model, path):
        model.compile("adam", "categorical_crossentropy")
        model.fit(np.zeros((1, SIZE, SIZE, 3)), np.eye(3)[:1], verbose=0)
        model.save(path)

    save("trained.keras", build(keras, blocks=((1, 2, 2),)), make=trained)
    keras.config.set_dtype_policy("bfloat16")
    # Its arithmetic is not ours: the same weights are asked in float32.
    half = seeded(build(keras), 5)
    half.save(folder / "bfloat16.keras")
    keras.config.set_dtype_policy("float32")
    full = build(keras)
    full.set_weights([np.asarray(value, np.float32) for value in half.get_weights()])
    note("bfloat16.keras", full)

    def described(model, path):
        model.save_weights(path)
        pathlib.Path(path.replace(".weights.h5", ".json")).write_text(model.to_json())

    save("described.weights.h5", build(keras, "valid", wide_first=True), make=described)
    # Only the arrays: `same`, and v1.1's first pooling for a small first kernel.
    save("order.weights.h5", build(keras, size=224), make=weights)
    save("order_normalised.weights.h5", build(keras, size=224, normalised=1e-3), make=weights)
    save("order_dense.weights.h5", build(keras, size=224, head="dense"), make=weights)

    # Keras 2, by its own code.
    tf_keras.utils.set_random_seed(1)
    save("keras2.h5", build(tf_keras, before=lambda x, _: x / 127.5 - 1), "half", True)
    save("keras2_nested.h5", nested(tf_keras))
    save("keras2_order.h5", build(tf_keras, size=224, blocks=((2, 4, 6), (3, 5, 5)), pools=(1, 3)), make=weights)

    # rcmalli's file: Keras 2.0, names with slashes, Caffe's geometry but for the rounding.
    caffe = build(keras, "valid", size=227, blocks=((2, 4, 6), (3, 5, 5)), pools=(1, 3), relu=True)
    parts = iter(["conv1", "fire2/squeeze1x1", "fire2/expand1x1", "fire2/expand3x3",
                  "fire3/squeeze1x1", "fire3/expand1x1", "fire3/expand3x3", "conv10"])
    names = {}

    def rcmalli(name, array):
        if array is None:
            names[name] = next(parts) if name.startswith("conv2d") else name
            return names[name]
        return f"{names[name]}_3/{array}:0"

    # Its inputs are up to 150.
    first = seeded(caffe, 7).layers[1]
    first.set_weights([first.get_weights()[0] * 0.01, first.get_weights()[1]])
    caffe.save(temporary)
    relabelled(temporary, folder / "rcmalli.h5", rcmalli, "2.0.4")
    note("rcmalli.h5", caffe, "caffe-exact")

    # Keras 1: arrays at the root, and a whole model.
    oldest = seeded(build(keras, blocks=((2, 4, 6), (3, 5, 5)), pools=(1, 2)), 8)
    oldest.save(temporary)
    letters = {"kernel": "W", "bias": "b"}
    relabelled(
        temporary, folder / "keras1.h5",
        lambda name, array: name if array is None else f"{name}_{letters[array]}:0", None)
    with h5py.File(folder / "keras1.h5", "a") as file:
        file.attrs["model_config"] = np.bytes_(json.dumps(keras1(oldest)))
    note("keras1.h5", oldest)
    temporary.unlink()

    # Names alone tell these.
    for name, kind in (("mobilenet.h5", keras.applications.MobileNet),
                       ("resnet.h5", keras.applications.ResNet50)):
        model = kind(weights=None, input_shape=(32, 32, 3))
        with h5py.File(folder / name, "w") as file:
            file.attrs["layer_names"] = [layer.name for layer in model.layers]
    with h5py.File(folder / "no_keras.h5", "w") as file:
        file["data"] = np.arange(3.0)
    own = Own()
    own(np.zeros((1, 9, 9, 3)))
    own.save(folder / "own.keras")
    return goldens


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        goldens = write(pathlib.Path(name))
        with zipfile.ZipFile(target / "files.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(pathlib.Path(name).iterdir()):
                archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    (target / "keras.json").write_text(json.dumps({"files": goldens}, indent=1) + "\n")


if __name__ == "__main__":
    main()
