"""Small SqueezeNets as ncnn files, and what ncnn answers.

    python3 Scripts/goldens/ncnn_files.py Tests/WeightsTests/Goldens/ncnn

Needs torch, torchvision, ncnn and pnnx (made with 2.15, 0.29 and 20261020). The networks are those
of pytorch_files.py, the inputs those of inputs.py.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import ncnn
import numpy as np
import torch
from torch import nn

from inputs import prepared
from pytorch_files import Sequence, randomised, small

SIZE = 47


def by_pnnx(net, target, half):
    """Converts as people do, by TorchScript and pnnx."""
    with tempfile.TemporaryDirectory() as scratch:
        traced = torch.jit.trace(net, torch.zeros(1, 3, SIZE, SIZE))
        traced.save(f"{scratch}/x.pt")
        program = shutil.which("pnnx") or pathlib.Path(sys.executable).parent / "pnnx"
        subprocess.run([program, "x.pt", f"inputshape=[1,3,{SIZE},{SIZE}]", f"fp16={int(half)}"],
                       cwd=scratch, check=True, capture_output=True)
        for ending in ("param", "bin"):
            shutil.copy(f"{scratch}/x.ncnn.{ending}", target.with_suffix(f".{ending}"))


def by_hand(net, target):
    """As caffe2ncnn wrote v1.1: names, activations of their own, a border around conv10."""
    lines, data = [f"Input data 0 1 data 0={SIZE} 1={SIZE} 2=3"], b""

    def conv(name, module, bottom, pad=0, stride=1):
        nonlocal data
        kernel = module.weight.detach().numpy().astype("<f4")
        lines.append(
            f"Convolution {name} 1 1 {bottom} {name} 0={kernel.shape[0]} 1={kernel.shape[2]} 2=1 "
            f"3={stride} 4={pad} 5=1 6={kernel.size}")
        lines.append(f"ReLU relu_{name} 1 1 {name} {name}_relu 0=0.000000")
        data += bytes(4) + kernel.tobytes() + module.bias.detach().numpy().astype("<f4").tobytes()
        return f"{name}_relu"

    tip, number, pools = "data", 1, 0
    for module in net.features:
        if isinstance(module, nn.Conv2d):
            tip = conv("conv1", module, tip, stride=2)
        elif isinstance(module, nn.MaxPool2d):
            pools += 1
            lines.append(f"Pooling pool{pools} 1 1 {tip} pool{pools} 0=0 1=3 2=2 3=0 4=0")
            tip = f"pool{pools}"
        elif not isinstance(module, nn.ReLU):
            number += 1
            name = f"fire{number}"
            squeezed = conv(f"{name}/squeeze1x1", module.squeeze, tip)
            ends = [f"{squeezed}_{index}" for index in range(2)]
            lines.append(f"Split split_{name} 1 2 {squeezed} {ends[0]} {ends[1]}")
            halves = [conv(f"{name}/expand1x1", module.expand1x1, ends[0]),
                      conv(f"{name}/expand3x3", module.expand3x3, ends[1], 1)]
            lines.append(f"Concat {name}/concat 2 1 {halves[0]} {halves[1]} {name}/concat 0=0")
            tip = f"{name}/concat"
    lines.append(f"Dropout drop9 1 1 {tip} dropped")
    tip = conv("conv10", net.classifier[1], "dropped", 1)
    lines.append(f"Pooling pool10 1 1 {tip} pool10 0=1 1=0 2=1 3=0 4=1")
    lines.append("Softmax prob 1 1 pool10 prob 0=0")
    blobs = sum(int(line.split()[3]) for line in lines)
    target.with_suffix(".param").write_text(
        "\n".join(["7767517", f"{len(lines)} {blobs}"] + lines) + "\n")
    target.with_suffix(".bin").write_bytes(data)


def answer(target, image):
    net = ncnn.Net()
    for option in ("use_fp16_packed", "use_fp16_storage", "use_fp16_arithmetic", "use_bf16_storage",
                   "use_vulkan_compute", "use_winograd_convolution", "use_packing_layout"):
        setattr(net.opt, option, False)
    assert net.load_param(str(target.with_suffix(".param"))) == 0
    assert net.load_model(str(target.with_suffix(".bin"))) == 0
    extractor = net.create_extractor()
    # A Mat of NumPy's memory does not keep it.
    image = np.ascontiguousarray(image)
    extractor.input(net.input_names()[0], ncnn.Mat(image).clone())
    _, found = extractor.extract(net.output_names()[0])
    return np.array(found, np.float64).flatten()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    goldens = []

    def write(name, make, save, ending="param", **facts):
        seed = len(goldens) + 1
        torch.manual_seed(seed)
        target = folder / name
        save(make(), target)
        values = answer(target, prepared(seed, SIZE, SIZE).transpose(2, 0, 1))
        if len(values) == 1:
            one = 1 / (1 + np.exp(-values[0]))
            values = np.array([1 - one, one])
        elif abs(values.sum() - 1) > 1e-4 or (values < 0).any():
            values = np.exp(values - values.max())
            values /= values.sum()
        goldens.append({"file": f"{name}.{ending}", "seed": seed, "size": SIZE,
                        "softmax": values.tolist(), **facts})

    write("half", lambda: small(pools=(2, 4), kernel=7), lambda net, path: by_pnnx(net, path, True),
          preprocessing="torchvision", convention="up")
    write("float", lambda: small(classes=1), lambda net, path: by_pnnx(net, path, False),
          ending="bin", preprocessing="torchvision")
    write("sequence", lambda: randomised(Sequence()),
          lambda net, path: by_pnnx(net, path, False), convention="down")
    write("v11", lambda: small(pools=(2, 5)), by_hand, ending="bin", preprocessing="caffe")
    (folder / "ncnn.json").write_text(json.dumps({"files": goldens}, indent=1) + "\n")


if __name__ == "__main__":
    main()
