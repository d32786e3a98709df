"""MNN as a bench server, with Winograd by its own cost model."""

import subprocess
import sys
from importlib.metadata import version

import numpy as np

import peer


def name():
    return f"MNN {version('MNN')}"


def convert(model, path):
    """With MNN's own converter, which also fuses what can be fused offline."""
    import onnx
    import onnx_graphs

    size = (model.size, model.size)
    graph = onnx_graphs.build(model.architecture, model.geometry, *size, model.weights)
    source = path.with_suffix(".onnx")
    onnx.save(graph, source)
    command = [sys.executable, "-m", "MNN.tools.mnnconvert", "-f", "ONNX"]
    command += ["--modelFile", str(source), "--MNNModel", str(path), "--bizCode", "bench"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if not path.exists():
        raise RuntimeError(f"mnnconvert: {finished.stdout[-200:]} {finished.stderr[-200:]}")


def file(model):
    return model.file(".mnn", convert)


def load(model, threads):
    import MNN

    interpreter = MNN.Interpreter(str(file(model)))
    # `normal` is float32 on x86 as well, and no faster; `high` is so everywhere.
    settings = {"backend": "CPU", "numThread": threads, "precision": "high"}
    session = interpreter.createSession(settings)
    shape = (1, 3, model.size, model.size)
    image = np.ascontiguousarray(model.image().transpose(2, 0, 1)[np.newaxis])
    given = MNN.Tensor(shape, MNN.Halide_Type_Float, image, MNN.Tensor_DimensionType_Caffe)
    target = interpreter.getSessionInput(session)
    output = interpreter.getSessionOutput(session)
    result = MNN.Tensor(
        output.getShape(),
        MNN.Halide_Type_Float,
        np.zeros(output.getShape(), np.float32),
        MNN.Tensor_DimensionType_Caffe,
    )

    def run():
        # MNN lets later layers write over the input, so each pass needs it anew: 0.02 ms.
        target.copyFrom(given)
        interpreter.runSession(session)
        output.copyToHostTensor(result)
        return result.getNumpyData()

    return run


if __name__ == "__main__":
    peer.serve(name, load, file)
