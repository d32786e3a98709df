"""LiteRT as a bench server.

The interpreter hands everything to XNNPACK on its own, at float32 unless it is told otherwise. The
newer CompiledModel took the same time.
"""

from importlib.metadata import version

import numpy as np

import peer


def name():
    return f"LiteRT {version('ai-edge-litert')}"


def write(model, path):
    import keras_graphs

    keras_graphs.write_tflite(model, path)


def file(model):
    return model.file(".tflite", write)


def load(model, threads):
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(str(file(model)), num_threads=threads)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], model.image()[np.newaxis])
    output = interpreter.get_output_details()[0]["index"]

    def run():
        interpreter.invoke()
        return interpreter.get_tensor(output)

    return run


if __name__ == "__main__":
    peer.serve(name, load, file)
