"""SqueezeNet as data: the layers of v1.0 and v1.1 and how each geometry treats borders.

Iandola et al., arXiv 1602.07360, Table 1; v1.1 is the authors' later variant. Sizes are left to
the frameworks that run the network wherever they can infer them, so that they check each other.
"""

from dataclasses import dataclass

ARCHITECTURES = ("v1.0", "v1.1")
GEOMETRIES = ("keras", "paper", "caffe", "torchvision")
DEFAULT_SIDE = {"keras": 224, "paper": 227, "caffe": 227, "torchvision": 224}
CLASSES = 1000


@dataclass(frozen=True)
class Layer:
    """One layer; `sources` are names of earlier layers, or `input`."""

    name: str
    kind: str  # conv, maxpool, concat, average, softmax
    sources: tuple
    channels: int  # of the output
    inputs: int = 0  # input channels of a convolution
    kernel: int = 1
    stride: int = 1


def layers(architecture):
    """Layers in the order of execution."""
    kernel, channels, pooled = {"v1.0": (7, 96, (1, 4, 8)), "v1.1": (3, 64, (1, 3, 5))}[
        architecture
    ]
    result = [Layer("conv1", "conv", ("input",), channels, 3, kernel, 2)]

    def pool(block):
        if block in pooled:
            last = result[-1]
            result.append(Layer(f"maxpool{block}", "maxpool", (last.name,), last.channels, 0, 3, 2))

    pool(1)
    for block, squeeze in zip(range(2, 10), (16, 16, 32, 32, 48, 48, 64, 64)):
        fire, last, expand = f"fire{block}", result[-1], 4 * squeeze
        squeezed, narrow, wide = (
            f"{fire}/{part}" for part in ("squeeze1x1", "expand1x1", "expand3x3")
        )
        result += [
            Layer(squeezed, "conv", (last.name,), squeeze, last.channels),
            Layer(narrow, "conv", (squeezed,), expand, squeeze),
            Layer(wide, "conv", (squeezed,), expand, squeeze, 3),
            Layer(fire, "concat", (narrow, wide), 2 * expand),
        ]
        pool(block)
    result += [
        Layer("conv10", "conv", (result[-1].name,), CLASSES, result[-1].channels),
        Layer("avgpool10", "average", ("conv10",), CLASSES),
        Layer("softmax", "softmax", ("avgpool10",), CLASSES),
    ]
    return result


def has_relu(layer, geometry):
    """Every convolution but conv10 of the `keras` geometry is followed by a ReLU."""
    return layer.kind == "conv" and not (layer.name == "conv10" and geometry == "keras")


def fixed_padding(layer, architecture, geometry):
    """Zeros on every side of a convolution's input, or None where `keras` pads `same`."""
    if layer.name == "conv1":
        return None if geometry == "keras" else 0
    if layer.name == "conv10":
        return 1 if (architecture, geometry) == ("v1.0", "caffe") else 0
    return layer.kernel // 2
