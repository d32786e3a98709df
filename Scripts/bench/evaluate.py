#!/usr/bin/env python3
"""evaluate.py PROGRAM: pictures a second of `sqz-tui evaluate` beside the same loop in PyTorch.

Both read the same 640x480 JPEGs with the same fine-tuned torchvision SqueezeNet and the same number
of threads; PyTorch has its DataLoader, with as many workers. The rounds are interleaved, the medians
are compared. Needs torch and torchvision (CPU is enough).
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import numpy
import torch
import torchvision
from PIL import Image
from torchvision import transforms

CLASSES = ["cat", "dog"]


def make_pictures(folder, count):
    generator = numpy.random.default_rng(1)
    for name in CLASSES:
        (folder / name).mkdir(parents=True)
        for index in range(count // len(CLASSES)):
            small = generator.integers(0, 256, (30, 40, 3), dtype=numpy.uint8)
            picture = Image.fromarray(small).resize((640, 480), Image.Resampling.BICUBIC)
            picture.save(folder / name / f"{index}.jpg", quality=90)


def make_model(path):
    torch.manual_seed(1)
    model = torchvision.models.squeezenet1_1(num_classes=len(CLASSES)).eval()
    torch.save(model.state_dict(), path)
    return model


def with_pytorch(model, folder, threads):
    prepare = transforms.Compose(
        [
            transforms.Resize(256),
            transforms.CenterCrop(224),
            transforms.ToTensor(),
            transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
        ]
    )
    data = torchvision.datasets.ImageFolder(folder, prepare)
    begun = time.perf_counter()
    right = 0
    with torch.inference_mode():
        loader = torch.utils.data.DataLoader(data, batch_size=32, num_workers=threads)
        for pictures, truths in loader:
            right += int((model(pictures).argmax(1) == truths).sum())
    return len(data) / (time.perf_counter() - begun)


def with_program(program, weights, folder, threads):
    command = [program, "evaluate", folder, "--weights", weights, "--threads", str(threads)]
    output = subprocess.run([*command, "--format", "json"], check=True, capture_output=True).stdout
    return json.loads(output)["pictures_per_second"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "pictures"
        weights = pathlib.Path(temporary) / "model.pth"
        make_pictures(folder, arguments.pictures)
        model = make_model(weights)
        rates = {"PyTorch": [], "sqz-tui": []}
        for _ in range(arguments.rounds):
            rates["PyTorch"].append(with_pytorch(model, folder, arguments.threads))
            rates["sqz-tui"].append(
                with_program(arguments.program, weights, folder, arguments.threads)
            )
    medians = {name: statistics.median(values) for name, values in rates.items()}
    for name, median in medians.items():
        print(f"{name:8} {median:8.1f} pictures a second, {arguments.threads} threads")
    print(f"ratio    {medians['sqz-tui'] / medians['PyTorch']:8.2f}")


main()
