"""ONNX Runtime as a bench server, with the settings that onnx_runner.py names.

Buffers bound beforehand and denormals flushed to zero made no difference.
"""

from importlib.metadata import version

import peer


def name():
    return f"ONNX Runtime {version('onnxruntime')}"


def load(model, threads):
    import onnx_graphs
    import onnx_runner

    size = (model.size, model.size)
    graph = onnx_graphs.build(model.architecture, model.geometry, *size, model.weights)
    session = onnx_runner.session(graph, threads)
    feed = {"input": onnx_runner.to_nchw(model.image())}
    return lambda: session.run(None, feed)[0]


if __name__ == "__main__":
    peer.serve(name, load)
