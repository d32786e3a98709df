"""OpenVINO as a bench server, with the ONNX graph that it reads itself.

Threads pinned to processors, the default, were as fast as free ones.
"""

from importlib.metadata import version

import peer

SETTINGS = {
    # On processors with AMX or AVX-512 BF16 the default is bfloat16.
    "INFERENCE_PRECISION_HINT": "f32",
    "PERFORMANCE_HINT": "LATENCY",
    "NUM_STREAMS": "1",
}


def name():
    return f"OpenVINO {version('openvino')}"


def load(model, threads):
    import onnx_graphs
    import onnx_runner
    import openvino

    size = (model.size, model.size)
    graph = onnx_graphs.build(model.architecture, model.geometry, *size, model.weights)
    core = openvino.Core()
    compiled = core.compile_model(
        core.read_model(graph.SerializeToString()),
        "CPU",
        SETTINGS | {"INFERENCE_NUM_THREADS": str(threads)},
    )
    request = compiled.create_infer_request()
    # In the engine's own memory, so that a pass copies nothing.
    request.get_input_tensor().data[:] = onnx_runner.to_nchw(model.image())
    result = request.get_output_tensor().data

    def run():
        request.infer()
        return result

    return run


if __name__ == "__main__":
    peer.serve(name, load)
