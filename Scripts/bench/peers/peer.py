"""What the peers share: options, the model in hand, written model files, and the protocol.

A peer is a process that answers lines on standard input, a line each, until its input ends:

    name     what runs
    top      the top five of the bench input as class:probability
    run N    the milliseconds of N whole passes, one by one

With `--prepare` it writes the model files that its engine reads and ends. That is a process of its
own because a converter may leave threads and memory behind that the measured process shall not
have. Files are kept in `--models` under a digest of the weights and of the scripts.

What goes wrong is answered with `error REASON`. The bench input is goldens/inputs.py's for
INPUT_SEED.
"""

import argparse
import dataclasses
import hashlib
import os
import pathlib
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError

BENCH = pathlib.Path(__file__).resolve().parents[1]
GOLDENS = BENCH.parent / "goldens"
sys.path.insert(0, str(GOLDENS))

import numpy as np
import seeded_weights

import inputs
import network
import trained_weights

INPUT_SEED = 20160224
WARM_UP = 10
WRITERS = [GOLDENS / "network.py", GOLDENS / "onnx_graphs.py"]
MODELS = BENCH.parents[1] / ".venv-bench-peers" / "models"


@dataclasses.dataclass
class Model:
    """One network with its weights, a size and a place for files made of it."""

    architecture: str
    geometry: str
    size: int
    weights: dict  # A convolution's name -> (kernel OIHW, bias).
    folder: pathlib.Path

    def image(self):
        return image(self.size)

    def file(self, suffix, write):
        """Path of the file that `write(model, path)` makes, written unless it is there."""
        digest = hashlib.sha256()
        for script in sorted(BENCH.glob("peers/*.py")) + WRITERS:
            digest.update(script.read_bytes())
        for kernel, bias in self.weights.values():
            digest.update(np.ascontiguousarray(kernel, "<f4"))
            digest.update(np.ascontiguousarray(bias, "<f4"))
        stem = f"{self.architecture}-{self.geometry}-{self.size}-{digest.hexdigest()[:16]}"
        path = self.folder / (stem + suffix)
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder) as part:
                write(self, pathlib.Path(part) / path.name)
                os.replace(pathlib.Path(part) / path.name, path)
        return path


def image(size):
    """The bench input, H x W x 3, float32."""
    return inputs.prepared(INPUT_SEED, size, size)


def weights_of(architecture, path=None):
    """The seeded weights, or those of a file."""
    if not path:
        return seeded_weights.weights(architecture)
    weights = trained_weights.read(path)
    if trained_weights.architecture(weights) != architecture:
        sys.exit(f"{path}: not the weights of {architecture}")
    return weights


def weights_files(paths):
    """Architecture -> the file that holds its weights."""
    files = {}
    for path in paths:
        try:
            files[trained_weights.architecture(trained_weights.read(path))] = path
        except Exception as error:  # The readers trust a file to be what its name says.
            sys.exit(f"{path}: no weights that these scripts can read ({error})")
    return files


def parse():
    parser = argparse.ArgumentParser(description="One engine as a bench server.")
    parser.add_argument("--model", choices=network.ARCHITECTURES, default="v1.0")
    parser.add_argument("--geometry", choices=network.GEOMETRIES, default="keras")
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--weights", help="trained weights instead of seeded ones")
    parser.add_argument("--models", type=pathlib.Path, default=MODELS, help="folder of model files")
    parser.add_argument("--prepare", action="store_true", help="only write the model files")
    return parser.parse_args()


def answer(name, run, command):
    words = command.split()
    if words == ["name"]:
        return name
    if words == ["top"]:
        probabilities = np.asarray(run()).reshape(-1)
        best = np.argsort(-probabilities, kind="stable")[:5]
        return " ".join(f"{index}:{probabilities[index]:.9g}" for index in best)
    if len(words) == 2 and words[0] == "run" and words[1].isdecimal():
        times = []
        for _ in range(int(words[1])):
            start = time.perf_counter()
            run()
            times.append(1000 * (time.perf_counter() - start))
        return " ".join(f"{milliseconds:.4f}" for milliseconds in times)
    raise ValueError(f"no such command: {command.strip()}")


def serve(name, load, prepare=lambda model: None):
    """Runs the peer. `name()` says what it is, with its version. `load(model, threads)` returns a
    function that makes one pass and returns the probabilities; it imports its engine itself, so
    that what engines print when they are loaded does not get into the answers. `prepare(model)`
    writes files."""
    options = parse()
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    try:
        weights = weights_of(options.model, options.weights)
        model = Model(options.model, options.geometry, options.size, weights, options.models)
        if options.prepare:
            prepare(model)
            return
        title, run = name(), load(model, options.threads)
        for _ in range(WARM_UP):
            run()
        for line in sys.stdin:
            answers.write(answer(title, run, line) + "\n")
    except PackageNotFoundError as error:
        answers.write(f"error {error.name} is not installed\n")
        sys.exit(1)
    except Exception as error:  # Whatever an engine throws: the driver names it.
        answers.write(f"error {type(error).__name__}: {' '.join(str(error).split())[:200]}\n")
        sys.exit(1)
