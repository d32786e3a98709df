"""Says whether files that the program wrote hold the seeded weights, bit for bit. Needs NumPy, and
PyTorch for .pth.

    python3 Scripts/goldens/check_written_weights.py v1.1 7 0.1 FILE.npz FILE.safetensors ...

The safetensors reader here is as short as the format; the package is used too where it is there.
"""

import json
import sys
import zipfile

import numpy as np

from seeded_weights import weights


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = header.pop("__metadata__")
    arrays = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        assert entry["dtype"] == "F32", name
        arrays[name] = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
    try:
        import safetensors.numpy
    except ImportError:
        return arrays, metadata
    package = safetensors.numpy.load_file(path)
    assert package.keys() == arrays.keys()
    assert all(np.array_equal(package[name], arrays[name]) for name in arrays)
    return arrays, metadata


def read_npz(path):
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    return arrays, json.loads(arrays.pop("sqz.metadata").tobytes())


def read_pth(path):
    import torch

    arrays = {key: tensor.numpy() for key, tensor in torch.load(path, weights_only=True).items()}
    with zipfile.ZipFile(path) as archive:
        return arrays, json.loads(archive.read("archive/sqz.json"))


READERS = {"npz": read_npz, "safetensors": read_safetensors, "pth": read_pth}


def torchvision_prefix(name, architecture):
    """The place of a layer in torchvision's sequence of conv, ReLU, pooling and fire modules."""
    if name in ("conv1", "conv10"):
        return {"conv1": "features.0", "conv10": "classifier.1"}[name]
    places = {"v1.0": [3, 4, 5, 7, 8, 9, 10, 12], "v1.1": [3, 4, 6, 7, 9, 10, 11, 12]}
    block, part = name.split("/")
    part = "squeeze" if part == "squeeze1x1" else part
    return f"features.{places[architecture][int(block[4:]) - 2]}.{part}"


def main():
    architecture, seed, bias_limit = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    expected = weights(architecture, seed, bias_limit)
    for path in sys.argv[4:]:
        arrays, metadata = READERS[path.rsplit(".", 1)[1]](path)
        assert metadata["sqz.architecture"] == architecture
        torchvision = "features.0.weight" in arrays
        for name, (kernel, bias) in expected.items():
            prefix = torchvision_prefix(name, architecture) if torchvision else name
            for suffix, array in (("weight", kernel), ("bias", bias)):
                found = arrays.pop(f"{prefix}.{suffix}")
                assert found.dtype == np.float32 and found.shape == array.shape, name
                assert found.tobytes() == array.tobytes(), name
        assert not arrays, arrays.keys()


if __name__ == "__main__":
    main()
