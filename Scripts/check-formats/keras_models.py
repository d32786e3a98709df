"""Writes v1.0 and v1.1 in every form that Keras has, and asks the program about each.

    python3 Scripts/check-formats/keras_models.py .build/release/sqz-tui

Needs keras, torch and h5py; with tf_keras and tensorflow Keras 2's forms, too. The program's
probabilities are held to Keras's own in float32, and reading to 100 ms.
"""

import os
import pathlib
import sys
import tempfile
import warnings

os.environ["KERAS_BACKEND"] = "torch"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
warnings.simplefilter("ignore")

import h5py
import keras
import numpy as np
from PIL import Image

from program import check, run

try:
    import tf_keras
except ImportError:
    tf_keras = None

SQUEEZES = (16, 16, 32, 32, 48, 48, 64, 64)
PARTS = {"v1.0": (7, 96, (1, 4, 8)), "v1.1": (3, 64, (1, 3, 5))}


def network(kit, version, classes, padding="same", prepare=None, normalised=False, dense=False):
    layers = kit.layers
    side, channels, pools = PARTS[version]

    def convolution(tensor, channels, side, stride=1, padding="same", active=True):
        tensor = layers.Conv2D(
            channels, side, strides=stride, padding=padding, use_bias=not normalised,
            kernel_initializer="he_uniform", bias_initializer="random_normal")(tensor)
        if normalised and active:
            tensor = layers.BatchNormalization()(tensor)
        return layers.Activation("relu")(tensor) if active else tensor

    image = kit.Input((224, 224, 3))
    tensor = prepare(image, layers) if prepare else image
    tensor = convolution(tensor, channels, side, 2, padding)
    for number, squeeze in enumerate((0, *SQUEEZES), 1):
        if squeeze:
            tensor = convolution(tensor, squeeze, 1)
            halves = [convolution(tensor, 4 * squeeze, 1), convolution(tensor, 4 * squeeze, 3)]
            tensor = layers.Concatenate()(halves)
        if number in pools:
            tensor = layers.MaxPooling2D(3, strides=2, padding=padding)(tensor)
    tensor = layers.Dropout(0.5)(tensor)
    if dense:
        tensor = layers.GlobalAveragePooling2D()(tensor)
        tensor = layers.Dense(classes, activation="softmax")(tensor)
    else:
        tensor = layers.Conv2D(classes, 1)(tensor)
        tensor = layers.GlobalAveragePooling2D()(tensor)
        tensor = layers.Softmax()(tensor)
    model = kit.Model(image, tensor)
    random = np.random.default_rng(classes)
    for layer in model.layers:
        if "BatchNormalization" in type(layer).__name__:
            gamma, beta, mean, variance = layer.get_weights()
            layer.set_weights([
                random.uniform(0.8, 1.2, gamma.shape), random.normal(0, 0.1, beta.shape),
                random.normal(0, 0.1, mean.shape), random.uniform(0.8, 1.2, variance.shape)])
    return model


def rescaling(scale, offset):
    return lambda tensor, layers: layers.Rescaling(scale, offset=offset)(tensor)


def weights_and_json(model, path):
    model.save_weights(path)
    path.with_name(path.name.split(".")[0] + ".json").write_text(model.to_json())


def trained(model, path):
    model.compile("adam", "categorical_crossentropy")
    classes = model.output_shape[-1]
    weights = model.get_weights()
    model.fit(np.zeros((1, 224, 224, 3)), np.eye(classes)[:1], verbose=0)
    model.set_weights(weights)
    model.save(path)


def packed(model, path):
    """The same file, its arrays in pieces and packed."""
    model.save(path.with_suffix(".plain.h5"))
    with h5py.File(path.with_suffix(".plain.h5")) as old, h5py.File(path, "w") as new:
        def copy(name, item):
            target = new.require_group(name) if isinstance(item, h5py.Group) else (
                new.create_dataset(name, data=item[()], compression="gzip", shuffle=True)
                if item.ndim else new.create_dataset(name, data=item[()]))
            for key, value in item.attrs.items():
                target.attrs[key] = value
        for key, value in old.attrs.items():
            new.attrs[key] = value
        old.visititems(copy)


SAVE = lambda model, path: model.save(path)
WEIGHTS = lambda model, path: model.save_weights(path)
SIGNED = lambda pixels: pixels / 127.5 - 1
RAW = lambda pixels: pixels
# Name, file, how it is saved, how the network is made, its input of pixels.
FORMS = [
    (".keras", "m.keras", SAVE, {}, SIGNED),
    (".keras, valid, /255 inside", "m.keras", SAVE,
     {"padding": "valid", "prepare": rescaling(1 / 255, 0.0)}, RAW),
    (".keras, arithmetic inside", "m.keras", SAVE, {"prepare": lambda x, _: x / 127.5 - 1}, RAW),
    (".keras, batch normalisation", "m.keras", SAVE, {"normalised": True}, SIGNED),
    (".keras, dense head", "m.keras", SAVE, {"dense": True}, SIGNED),
    (".keras, trained", "m.keras", trained, {}, SIGNED),
    (".h5", "m.h5", SAVE, {"padding": "valid"}, SIGNED),
    (".h5, trained", "m.h5", trained, {}, SIGNED),
    (".h5, packed", "m.h5", packed, {}, SIGNED),
    (".weights.h5 and .json", "m.weights.h5", weights_and_json,
     {"padding": "valid", "prepare": rescaling(1 / 127.5, -1)}, RAW),
    (".weights.h5", "m.weights.h5", WEIGHTS, {}, SIGNED),
    (".weights.h5, batch normalisation", "m.weights.h5", WEIGHTS, {"normalised": True}, SIGNED),
]
OLD_FORMS = [
    ("Keras 2 .h5", "m.h5", SAVE, {"padding": "valid", "prepare": rescaling(1 / 127.5, -1)}, RAW),
    ("Keras 2 .h5, arithmetic inside", "m.h5", SAVE, {"prepare": lambda x, _: x / 127.5 - 1}, RAW),
    ("Keras 2 .keras", "m.keras", SAVE, {"prepare": rescaling(1 / 127.5, -1)}, RAW),
    ("Keras 2 weights and .json", "m.h5", weights_and_json, {"padding": "valid"}, SIGNED),
    ("Keras 2 weights", "m.h5", WEIGHTS, {}, SIGNED),
    ("Keras 2 weights, normalised", "m.h5", WEIGHTS, {"normalised": True}, SIGNED),
]


def refused():
    """Other networks, and a word of what is said about each."""
    applications, small = keras.applications, {"weights": None, "input_shape": (96, 96, 3)}
    yield "MobileNet", applications.MobileNet(alpha=0.25, **small), "MobileNet"
    yield "MobileNetV2", applications.MobileNetV2(alpha=0.35, **small), "MobileNet"
    yield "MobileNetV3", applications.MobileNetV3Small(**small), "MobileNet"
    yield "EfficientNet", applications.EfficientNetB0(**small), "EfficientNet"
    yield "DenseNet", applications.DenseNet121(**small), "DenseNet"
    yield "ResNet50", applications.ResNet50(include_top=False, **small), "ResNet"
    yield "Xception", applications.Xception(include_top=False, **small), "Xception"
    yield "other", keras.Sequential([
        keras.Input((32, 32, 3)), keras.layers.Conv2D(8, 3, activation="relu"),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")]), "fully connected"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program, failures = sys.argv[1], 0
    pixels = np.random.default_rng(1).integers(0, 256, (224, 224, 3), dtype=np.uint8)
    kits = [(keras, form) for form in FORMS] + [(tf_keras, form) for form in OLD_FORMS if tf_keras]
    with tempfile.TemporaryDirectory() as name:
        photo = pathlib.Path(name) / "photo.png"
        Image.fromarray(pixels).save(photo)
        for kit, (form, file, save, settings, prepared) in kits:
            for version, classes in (("v1.0", 1000), ("v1.1", 2)):
                folder = pathlib.Path(tempfile.mkdtemp(dir=name))
                model = network(kit, version, classes, **settings)
                save(model, folder / file)
                image = prepared(pixels[None].astype(np.float32))
                expected = model.predict(image, verbose=0)[0].tolist()
                failures += check(
                    program, photo, folder / file, f"{form:33} {version} {classes:5} classes",
                    expected)
        for form, model, word in refused():
            for file in ("m.keras", "m.h5", "m.weights.h5"):
                path = pathlib.Path(tempfile.mkdtemp(dir=name)) / file
                model.save_weights(path) if "weights" in file else model.save(path)
                result, seconds = run(program, "layers", "--weights", path)
                line = result.stderr.strip()
                # Weights alone have no dense layers' names; HDF5 of more than 64 MiB is not opened.
                isLarge = path.stat().st_size > 64 << 20 and path.suffix == ".h5"
                isGood = result.returncode == 65 and "\n" not in line and (
                    word in line or isLarge and "too large" in line or form == "other" and "weights" in file)
                failures += not isGood
                print(f"{'ok ' if isGood else 'BAD'} {form} {file} refused: {line}", flush=True)
    sys.exit(f"{failures} are not as they should be" if failures else 0)


if __name__ == "__main__":
    main()
