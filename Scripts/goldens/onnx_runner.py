"""Runs a graph of `onnx_graphs` in ONNX Runtime."""

import numpy as np
import onnxruntime

import onnx_graphs


def session(model, threads):
    """One engine with its best settings: every optimisation, a pool of `threads`."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


def to_nchw(image):
    return np.ascontiguousarray(image.transpose(2, 0, 1)[np.newaxis], dtype=np.float32)


def run(architecture, geometry, image, weights, threads=1):
    """Output of every layer by name, float32, each H x W x C."""
    model = onnx_graphs.build(architecture, geometry, *image.shape[:2], weights, every_layer=True)
    engine = session(model, threads)
    names = [output.name for output in engine.get_outputs()]
    values = engine.run(names, {"input": to_nchw(image)})
    return {name: value[0].transpose(1, 2, 0) for name, value in zip(names, values)}
