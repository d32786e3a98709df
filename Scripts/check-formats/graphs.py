"""Writes v1.0 and v1.1 as Caffe and ncnn files, and asks the program about each.

    python3 Scripts/check-formats/graphs.py .build/release/sqz-tui

Needs torch, torchvision, pnnx and ncnn, and what Scripts/goldens/caffe_files.py needs; a format whose
packages are not there is left out. The program's probabilities are held to PyTorch's own in double
precision, and reading to 100 ms.
"""

import pathlib
import sys
import tempfile

import numpy as np
import torch
from PIL import Image

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "goldens"))
from program import check  # noqa: E402
from pytorch import DEVIATION, MEAN, answer, network  # noqa: E402


def forms():
    try:
        import caffe_files

        caffe_files.SIZE = 224

        def caffe(make, ending="caffemodel", **options):
            def save(net, folder):
                places = [index for index, module in enumerate(net.features)
                          if isinstance(module, torch.nn.MaxPool2d)]
                made = make(caffe_files.Net(net, places, **options))
                path = folder / f"model.{ending}"
                path.write_bytes(made if isinstance(made, bytes) else made.SerializeToString())
                return path
            return save

        yield "Caffe", caffe(caffe_files.Net.model)
        yield "Caffe, float64", caffe(lambda net: net.model("double"), last="conv10-new")
        yield "Caffe, old layers", caffe(caffe_files.old_layers)
        yield "Caffe, not packed", caffe(caffe_files.unpacked)
    except ImportError as error:
        print(f"Caffe is left out: {error}")
    try:
        import ncnn_files

        ncnn_files.SIZE = 224

        def ncnn(half, ending):
            def save(net, folder):
                ncnn_files.by_pnnx(net, folder / "model.param", half)
                return folder / f"model.{ending}"
            return save

        yield "ncnn, float32", ncnn(False, "bin")
        yield "ncnn, float16", ncnn(True, "param")
    except ImportError as error:
        print(f"ncnn is left out: {error}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    failures = 0
    pixels = np.random.default_rng(1).integers(0, 256, (224, 224, 3), dtype=np.uint8)
    image = torch.from_numpy(pixels).double().permute(2, 0, 1)[None] / 255
    image = (image - torch.tensor(MEAN).view(3, 1, 1)) / torch.tensor(DEVIATION).view(3, 1, 1)
    for form, save in forms():
        for version, classes in (("1.0", 1000), ("1.1", 2), ("1.0", 1), ("1.1", 365)):
            with tempfile.TemporaryDirectory() as name:
                folder = pathlib.Path(name)
                photo = folder / "photo.png"
                Image.fromarray(pixels).save(photo)
                net = network(version, classes)
                path = save(net, folder)
                if "float16" in form:  # of kernels; biases stay as they are
                    for parameter in net.parameters():
                        if parameter.dim() == 4:
                            parameter.data = parameter.data.half().float()
                if form.startswith("Caffe") and classes == 1:
                    continue  # its networks end in a softmax
                # pnnx rounds to 16 bits by a rule of its own.
                failures += check(
                    program, photo, path, f"{form:30} v{version} {classes:5} classes",
                    answer(net, image), "--preprocess", "torchvision",
                    limit=1e-4 if "float16" in form else 1e-5)
    sys.exit(f"{failures} are not as they should be" if failures else 0)


if __name__ == "__main__":
    main()
