"""Small SqueezeNets as people save them with PyTorch, and what PyTorch answers.

    python3 Scripts/goldens/pytorch_files.py Tests/WeightsTests/Goldens/pytorch

Needs torch and torchvision (made with 2.15 and 0.29). Seeded: the same files, but for what torch
itself writes differently between versions. The inputs are those of inputs.py.
"""

import json
import pathlib
import sys
import warnings
from collections import OrderedDict

import torch
import torchvision
from torch import nn
from torchvision.models.squeezenet import Fire

from inputs import prepared

warnings.simplefilter("ignore")
SIZE = 47


def small(classes=3, pools=(2, 5), ceil_mode=True, kernel=3, padding=0, blocks=3):
    """torchvision's class with fewer and narrower layers; pools are places in its sequence."""
    net = torchvision.models.squeezenet1_1(num_classes=classes)
    layers = [nn.Conv2d(3, 8, kernel, 2, padding), nn.ReLU(inplace=True)]
    channels = 8
    for squeeze, one, three in ((2, 4, 6), (3, 5, 5), (4, 6, 4))[:blocks]:
        if len(layers) in pools:
            layers.append(nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=ceil_mode))
        layers.append(Fire(channels, squeeze, one, three))
        channels = one + three
    net.features = nn.Sequential(*layers)
    last = nn.Conv2d(channels, classes, 1)
    net.classifier = nn.Sequential(
        nn.Dropout(0.5), last, nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d((1, 1)))
    return randomised(net)


def randomised(net):
    """Seeded values with which no softmax is saturated; inputs are up to 150."""
    for name, tensor in sorted(net.state_dict().items()):
        if tensor.is_floating_point():
            if name.endswith("running_var"):
                tensor.uniform_(0.5, 2)
            else:
                fan = max(1, tensor[0].numel()) if tensor.dim() > 1 else 4
                tensor.uniform_(-1, 1).mul_((3 / fan) ** 0.5)
    first = next(parameter for parameter in net.parameters() if parameter.dim() == 4)
    with torch.no_grad():
        first.mul_(0.02)
        # Where a ReLU comes last, it shall not make all of them zero.
        list(net.parameters())[-1].add_(1.5)
    return net.eval()


class OwnFire(nn.Module):
    def __init__(self, inputs, squeeze, one, three, normalised=False):
        super().__init__()
        self.normalised = normalised
        self.squeeze = nn.Conv2d(inputs, squeeze, 1)
        self.expand_1x1 = nn.Conv2d(squeeze, one, 1)
        self.expand_3x3 = nn.Conv2d(squeeze, three, 3, padding=1)
        if normalised:
            self.bn1 = nn.BatchNorm2d(squeeze)
            self.bn2 = nn.BatchNorm2d(one)
            self.bn3 = nn.BatchNorm2d(three)

    def forward(self, x):
        same = nn.Identity()
        one, two, three = (
            (self.bn1, self.bn2, self.bn3) if self.normalised else (same, same, same))
        x = torch.relu(one(self.squeeze(x)))
        halves = [torch.relu(two(self.expand_1x1(x))), torch.relu(three(self.expand_3x3(x)))]
        return torch.cat(halves, 1)


class OwnSqueezeNet(nn.Module):
    """From scratch: names of its own, poolings at v1.1's places, perhaps normalised."""

    def __init__(self, classes=3, normalised=False):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, stride=2, bias=not normalised)
        self.bn = nn.BatchNorm2d(8) if normalised else None
        self.fire2 = OwnFire(8, 2, 4, 6, normalised)
        # Equal widths: only names tell squeeze and expand apart.
        self.fire3 = OwnFire(10, 10, 10, 10, normalised)
        self.fire4 = OwnFire(20, 4, 8, 4, normalised)
        self.final_conv = nn.Conv2d(12, classes, 1)

    def forward(self, x):
        x = self.conv1(x)
        x = torch.relu(self.bn(x) if self.bn else x)
        pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        x = self.fire3(self.fire2(pool(x)))
        x = torch.relu(self.final_conv(self.fire4(pool(x))))
        return x.mean((2, 3))


class Sequence(nn.Module):
    """Everything in one sequence, with normalisation right after the convolutions."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(3, 8, 5, stride=2, padding=2, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
            nn.MaxPool2d(3, 2), Fire(8, 2, 4, 6), nn.MaxPool2d(3, 2), Fire(10, 3, 5, 5))
        self.last = nn.Sequential(nn.Dropout(), nn.Conv2d(10, 4, 1), nn.AdaptiveAvgPool2d(1))

    def forward(self, x):
        return self.last(self.net(x)).flatten(1)


def answer(net, seed):
    values = prepared(seed, SIZE, SIZE)
    image = torch.from_numpy(values).permute(2, 0, 1)[None]
    with torch.no_grad():
        logits = net.double()(image.double())[0].flatten()
    if len(logits) == 1:
        positive = torch.sigmoid(logits)
        return torch.cat([1 - positive, positive]).tolist()
    return torch.softmax(logits, 0).tolist()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    goldens = []

    def write(name, net, make, loaded=None, classes=None, **options):
        seed = len(goldens) + 1
        torch.manual_seed(seed)
        path = folder / name
        torch.save(make(net), path, **options)
        expected = answer((loaded or (lambda net: net))(net), seed)
        goldens.append({"file": name, "seed": seed, "softmax": expected, "classes": classes})

    def state(net):
        return net.state_dict()

    def net(make=small, **options):
        torch.manual_seed(len(goldens) + 1)
        return make(**options)

    write("state_dict.pth", net(classes=2), state)
    write("legacy.pth", net(), state, _use_new_zipfile_serialization=False)
    write("one_class.pth", net(classes=1), state)
    write("half.pth", net(), lambda net: net.half().state_dict(), lambda net: net.float())
    write("bfloat16.pth", net(), lambda net: net.bfloat16().state_dict(), lambda net: net.float())
    write("double.pt", net(), lambda net: net.double().state_dict())
    write("channels_last.pth", net(), lambda net: net.to(
        memory_format=torch.channels_last).state_dict())

    def checkpoint(net):
        optimizer = torch.optim.Adam(net.parameters())
        net(torch.randn(1, 3, SIZE, SIZE)).sum().backward()
        moments = optimizer.state_dict()
        optimizer.step()
        parallel = nn.DataParallel(net).state_dict()
        parallel["criterion.weight"] = torch.ones(3)
        moments = optimizer.state_dict()
        return {
            "epoch": 7, "optimizer": moments, "state_dict": parallel,
            "best": torch.tensor(0.5), "class_to_idx": {"rose": 1, "daisy": 0, "tulip": 2}}

    write("checkpoint.pth", net(pools=(2,), blocks=2), checkpoint, classes=["daisy", "rose", "tulip"])
    write(
        "wrapped.ckpt", net(), lambda net: {
            "model": OrderedDict(("backbone." + name, t) for name, t in net.state_dict().items()),
            "class_names": ["ok", "two\nlines", "\x1b[31mred"]},
        classes=["ok", "two lines", "[31mred"])

    def shared(net):
        """All values in one storage, one after the other."""
        tensors = net.state_dict()
        whole = torch.cat([tensor.flatten() for tensor in tensors.values()])
        start, views = 0, OrderedDict()
        for name, tensor in tensors.items():
            views[name] = whole[start:start + tensor.numel()].view(tensor.shape)
            start += tensor.numel()
        return views

    write("one_storage.pth", net(), shared)
    write("whole.pth", net(pools=(2, 4), ceil_mode=False, padding=1), lambda net: net)
    write("sequence.pth", net(lambda: randomised(Sequence())), lambda net: net)
    write("from_scratch.pth", net(lambda: randomised(OwnSqueezeNet())), state)
    write("normalised.pth", net(lambda: randomised(OwnSqueezeNet(normalised=True))), state)

    def script(name, net, make):
        seed = len(goldens) + 1
        torch.jit.save(make(net), str(folder / name))
        goldens.append(
            {"file": name, "seed": seed, "softmax": answer(net, seed), "classes": None})

    script("scripted.pt", net(blocks=1, pools=(2,)), torch.jit.script)
    script("traced.pt", net(blocks=1, pools=()), lambda net: torch.jit.trace(net, torch.randn(1, 3, SIZE, SIZE)))
    text = json.dumps({"size": SIZE, "files": goldens}, indent=1)
    (folder / "pytorch.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
