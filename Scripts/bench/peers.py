"""ONNX Runtime as a bench server, so that a driver can take turns between engines.

It builds SqueezeNet as an ONNX graph, warms up, and answers lines on standard input, a line each:

    name     what runs
    top      the top five of the bench input as class:probability
    run N    the milliseconds of N whole passes, one by one

The bench input is goldens/inputs.py's for INPUT_SEED. It ends with its input.
"""

import argparse
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "goldens"))

import numpy as np
import onnxruntime
import seeded_weights

import inputs
import network
import onnx_graphs
import onnx_runner
import trained_weights

INPUT_SEED = 20160224
WARM_UP = 10


def answer(session, feed, command):
    words = command.split()
    if words == ["name"]:
        return f"ONNX Runtime {onnxruntime.__version__}"
    if words == ["top"]:
        probabilities = session.run(None, feed)[0].reshape(-1)
        best = np.argsort(-probabilities, kind="stable")[:5]
        return " ".join(f"{index}:{probabilities[index]:.9g}" for index in best)
    if len(words) == 2 and words[0] == "run" and words[1].isdecimal():
        times = []
        for _ in range(int(words[1])):
            start = time.perf_counter()
            session.run(None, feed)
            times.append(1000 * (time.perf_counter() - start))
        return " ".join(f"{milliseconds:.4f}" for milliseconds in times)
    sys.exit(f"no such command: {command.strip()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", choices=network.ARCHITECTURES, default="v1.0")
    parser.add_argument("--geometry", choices=network.GEOMETRIES, default="keras")
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=seeded_weights.SEED)
    parser.add_argument("--weights", help="trained weights instead of seeded ones")
    options = parser.parse_args()
    if options.weights:
        weights = trained_weights.read(options.weights)
        if trained_weights.architecture(weights) != options.model:
            sys.exit(f"{options.weights}: not the weights of {options.model}")
    else:
        weights = seeded_weights.weights(options.model, options.seed)
    size = (options.size, options.size)
    model = onnx_graphs.build(options.model, options.geometry, *size, weights)
    session = onnx_runner.session(model, options.threads)
    feed = {"input": onnx_runner.to_nchw(inputs.prepared(INPUT_SEED, *size))}
    for _ in range(WARM_UP):
        session.run(None, feed)
    for line in sys.stdin:
        print(answer(session, feed, line), flush=True)


if __name__ == "__main__":
    main()
