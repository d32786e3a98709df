"""Writes v1.0 and v1.1 in every form that PyTorch has, and asks the program about each.

    python3 Scripts/check-formats/pytorch.py .build/release/sqz-tui

Needs torch and torchvision. The program's probabilities are held to PyTorch's own in double
precision, and reading to 100 ms.
"""

import argparse
import pathlib
import sys
import tempfile
import warnings

import numpy as np
import torch
import torchvision
from PIL import Image
from torch import nn

from program import check, run

warnings.simplefilter("ignore")
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


def network(version, classes):
    torch.manual_seed(len(version) + classes)
    make = {"1.0": torchvision.models.squeezenet1_0, "1.1": torchvision.models.squeezenet1_1}
    net = make[version](num_classes=classes).eval()
    with torch.no_grad():
        net.classifier[1].weight.mul_(5)
        net.classifier[1].bias.add_(1)
    return net


def training(net):
    """A checkpoint with all that comes along."""
    optimizer = torch.optim.Adam(net.parameters())
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 2)
    net(torch.randn(1, 3, 64, 64)).sum().backward()
    optimizer.step()
    schedule.step()
    return {
        "epoch": 3, "optimizer": optimizer.state_dict(), "scheduler": schedule.state_dict(),
        "best_acc": np.float64(0.93), "args": argparse.Namespace(lr=0.1), "history": [0.5] * 2000,
        "rng": torch.get_rng_state(),
    }


def prefixed(net, prefix):
    return {prefix + name: tensor for name, tensor in net.state_dict().items()}


OLD = {"_use_new_zipfile_serialization": False}
FORMS = {
    "state_dict": lambda net, path: torch.save(net.state_dict(), path),
    "state_dict, protocol 4": lambda net, path: torch.save(
        net.state_dict(), path, pickle_protocol=4),
    "state_dict before 1.6": lambda net, path: torch.save(net.state_dict(), path, **OLD),
    "before 1.6, protocol 4": lambda net, path: torch.save(
        net.state_dict(), path, pickle_protocol=4, **OLD),
    "half": lambda net, path: torch.save(net.half().state_dict(), path),
    "bfloat16": lambda net, path: torch.save(net.bfloat16().state_dict(), path),
    "double": lambda net, path: torch.save(net.double().state_dict(), path),
    "channels last": lambda net, path: torch.save(
        net.to(memory_format=torch.channels_last).state_dict(), path),
    "DataParallel checkpoint": lambda net, path: torch.save(
        {**training(net), "state_dict": nn.DataParallel(net).state_dict()}, path),
    "model_state_dict": lambda net, path: torch.save(
        {**training(net), "model_state_dict": net.state_dict()}, path),
    "model, before 1.6": lambda net, path: torch.save(
        {**training(net), "model": net.state_dict()}, path, **OLD),
    "prefix net.": lambda net, path: torch.save({"net": prefixed(net, "net.")}, path),
    "Lightning": lambda net, path: torch.save(
        {"state_dict": {**prefixed(net, "model."), "criterion.weight": torch.ones(3)},
         "hyper_parameters": {"lr": 1e-3}, "pytorch-lightning_version": "2.4"}, path),
    "tuple": lambda net, path: torch.save((net.state_dict(), 7), path),
    "whole module": lambda net, path: torch.save(net, path),
    "whole module before 1.6": lambda net, path: torch.save(net, path, **OLD),
    "whole module in a checkpoint": lambda net, path: torch.save(
        {"epoch": 3, "model": nn.DataParallel(net)}, path),
    "TorchScript": lambda net, path: torch.jit.save(torch.jit.script(net), str(path)),
    "TorchScript, traced": lambda net, path: torch.jit.save(
        torch.jit.trace(net, torch.randn(1, 3, 224, 224)), str(path)),
}


def quantised():
    """A state_dict of int8 kernels."""
    kernel = torch.quantize_per_tensor(torch.ones(64, 3, 3, 3), 0.1, 0, torch.qint8)
    return {"features.0.weight": kernel, "features.0.bias": torch.zeros(64)}


def refused():
    """What is no SqueezeNet, or not to be read, and a word of what is said."""
    models = torchvision.models
    net = network("1.1", 3)
    without = net.state_dict()
    del without["features.7.expand1x1.bias"]
    damaged = {name: tensor.clone() for name, tensor in net.state_dict().items()}
    damaged["features.0.bias"][1] = float("nan")
    turned = {name: tensor.permute(2, 3, 1, 0) if tensor.dim() == 4 else tensor
              for name, tensor in net.state_dict().items()}
    optimizer = training(net)["optimizer"]
    for name, value, word in (
        ("resnet18", models.resnet18().state_dict(), "ResNet"),
        ("resnet, whole", models.resnet18(), "ResNet"),
        ("mobilenet_v2", models.mobilenet_v2().state_dict(), "MobileNet"),
        ("mobilenet_v3", models.mobilenet_v3_small().state_dict(), "MobileNet"),
        ("efficientnet", models.efficientnet_b0().state_dict(), "EfficientNet"),
        ("densenet", models.densenet121().state_dict(), "DenseNet"),
        ("alexnet", models.alexnet(num_classes=2).state_dict(), "AlexNet"),
        ("vit", models.vit_b_32(num_classes=2, image_size=64).state_dict(), "transformer"),
        ("googlenet", models.googlenet(init_weights=False).state_dict(), "Inception"),
        ("shufflenet", models.shufflenet_v2_x0_5().state_dict(), "ShuffleNet"),
        ("convnext", models.convnext_tiny(num_classes=2).state_dict(), "ConvNeXt"),
        ("swin", models.swin_t(num_classes=2).state_dict(), "transformer"),
        ("optimizer", optimizer, "optimizer"),
        ("missing layer", without, "features.7.expand1x1.bias"),
        ("NaN", damaged, "not finite"),
        ("turned kernels", turned, "HWIO"),
        ("frozen TorchScript", torch.jit.freeze(torch.jit.script(net)), "no names"),
        ("quantised", quantised(), "quantised"),
        ("one tensor", torch.ones(3), "without a network"),
    ):
        yield name, value, word


def answer(net, image):
    """The probabilities in float64; of one class those of both answers."""
    with torch.no_grad():
        logits = net.double()(image.double())[0]
    if len(logits) == 1:
        positive = torch.sigmoid(logits)[0].item()
        return [1 - positive, positive]
    return torch.softmax(logits, 0).tolist()


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
        image = torch.from_numpy(pixels).double().permute(2, 0, 1)[None] / 255
        image = (image - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(DEVIATION).view(3, 1, 1)
        for form, save in FORMS.items():
            for version, classes in (("1.0", 1000), ("1.1", 2), ("1.0", 1), ("1.1", 365)):
                net = network(version, classes)
                path = folder / "best_model.pth"
                save(net, path)
                failures += check(
                    program, photo, path, f"{form:30} v{version} {classes:5} classes",
                    answer(net, image))
        for form, value, word in refused():
            path = folder / "other.pth"
            if isinstance(value, torch.jit.ScriptModule):
                torch.jit.save(value, str(path))
            else:
                torch.save(value, path)
            result, seconds = run(program, "layers", "--weights", path)
            line = result.stderr.strip()
            isGood = result.returncode == 65 and word in line and "\n" not in line
            failures += not isGood
            print(f"{'ok ' if isGood else 'BAD'} {form:30} refused: {line}")
    sys.exit(f"{failures} are not as they should be" if failures else 0)


if __name__ == "__main__":
    main()
