"""ncnn as a bench server, with files as its own optimiser would leave them (ncnn_files.py)."""

from importlib.metadata import version

import numpy as np
import peer

import ncnn_files


def name():
    return f"ncnn {version('ncnn')}"


def files(model):
    return (
        model.file(".param", ncnn_files.write_text),
        model.file(".bin", ncnn_files.write_weights),
    )


def load(model, threads):
    import ncnn

    net = ncnn.Net()
    net.opt.num_threads = threads
    # Packed layout, Winograd and GEMM are on by default; so are types that are not float32.
    for name in dir(net.opt):
        if name.startswith(("use_fp16", "use_bf16", "use_int8")):
            setattr(net.opt, name, False)
    layers, weights = files(model)
    if net.load_param(str(layers)) or net.load_model(str(weights)):
        raise RuntimeError(f"ncnn cannot read {layers} and {weights}")
    # The clone starts every channel where ncnn's alignment wants it; `planes` is only borrowed.
    planes = np.ascontiguousarray(model.image().transpose(2, 0, 1))
    image = ncnn.Mat(planes).clone()

    def run():
        extractor = net.create_extractor()
        extractor.input("input", image)
        status, result = extractor.extract("softmax")
        if status:
            raise RuntimeError(f"ncnn: status {status}")
        return result

    return run


if __name__ == "__main__":
    peer.serve(name, load, files)
