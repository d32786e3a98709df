"""Makes the small synthetic photos of Tests/ImagesTests/Goldens and what Pillow prepares from them.

    python3 -m venv /tmp/goldens && /tmp/goldens/bin/pip install -r requirements-images.txt
    /tmp/goldens/bin/python images.py ../../Tests/ImagesTests/Goldens

For each photo: `NAME-HxW.rgb`, height x width x 3 bytes, the centred crop resized by Pillow's
BILINEAR; for some also `NAME-HxW-PREPARATION.f32`, little-endian float32 in the network's channel
order. `goldens.json` lists them all.
"""

import io
import json
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image, ImageDraw, ImageOps

pillow_heif.register_heif_opener()

# name: (reverse to BGR, scale, mean, deviation), in the network's channel order
PREPARATIONS = {
    "caffe": (True, 1.0, [104, 117, 123], [1, 1, 1]),
    "caffe-exact": (True, 1.0, [103.939, 116.779, 123.68], [1, 1, 1]),
    "torchvision": (False, 1 / 255, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]),
}

# PNG colour types and their samples a pixel
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
SAMPLES = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
# Adam7: first column, first row, column step, row step
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
         (0, 1, 1, 2)]


def scene(width, height, seed, noise=6):
    """Gradients, shapes with hard edges, and some noise: height x width x 3, uint8."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    colours = np.stack([
        255 * x / max(1, width - 1),
        255 * y / max(1, height - 1),
        128 + 100 * np.sin((x + 2 * y) * 9 / (width + height)),
    ], axis=-1)
    image = Image.fromarray(colours.astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(6):
        left, top = random.integers(0, width), random.integers(0, height)
        side = int(random.integers(2, max(3, min(width, height) // 2)))
        colour = tuple(int(c) for c in random.integers(0, 256, 3))
        shape = [draw.ellipse, draw.rectangle][int(random.integers(0, 2))]
        shape([int(left), int(top), int(left) + side, int(top) + side * 2 // 3], fill=colour)
    noisy = np.asarray(image).astype(int) + random.integers(-noise, noise + 1, colours.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def jpeg(pixels, mode=None, **options):
    target = io.BytesIO()
    Image.fromarray(pixels, mode).save(target, "JPEG", **{"quality": 88, **options})
    return target.getvalue()


def tiff_with_orientation(value, order):
    """A TIFF directory with a resolution unit and the orientation."""
    header = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", 8)
    entries = struct.pack(order + "HHIHH", 0x0112, 3, 1, value, 0)
    entries += struct.pack(order + "HHIHH", 0x0128, 3, 1, 2, 0)
    return header + struct.pack(order + "H", 2) + entries + bytes(4)


def with_exif(file, value, order):
    return with_segment(file, b"Exif\0\0" + tiff_with_orientation(value, order))


XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"


def xmp(value):
    """The orientation as an attribute when it is even, as an element when it is odd."""
    attribute = f' tiff:Orientation="{value}"' if value % 2 == 0 else ""
    element = "" if attribute else f"<tiff:Orientation>{value}</tiff:Orientation>"
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
        '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'xmlns:tiff="http://ns.adobe.com/tiff/1.0/"{attribute}>{element}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>").encode()


def with_segment(file, body):
    return file[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + file[2:]


def raw_profile(data):
    """A profile as ImageMagick writes it into text: its name, its length, 36 bytes a line."""
    digits = data.hex()
    lines = [digits[i:i + 72] for i in range(0, len(digits), 72)]
    return f"\nexif\n{len(data):8}\n{chr(10).join(lines)}\n".encode()


def saved(pixels, kind, **options):
    target = io.BytesIO()
    Image.fromarray(pixels).save(target, kind, **options)
    return target.getvalue()


def adobe_segment(file):
    start = file.index(b"\xff\xee\x00\x0eAdobe")
    return start, start + 16


def with_adobe_transform(file, transform):
    """Marks the four components as YCCK (2) or CMYK (0)."""
    _, end = adobe_segment(file)
    return file[:end - 1] + bytes([transform]) + file[end:]


def without_adobe(file):
    start, end = adobe_segment(file)
    return file[:start] + file[end:]


def png(samples, colour, depth=8, interlaced=False, chunks=(), window=False):
    """Writes what Pillow cannot: any depth, interlaced. samples: height x width x channels.

    window: claims a window of 1 KiB for data that look farther back.
    """
    height, width = samples.shape[:2]
    samples = samples.reshape(height, width, SAMPLES[colour])

    def scanlines(part):
        lines = b""
        for row in part:
            values = row.reshape(-1)
            if depth == 16:
                packed = values.astype(">u2").tobytes()
            elif depth == 8:
                packed = values.astype(np.uint8).tobytes()
            else:
                bits = "".join(format(int(v), f"0{depth}b") for v in values)
                bits += "0" * (-len(bits) % 8)
                packed = bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))
            lines += b"\0" + packed
        return lines

    if interlaced:
        parts = [samples[y::dy, x::dx] for x, y, dx, dy in ADAM7]
        data = b"".join(scanlines(part) for part in parts if part.size)
    else:
        data = scanlines(samples)

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(
            ">I", zlib.crc32(name + body))

    packed = bytearray(zlib.compress(data, 9))
    if window:
        packed[0] = 2 << 4 | 8
        packed[1] = 31 - packed[0] * 256 % 31
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(
        chunk(name, body) for name, body in chunks) + chunk(
            b"IDAT", packed) + chunk(b"IEND", b"")


def photos():
    """name: file content"""
    wide, tall = scene(120, 80, 1), scene(70, 110, 2)
    grey = wide.mean(axis=-1).astype(np.uint8)
    yield "baseline-420.jpg", jpeg(wide, subsampling="4:2:0")
    yield "baseline-422.jpg", jpeg(wide, subsampling="4:2:2")
    yield "baseline-444.jpg", jpeg(tall, subsampling="4:4:4")
    yield "restarts.jpg", jpeg(tall, restart_marker_blocks=3)
    yield "progressive.jpg", jpeg(tall, progressive=True)
    yield "grey.jpg", jpeg(grey)
    yield "grey-progressive.jpg", jpeg(grey, progressive=True)
    yield "large.jpg", jpeg(scene(800, 533, 3, noise=1), quality=60)
    yield "tiny.jpg", jpeg(scene(7, 5, 4))
    black = np.broadcast_to(np.arange(120, dtype=np.uint8)[None, :, None], (80, 120, 1))
    cmyk = jpeg(np.concatenate([wide, black], axis=-1), "CMYK")
    yield "cmyk-adobe.jpg", cmyk
    yield "cmyk-plain.jpg", without_adobe(cmyk)
    luma = np.asarray(Image.fromarray(255 - wide).convert("YCbCr"))
    # Pillow stores CMYK inverted, and the planes are to be stored as they are.
    ycck = jpeg(255 - np.concatenate([luma, 255 - black], axis=-1), "CMYK")
    yield "ycck.jpg", with_adobe_transform(ycck, 2)
    upright = scene(41, 26, 5)
    for value in range(1, 9):
        order = "<" if value % 2 else ">"
        yield f"orientation-{value}.jpg", with_exif(jpeg(upright), value, order)
    yield "orientation-9.jpg", with_exif(jpeg(upright), 9, "<")

    small = scene(45, 36, 6)
    wider = small.astype(np.uint16) * 257 - (small > 0) * 90
    alpha = np.tile(np.linspace(0, 255, 45).astype(np.uint8), (36, 1))[:, :, None]
    steps = (small[:, :, :1] // 16)
    palette = np.random.default_rng(7).integers(0, 256, (16, 3)).astype(np.uint8).tobytes()
    yield "rgb8.png", png(small, RGB)
    yield "rgb16.png", png(wider, RGB, 16)
    yield "grey8.png", png(small[:, :, 0], GREY)
    yield "grey16.png", png(wider[:, :, 0], GREY, 16)
    yield "grey4.png", png(steps, GREY, 4)
    yield "grey2.png", png(steps // 4, GREY, 2)
    yield "grey1.png", png(steps // 8, GREY, 1)
    yield "grey-alpha.png", png(np.concatenate([small[:, :, :1], alpha], -1), GREY_ALPHA)
    yield "rgba8.png", png(np.concatenate([small, alpha], -1), RGBA)
    yield "rgba16.png", png(
        np.concatenate([wider, alpha.astype(np.uint16) * 257], -1), RGBA, 16)
    yield "palette4.png", png(steps, PALETTE, 4, chunks=[(b"PLTE", palette)])
    yield "palette-alpha.png", png(
        steps, PALETTE, 8, chunks=[(b"PLTE", palette), (b"tRNS", bytes(range(0, 240, 20)))])
    key = struct.pack(">HHH", *(int(v) for v in small[0, 0]))
    yield "rgb-key.png", png(small, RGB, chunks=[(b"tRNS", key)])
    yield "gamma.png", png(small, RGB, chunks=[(b"gAMA", struct.pack(">I", 100000))])
    yield "interlaced-rgb8.png", png(small, RGB, interlaced=True)
    yield "interlaced-grey1.png", png(steps // 8, GREY, 1, interlaced=True)
    yield "interlaced-rgba16.png", png(
        np.concatenate([wider, alpha.astype(np.uint16) * 257], -1), RGBA, 16, True)
    yield "exif.png", png(small, RGB, chunks=[(b"eXIf", tiff_with_orientation(6, ">"))])
    yield "window.png", png(scene(90, 60, 9), RGB, window=True)
    yield "jpeg-xmp.jpg", with_segment(jpeg(upright), XMP_HEADER + xmp(8))
    yield "jpeg-exif-and-xmp.jpg", with_segment(with_exif(jpeg(upright), 3, ">"), XMP_HEADER + xmp(8))
    profile = raw_profile(b"Exif\0\0" + tiff_with_orientation(6, "<"))
    yield "png-profile.png", png(small, RGB, chunks=[
        (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(profile))])
    yield "png-profile-app1.png", png(small, RGB, chunks=[
        (b"tEXt", b"Comment\0tiff:Orientation=\"3\""),
        (b"tEXt", b"Raw profile type APP1\0" + profile)])
    yield "png-profile-international.png", png(small, RGB, chunks=[
        (b"iTXt", b"Raw profile type exif\0\1\0\0\0" + zlib.compress(profile))])
    yield "png-xmp.png", png(small, RGB, chunks=[(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(5))])
    yield "png-exif-and-profile.png", png(small, RGB, chunks=[
        (b"tEXt", b"Raw profile type exif\0" + profile),
        (b"eXIf", tiff_with_orientation(3, ">"))])
    rgba = np.concatenate([small, alpha], -1)
    yield "lossy.webp", saved(small, "WEBP", quality=60)
    yield "lossy-alpha.webp", saved(rgba, "WEBP", quality=60)
    yield "lossless.webp", saved(small, "WEBP", lossless=True)
    yield "lossless-alpha.webp", saved(rgba, "WEBP", lossless=True, exact=True)
    yield "webp-exif.webp", saved(
        upright, "WEBP", quality=60, exif=b"Exif\0\0" + tiff_with_orientation(6, "<"))
    yield "webp-xmp.webp", saved(upright, "WEBP", quality=60, xmp=xmp(7))
    yield "animated.webp", saved(
        upright, "WEBP", quality=60, save_all=True, append_images=[Image.fromarray(255 - upright)])
    yield "animated-alpha.webp", saved(
        rgba, "WEBP", quality=60, save_all=True, append_images=[Image.fromarray(255 - rgba)])
    smooth = scene(60, 40, 10, noise=0)
    yield "heic.heic", saved(smooth, "HEIF", quality=90, chroma=444)
    yield "avif.avif", saved(smooth, "AVIF", quality=90, subsampling="4:4:4")
    yield "avif-turned.avif", saved(
        smooth, "AVIF", quality=90, subsampling="4:4:4",
        exif=b"Exif\0\0" + tiff_with_orientation(6, "<"))
    yield "one-pixel.png", png(small[:1, :1], RGB)
    yield "strip.png", png(scene(90, 3, 8), RGB)


# Other targets than 32 x 32, height first.
TARGETS = {
    "baseline-420.jpg": [(64, 64), (32, 48), (48, 20)],
    "baseline-444.jpg": [(40, 24), (20, 48)],
    "large.jpg": [(32, 32), (65, 43)],
    "tiny.jpg": [(32, 32), (9, 40)],
    "rgb8.png": [(1, 1), (5, 7), (36, 36), (33, 50), (50, 33)],
    "one-pixel.png": [(4, 6)],
    "strip.png": [(8, 8), (2, 60)],
}


def opaque_rgb(name, image):
    """8-bit RGB over white, upright."""
    image = ImageOps.exif_transpose(image)
    if name == "png-profile-app1.png":  # Pillow knows the other name only
        image = image.transpose(Image.Transpose.ROTATE_270)
    if name == "cmyk-plain.jpg":
        # Without Adobe's marker samples are not inverted; Pillow always takes them as inverted.
        image = Image.fromarray(255 - np.asarray(image), "CMYK")
    if image.mode == "I;16":
        # Pillow would clip to 255; as for its 16-bit RGB the high byte is meant.
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        white = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def prepare(image, height, width):
    """The largest centred rectangle of the target's aspect, resized."""
    if image.width * height > image.height * width:
        size = max(1, image.height * width // height), image.height
    else:
        size = image.width, max(1, image.width * height // width)
    left, top = (image.width - size[0]) // 2, (image.height - size[1]) // 2
    crop = image.crop((left, top, left + size[0], top + size[1]))
    return np.asarray(crop.resize((width, height), Image.Resampling.BILINEAR))


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    goldens = []
    for name, content in photos():
        (folder / name).write_bytes(content)
        image = opaque_rgb(name, Image.open(io.BytesIO(content)))
        for height, width in TARGETS.get(name, [(24, 24)]):
            pixels = prepare(image, height, width)
            stem = f"{Path(name).stem}-{height}x{width}"
            (folder / f"{stem}.rgb").write_bytes(pixels.tobytes())
            goldens.append({
                "photo": name, "photoWidth": image.width, "photoHeight": image.height,
                "height": height, "width": width, "pixels": f"{stem}.rgb", "values": {},
            })
            if name != "exif.png":
                continue
            for preparation, (reverse, scale, mean, deviation) in PREPARATIONS.items():
                ordered = pixels[:, :, ::-1] if reverse else pixels
                values = (ordered * scale - np.array(mean)) / np.array(deviation)
                file = f"{stem}-{preparation}.f32"
                (folder / file).write_bytes(values.astype("<f4").tobytes())
                goldens[-1]["values"][preparation] = file
    (folder / "goldens.json").write_text(json.dumps(goldens, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
