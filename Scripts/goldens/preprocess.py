"""Makes Tests/ImagesTests/Goldens/preprocess.json: what Pillow and NumPy make of a photo by each
filter, each way of cropping and each normalisation that has a name.

    /tmp/goldens/bin/python preprocess.py ../../Tests/ImagesTests/Goldens
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

PHOTOS = ["rgb8.png", "exif.png"]
SIDE = 7
FILTERS = ["nearest", "box", "bilinear", "hamming", "bicubic", "lanczos"]

# name: (order, divisor, mean, deviation), in the network's channel order
NORMALISATIONS = {
    "caffe": ("bgr", 1, [104, 117, 123], [1, 1, 1]),
    "caffe-exact": ("bgr", 1, [103.939, 116.779, 123.68], [1, 1, 1]),
    "torchvision": ("rgb", 255, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
    "half": ("rgb", 255, [0.5] * 3, [0.5] * 3),
    "signed": ("rgb", 127.5, [1] * 3, [1] * 3),
    "unit": ("rgb", 255, [0] * 3, [1] * 3),
    "cifar": ("rgb", 255, [0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010]),
    "raw": ("rgb", 1, [0] * 3, [1] * 3),
    "mean=0.1,0.2,0.3,std=0.4,0.5,0.6,order=bgr,scale=200": (
        "bgr", 200, [0.1, 0.2, 0.3], [0.4, 0.5, 0.6]),
    "half,order=grey": ("grey", 255, [0.5] * 3, [0.5] * 3),
    "mean=0.1307,std=0.3081,order=grey": ("grey", 255, [0.1307] * 3, [0.3081] * 3),
}


def resized_and_cropped(image, side, crop, filter):
    """torchvision's Resize(side) and CenterCrop(crop) on a Pillow image."""
    width, height = image.size
    if isinstance(side, tuple):
        image = image.resize((side[1], side[0]), filter)
    else:
        short, long = min(width, height), max(width, height)
        longer = int(side * long / short)
        image = image.resize((side, longer) if width <= height else (longer, side), filter)
    width, height = image.size
    top, left = int(round((height - crop) / 2.0)), int(round((width - crop) / 2.0))
    return image.crop((left, top, left + crop, top + crop))


def cropped_and_resized(image, side, filter):
    width, height = image.size
    short = min(width, height)
    left, top = (width - short) // 2, (height - short) // 2
    image = image.crop((left, top, left + short, top + short))
    return image.resize((side, side), filter)


def normalised(image, order, divisor, mean, deviation):
    if order == "grey":
        pixels = np.asarray(image.convert("L"))[:, :, None]
        mean, deviation = mean[:1], deviation[:1]
    else:
        pixels = np.asarray(image)
        if order == "bgr":
            pixels = pixels[:, :, ::-1]
    values = pixels.astype(np.float64) / divisor
    return (values - np.array(mean)) / np.array(deviation)


def packed(array):
    return base64.b64encode(array.tobytes()).decode()


def main(folder):
    cases = []
    for photo in PHOTOS:
        image = ImageOps.exif_transpose(Image.open(folder / photo)).convert("RGB")
        for name in FILTERS:
            filter = getattr(Image, name.upper())
            ways = [
                (f"filter={name}", cropped_and_resized(image, SIDE, filter)),
                (f"filter={name},resize=15", resized_and_cropped(image, 15, SIDE, filter)),
                (f"filter={name},resize=90,crop={SIDE}", resized_and_cropped(image, 90, SIDE, filter)),
                (f"filter={name},resize=17x12", resized_and_cropped(image, (17, 12), SIDE, filter)),
            ]
            for text, result in ways:
                cases.append({"photo": photo, "text": text, "side": SIDE,
                              "pixels": packed(np.asarray(result)), "values": None})
    image = Image.open(folder / PHOTOS[0]).convert("RGB")
    small = cropped_and_resized(image, 5, Image.BILINEAR)
    for text, (order, divisor, mean, deviation) in NORMALISATIONS.items():
        values = normalised(small, order, divisor, mean, deviation)
        cases.append({"photo": PHOTOS[0], "text": text, "side": 5,
                      "pixels": packed(np.asarray(small)), "values": [float(f"{value:.8g}") for value in values.ravel()]})
    (folder / "preprocess.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
