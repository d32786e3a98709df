"""Writes weights in every format and has each read by its own tool: ONNX Runtime, PyTorch and
torchvision, NumPy. The answers must be the program's own to 1e-5.

    python3 Scripts/check-formats/written.py PROGRAM [WEIGHTS]

Without weights those of Scripts/goldens/seeded_weights.py are taken. Needs numpy, onnx, onnxruntime; PyTorch and torchvision where they are there. Prints a row a file.
"""

import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime

SCRIPTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SCRIPTS / "goldens"))
import seeded_weights  # noqa: E402

def main():
    program = sys.argv[1]
    photo = SCRIPTS.parent / "Assets" / "coffee.png"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sources = sys.argv[2:]
        if not sources:
            for architecture in ("v1.0", "v1.1"):
                arrays = {}
                for layer, values in seeded_weights.weights(architecture, 7, 0.1).items():
                    arrays[layer + ".weight"], arrays[layer + ".bias"] = values
                sources.append(folder / f"{architecture}.npz")
                np.savez(sources[-1], **arrays)
        for source in sources:
            check(program, source, photo, folder)


def check(program, weights, photo, folder):
    print(weights)

    def run(*arguments):
        return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True)

    def layer(name, source, *options):
        path = folder / "layer.npy"
        run("dump", photo, name, "-o", path, "--force", "--weights", source, *options)
        return np.load(path)

    def report(name, found, expected):
        worst = np.abs(found - expected).max()
        same = found.argmax() == expected.argmax()
        print(f"{name:32} class {found.argmax():4} worst {worst:.1e}", flush=True)
        assert same and worst <= 1e-5, name

    def own(path, expected):
        # Read back by the program itself.
        report(f"{path.name} here", layer("softmax", path).ravel(), expected)

    image, expected = layer("input", weights), layer("softmax", weights).ravel()
    batch = np.ascontiguousarray(image.transpose(2, 0, 1)[None])
    for file in ["x.npz", "x.safetensors", "x.pth", "x.onnx"]:
        run("weights", "convert", weights, "-o", folder / file, "--force")
        own(folder / file, expected)

    def ask(path, values):
        model = onnx.load(path)
        onnx.checker.check_model(model, full_check=True)
        session = onnxruntime.InferenceSession(path)
        answer = session.run(None, {session.get_inputs()[0].name: values})[0].ravel()
        # One class is one value here, and two answers there.
        return np.array([1 - answer[0], answer[0]]) if answer.size == 1 else answer

    report("x.onnx in ONNX Runtime", ask(folder / "x.onnx", batch), expected)

    whole = folder / "pixels.onnx"
    run("weights", "convert", weights, "-o", whole, "--with-preprocessing", "--force")
    own(whole, expected)
    # Steps of 1/255 or 1: the prepared values of all levels, by which pixels are found again.
    levels = ask_levels(whole)
    pixels = np.stack(
        [np.abs(levels[channel][:, None, None] - image[None, :, :, channel]).argmin(0)
         for channel in range(image.shape[2])]
    ).astype(np.float32)
    if is_bgr(whole):
        pixels = pixels[::-1]
    report("pixels.onnx in ONNX Runtime", ask(whole, np.ascontiguousarray(pixels[None])), expected)

    try:
        import torch
        import torchvision
    except ImportError:
        return print("no PyTorch here: x.pth was not loaded by it")
    state = torch.load(folder / "x.pth", weights_only=True)
    classes = state["classifier.1.bias"].numel()
    kind = "squeezenet1_0" if state["features.0.weight"].shape[-1] == 7 else "squeezenet1_1"
    model = getattr(torchvision.models, kind)(num_classes=classes).eval()
    model.load_state_dict(state)
    torchs = layer("input", folder / "x.pth", "--geometry", "torchvision")
    with torch.no_grad():
        answer = torch.softmax(
            model(torch.from_numpy(torchs.transpose(2, 0, 1)[None].copy())), 1
        ).numpy().ravel()
    report(
        "x.pth in torchvision", answer,
        layer("softmax", folder / "x.pth", "--geometry", "torchvision").ravel(),
    )


def graph(path):
    model = onnx.load(path)
    constants = {item.name: onnx.numpy_helper.to_array(item) for item in model.graph.initializer}
    return model.graph, constants


def is_bgr(path):
    return any(node.op_type == "Gather" for node in graph(path)[0].node)


def ask_levels(path):
    """The prepared value of each level 0 ... 255, a row a channel."""
    nodes, constants = graph(path)
    channels = max(3 if nodes.input[0].type.tensor_type.shape.dim[1].dim_value == 3 else 1, 1)
    levels = np.tile(np.arange(256, dtype=np.float32), (channels, 1))
    for node in nodes.node:
        if node.op_type == "Conv":
            return levels
        if node.op_type in ("Mul", "Sub", "Div"):
            values = constants[node.input[1]].reshape(-1, 1)
            levels = {"Mul": np.multiply, "Sub": np.subtract, "Div": np.divide}[node.op_type](
                levels, values
            )
    raise ValueError("no convolution")


if __name__ == "__main__":
    main()
