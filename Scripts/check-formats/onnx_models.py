"""Writes v1.0 and v1.1 as ONNX files in many ways, and asks the program about each.

    python3 Scripts/check-formats/onnx_models.py .build/release/sqz-tui

Needs torch, torchvision, onnx, onnxscript and onnxruntime. The program's probabilities are held to
ONNX Runtime's, int8 to PyTorch's with the kernels that the integers stand for, and reading to 100 ms.
"""

import logging
import pathlib
import sys
import tempfile
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
import torchvision
from PIL import Image
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "goldens"))
from onnx_files import Images, Prepared, constants, dequantised  # noqa: E402
from program import check, run  # noqa: E402
from pytorch import DEVIATION, MEAN, answer, network  # noqa: E402

warnings.simplefilter("ignore")
logging.disable(logging.WARNING)
onnxruntime.set_default_logger_severity(3)
EXAMPLE = torch.zeros(1, 3, 224, 224)


def script(**options):
    return lambda net, path: torch.onnx.export(
        net, EXAMPLE, str(path), dynamo=False, input_names=["image"], **options)


def dynamo(**options):
    return lambda net, path: torch.onnx.export(
        net, (EXAMPLE,), str(path), dynamo=True, verbose=False, **options)


def rewritten(change):
    def save(net, path):
        script(opset_version=13)(net, path)
        onnx.save(change(onnx.load(path)), path)
    return save


def quantised(form):
    from onnxruntime import quantization

    def save(net, path):
        # Biases that are all zero become one array, which this quantiser does not follow.
        with torch.no_grad():
            for parameter in net.parameters():
                if parameter.dim() == 1:
                    parameter.add_(torch.randn_like(parameter) * 0.01)
        plain = path.with_suffix(".float")
        script(opset_version=13)(net, plain)
        images = [np.random.default_rng(n).normal(size=(1, 3, 224, 224)).astype(np.float32)
                  for n in range(2)]
        for kind, target in (
            (form, path), (quantization.QuantFormat.QDQ, path.with_suffix(".qdq"))):
            quantization.quantize_static(
                str(plain), str(target), Images(images, "image"), quant_format=kind,
                per_channel=True, weight_type=quantization.QuantType.QInt8)
        with_nodes = path if form == quantization.QuantFormat.QDQ else path.with_suffix(".qdq")
        arrays = dequantised(onnx.load(with_nodes))
        with torch.no_grad():
            for name, tensor in net.state_dict().items():
                found = [values for key, values in arrays.items() if key.startswith(name)]
                if found:  # equal biases are one array, by the name of the first
                    tensor.copy_(torch.from_numpy(found[0]))
    return save


def forms():
    from onnxruntime.quantization import QuantFormat

    for opset in (9, 11, 13, 17):
        yield f"torch, opset {opset}", script(
            opset_version=opset, keep_initializers_as_inputs=opset == 9)
    yield "torch, any size", script(
        opset_version=13, dynamic_axes={"image": {0: "n", 2: "h", 3: "w"}})
    yield "torch, not folded", script(
        opset_version=13, training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)
    yield "torch.export", dynamo(external_data=True)
    yield "torch.export, in one file", dynamo(external_data=False)
    yield "Constant nodes", rewritten(constants)
    yield "int8, QDQ", quantised(QuantFormat.QDQ)
    yield "int8, QLinearConv", quantised(QuantFormat.QOperator)


def refused():
    models = torchvision.models
    for name, net, word in (
        ("resnet18", models.resnet18(), ""), ("vgg11", models.vgg11(num_classes=2), ""),
        ("mobilenet_v2", models.mobilenet_v2(), ""), ("densenet121", models.densenet121(), ""),
        ("googlenet", models.googlenet(init_weights=False), ""),
        ("shufflenet", models.shufflenet_v2_x0_5(), ""),
        ("efficientnet", models.efficientnet_b0(), ""),
        ("v1.0 without its head", nn.Sequential(models.squeezenet1_0().features), "last"),
        ("2x2 poolings", swapped(nn.MaxPool2d(3, 2, ceil_mode=True), nn.MaxPool2d(2)), "2x2"),
        ("LeakyReLU", swapped(nn.ReLU(), nn.LeakyReLU()), "LeakyRelu"),
    ):
        yield name, net.eval(), word


def swapped(old, new):
    """v1.1 with one kind of module in place of another."""
    net = torchvision.models.squeezenet1_1()
    for module in list(net.modules()):
        for name, child in module.named_children():
            if type(child) is type(old):
                setattr(module, name, new)
    return net


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pixels = np.random.default_rng(1).integers(0, 256, (224, 224, 3), dtype=np.uint8)
        photo = folder / "photo.png"
        Image.fromarray(pixels).save(photo)
        image = torch.from_numpy(pixels).float().permute(2, 0, 1)[None]
        inside = (image / 255 - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(
            DEVIATION).view(3, 1, 1)
        cases = [(form, save, version, classes) for form, save in forms()
                 for version, classes in (("1.0", 1000), ("1.1", 2), ("1.0", 1), ("1.1", 365))]
        for form, save, version, classes in cases:
            net = network(version, classes)
            path = folder / "model.onnx"
            save(net, path)
            failures += check(
                program, photo, path, f"{form:30} v{version} {classes:5} classes",
                answer(net, inside))
        net = network("1.1", 7)
        path = folder / "prepared.onnx"
        script(opset_version=13)(Prepared(net), path)
        expected = onnxruntime.InferenceSession(str(path)).run(None, {"image": image.numpy()})[0]
        failures += check(program, photo, path, "preparation inside", expected[0])
        for form, net, word in refused():
            path = folder / "other.onnx"
            script(opset_version=13)(net, path)
            result, _ = run(program, "layers", "--weights", path)
            line = result.stderr.strip()
            isGood = result.returncode == 65 and word in line and "\n" not in line
            failures += not isGood
            print(f"{'ok ' if isGood else 'BAD'} {form:30} refused: {line}")
    sys.exit(f"{failures} are not as they should be" if failures else 0)


if __name__ == "__main__":
    main()
