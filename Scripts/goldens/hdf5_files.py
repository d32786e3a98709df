"""HDF5 files as h5py writes them in its different ways.

    python3 Scripts/goldens/hdf5_files.py Tests/WeightsTests/Goldens/hdf5

Needs h5py and ml_dtypes (made with 3.16, libhdf5 2.0). Every array of floats is 7 x 5 x 3: 0, 1, 2, ...
quarters, minus 2.
"""

import pathlib
import sys

import h5py
import ml_dtypes
import numpy as np

VALUES = (np.arange(105, dtype=np.float32) / 4 - 2).reshape(7, 5, 3)


def fill(file):
    group = file.create_group("a/b")
    for name in ("<f2", "<f4", "<f8", ">f2", ">f4", ">f8"):
        group.create_dataset(name, data=VALUES.astype(name))
    brain = group.create_dataset("bf16", data=VALUES.astype(ml_dtypes.bfloat16))
    brain.attrs["dtype"] = "bfloat16"
    group.create_dataset("int", data=np.arange(3))
    group.create_dataset("number", data=np.float32(0.5))
    group.create_dataset("unwritten", shape=(2, 3), dtype="f4")
    group.create_dataset("whole", data=VALUES, chunks=VALUES.shape, compression="gzip")
    text = file.create_group("text").attrs
    text["fixed"] = np.array([b"conv1", b"fire2/squeeze1x1", b""])
    text["variable"] = ["conv1", "f\u00fcnf", ""]
    text["one"] = "x" * 3000
    text["empty"] = np.array([])
    text["number"] = 3
    chunks = {"chunks": (3, 2, 2)}
    group.create_dataset("pieces", data=VALUES, **chunks)
    group.create_dataset("deflated", data=VALUES, compression="gzip", **chunks)
    group.create_dataset(
        "filtered", data=VALUES.astype("f8"), compression="gzip", shuffle=True,
        fletcher32=True, **chunks)
    group.create_dataset("lzf", data=VALUES, compression="lzf", **chunks)
    group.create_dataset("gap", shape=(4, 4), dtype="f4", chunks=(2, 2))[:2] = 1
    group["soft"] = h5py.SoftLink("/a/b/<f4")
    # A tree of two levels.
    for index in range(200):
        group[f"many/{index}"] = group["number"]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with h5py.File(folder / "earliest.h5", "w") as file:
        fill(file)
    for name, bounds in (("v110", ("v110", "v110")), ("latest", "latest")):
        with h5py.File(folder / f"{name}.h5", "w", libver=bounds) as file:
            file.attrs["a"] = "b"
            file["outside"] = h5py.ExternalLink("earliest.h5", "/a/b/<f4")
            for half in "xy":
                part = file.create_group(half)
                part.create_dataset("<f4", data=VALUES)
                part.create_dataset(
                    "whole", data=VALUES, chunks=VALUES.shape, compression="gzip", shuffle=True)
                part.attrs["fixed"] = np.array([b"conv1", b"fire2"])
                part.attrs["variable"] = ["conv1", "fire2"]
    with h5py.File(folder / "user_block.h5", "w", userblock_size=512) as file:
        file.create_dataset("a/<f4", data=VALUES)
    with h5py.File(folder / "dense.h5", "w", libver="latest") as file:
        for index in range(9):
            file.create_group(f"group_{index}")
    with h5py.File(folder / "newest_pieces.h5", "w", libver="latest") as file:
        file.create_dataset("a", data=VALUES, chunks=(3, 2, 2))


if __name__ == "__main__":
    main()
