"""Writes a few small files of each kind for the fuzzer to begin with; needs no package.

    python3 Scripts/fuzz/make_corpus.py FOLDER

A folder a target. Small files of the tests are taken as they are, the rest is made here.
"""

import io
import json
import pathlib
import pickle
import struct
import sys
import zipfile

TESTS = pathlib.Path(__file__).resolve().parents[2] / "Tests"
IMAGES = TESTS / "ImagesTests" / "Goldens"
WEIGHTS = TESTS / "WeightsTests" / "Goldens"
LARGEST = 12000


def small(folder, *patterns):
    files = [path for pattern in patterns for path in sorted(folder.rglob(pattern))]
    return {path.name: path.read_bytes() for path in files if path.stat().st_size <= LARGEST}


def npy(shape, values):
    head = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".encode()
    head += b" " * (63 - (10 + len(head)) % 64) + b"\n"
    body = struct.pack(f"<{len(values)}f", *values)
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head + body


def npz(compression):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, shape, values in (("conv1/kernel", (1, 2), [1, -2]), ("conv1/bias", (1,), [3])):
            # A fixed date: the same files whenever the script runs.
            archive.writestr(zipfile.ZipInfo(name + ".npy"), npy(shape, values))
    return file.getvalue()


def safetensors():
    head = {
        "__metadata__": {"format": "pt"},
        "features.0.weight": {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]},
        "features.0.bias": {"dtype": "F16", "shape": [1], "data_offsets": [8, 10]},
    }
    text = json.dumps(head).encode()
    return struct.pack("<Q", len(text)) + text + struct.pack("<2fe", 1, -2, 3)


def deep_compression():
    # One entry in each of 26 layers, then the first layer's codebook and the start of its biases.
    return struct.pack("<26I", *[1] * 26) + struct.pack("<256f", *range(256)) + bytes(64)


def pickles():
    value = {"conv1": [[1.0, 2.0], (3, None)], "fire2/squeeze1x1": [b"\0" * 8, True]}
    return {f"protocol{number}.pkl": pickle.dumps(value, number) for number in range(6)}


KEYS = {
    "arrows": b"\x03\x1b[A\x1bOB\x1b[1;5C\x1b[5~",
    "mouse": b"\x05\x1b[<0;12;7M\x1b[<0;12;7m\x1b[M !!",
    "strings": b"\x04\x1bPq#0\x1b\\\x1b_Gi=1\x1b\\\x1b]11;rgb:0/0/0\x07",
    "paste": b"\x08\x1b[200~fire9 \xc3\xa9\n\x1b[201~",
    "report": b"\x02\x1b[24;80R\x1b[?62;c",
    "console": b"\x02\x1b[[A\x9b1~",
}
TEXTS = {
    "configuration": {
        "all": b'# mine\nthreads = 2\ncolormap = "viridis"\nmouse = true\nslow-motion = 0.5\n',
        "windows": b"\xef\xbb\xbfthreads = 1\r\nbackground = 'light'\r\n",
        "escapes": b'weights = "a\\"b\\\\c\\u00e9"\n',
    },
    "class-names": {
        "lines": b"cat\ndog, big\r\nfox\n",
        "numbered": b"0 cat\n1: dog\n",
        "json": b'{"0": ["n01", "cat"], "1": ["n02", "dog"]}',
        "inverse": b'{"class_to_idx": {"dog": 1, "cat": 0}}',
        "csv": b'index;name\n1;"dog, big"\n0;cat\n',
    },
    "lesson": {
        "settings": b"# Two steps\n\nOne.\n> go fire2/squeeze1x1\n> channel 3\n> place 1,2\n"
        b"> view blocks\n\nTwo.\n> class espresso\n> channel strongest\n",
        "commands": b"# A lesson\n# by me\nOne,\ntwo.\n> sort\n> go-fire4\n> step-forward\n",
    },
    "preprocess": {
        "name": b"torchvision,resize=256,crop=224,filter=bicubic",
        "parts": b"mean=0.5,0.4,0.3,std=0.2,order=bgr,scale=127.5,resize=224x200",
    },
    "layers-and-channels": {
        "range": b"fire4/expand1x1:0-15,20",
        "all": b"conv1:all",
        "square": b"80,60,64",
        "size": b"480x640",
    },
}


def corpus():
    arrays = {"stored.npz": npz(zipfile.ZIP_STORED), "deflated.npz": npz(zipfile.ZIP_DEFLATED)}
    tensors = {"two.safetensors": safetensors(), **small(WEIGHTS, "*.safetensors")}
    stored = {**pickles(), **small(WEIGHTS, "*.pkl")}
    layers = {"ones.net": deep_compression()}
    modules = small(WEIGHTS, "*.pth", "*.pt", "*.ckpt")
    graphs = small(WEIGHTS, "*.onnx", "*.caffemodel", "*.tflite")
    pairs = {name: text + b"\0" + (WEIGHTS / "ncnn" / name).with_suffix(".bin").read_bytes()
             for name, text in small(WEIGHTS, "*.param").items()}
    with zipfile.ZipFile(WEIGHTS / "keras" / "files.zip") as archive:
        keras = {name: archive.read(name) for name in archive.namelist() if "json" not in name}
    trees = {
        **small(WEIGHTS, "*.h5"),
        **{name: data for name, data in keras.items() if name.endswith(".h5")}}
    return {
        "npz": {**arrays, **small(WEIGHTS, "*.npz")},
        "npy": {"two.npy": npy((1, 2), [1, -2]), **small(WEIGHTS, "*.npy")},
        "safetensors": tensors,
        "pickle": stored,
        "pytorch": modules,
        "graph": graphs,
        "ncnn": pairs,
        "hdf5": trees,
        "sqz": small(WEIGHTS, "*.sqz"),
        "deep-compression": layers,
        "weights": {**arrays, **tensors, **stored, **layers, **modules, **graphs, **keras},
        "jpeg": small(IMAGES, "*.jpg"),
        "png": small(IMAGES, "*.png"),
        "webp": small(IMAGES, "*.webp"),
        "heif": small(IMAGES, "*.heic", "*.avif"),
        "keys": KEYS,
        **TEXTS,
    }


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for target, files in corpus().items():
        folder = pathlib.Path(sys.argv[1]) / target
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
