"""Writes what the tests of the network's description compare with, as a Swift file.

    python3 Scripts/goldens/facts.py Tests/SqueezeNetTests/NetworkFacts.swift

Shapes are inferred by ONNX from the graph; multiply-accumulates follow from them and from the
kernels' sizes. Receptive fields are seen, not calculated: every input row and column is followed
through the windows to the units that it reaches.
"""

import sys

import numpy as np
import onnx
import seeded_weights

import network
import onnx_graphs
import reference

SIDES = [(65, 65), (97, 130), (300, 451)]
# Layers whose size may differ from that of their input.
WINDOWED = {
    architecture: [
        layer.name
        for layer in network.layers(architecture)
        if layer.kind == "maxpool" or layer.name in ("conv1", "conv10")
    ]
    for architecture in network.ARCHITECTURES
}
# Far larger than any field, and one even, one odd.
FIELD_SIZE = (640, 651)


def inferred(architecture, geometry, height, width, weights):
    """Height and width of every layer's output, as ONNX infers them."""
    model = onnx_graphs.build(architecture, geometry, height, width, weights)
    graph = onnx.shape_inference.infer_shapes(model).graph
    values = {value.name: value for value in [*graph.value_info, *graph.output]}
    return {
        layer.name: tuple(d.dim_value for d in values[layer.name].type.tensor_type.shape.dim[2:])
        for layer in network.layers(architecture)
    }


def size_fact(architecture, geometry, height, width, weights):
    shapes = inferred(architecture, geometry, height, width, weights)
    macs = sum(h * w * weights[n][0].size for n, (h, w) in shapes.items() if n in weights)
    sides = [(h, w) for name, (h, w) in shapes.items() if name in WINDOWED[architecture]]
    named = " ".join(f"{h}x{w}" for h, w in sides)
    return (
        f"    SizeFact(\n      {swift(architecture)}, .{geometry}, height: {height}, width: {width},"
        f' macs: {macs:_},\n      shapes: "{named}"),'
    )


def swift(architecture):
    return {"v1.0": ".v10", "v1.1": ".v11"}[architecture]


def seen(architecture, geometry, axis):
    """First and last input row (or column) that each row of units sees, layer by layer."""
    rows = np.arange(FIELD_SIZE[axis], dtype=float)
    reach = {"input": (rows, rows)}
    for layer in network.layers(architecture):
        first, last = reach[layer.sources[0]]
        if layer.kind == "concat":
            others = reach[layer.sources[1]]
            reach[layer.name] = (np.minimum(first, others[0]), np.maximum(last, others[1]))
            continue
        if layer.kind not in ("conv", "maxpool"):
            break
        shape = (len(first), len(first), 1)
        if layer.kind == "conv":
            border = reference.convolution_borders(shape, layer, architecture, geometry)[0]
        else:
            border = reference.pooling_borders(shape, layer, geometry)[0]
        view = np.lib.stride_tricks.sliding_window_view
        low = view(np.pad(first, border, constant_values=np.inf), layer.kernel)
        high = view(np.pad(last, border, constant_values=-np.inf), layer.kernel)
        step = layer.stride
        reach[layer.name] = (low.min(axis=1)[::step], high.max(axis=1)[::step])
    del reach["input"]
    return reach


def field_facts(architecture, geometry):
    found = {}
    for axis in (0, 1):
        for name, (first, last) in seen(architecture, geometry, axis).items():
            unit = len(first) // 2
            assert first[unit] > 0 and last[unit] < FIELD_SIZE[axis] - 1, name
            stride = int(first[unit + 1] - first[unit])
            size = int(last[unit] - first[unit]) + 1
            found.setdefault(name, []).append((size, stride, int(first[unit]) - unit * stride))
    for name, ((size, stride, top), (width, step, left)) in found.items():
        assert (size, stride) == (width, step), name
        yield (
            f'    FieldFact({swift(architecture)}, .{geometry}, "{name}",'
            f" {size}, {stride}, {top}, {left}),"
        )


def main():
    sizes, fields, smallest = [], [], []
    for architecture in network.ARCHITECTURES:
        weights = seeded_weights.weights(architecture)
        for geometry in network.GEOMETRIES:
            least = reference.smallest_side(architecture, geometry)
            smallest.append(f"    ({swift(architecture)}, .{geometry}, {least}),")
            side = network.DEFAULT_SIDE[geometry]
            for size in [(side, side), *SIDES, (least, least)]:
                sizes.append(size_fact(architecture, geometry, *size, weights))
            # Only borders matter, and these three have them alike.
            if geometry in ("keras", "caffe"):
                fields += field_facts(architecture, geometry)
    height, width = FIELD_SIZE
    text = f"""\
// Written by Scripts/goldens/facts.py; not by hand.

import SqueezeNet

struct SizeFact: Sendable {{
  let architecture: Architecture
  let geometry: Geometry
  let height: Int
  let width: Int
  let macs: Int
  /// Height and width of conv1, the three poolings and conv10.
  let shapes: String

  init(
    _ architecture: Architecture, _ geometry: Geometry, height: Int, width: Int, macs: Int,
    shapes: String
  ) {{
    self.architecture = architecture
    self.geometry = geometry
    self.height = height
    self.width = width
    self.macs = macs
    self.shapes = shapes
  }}
}}

struct FieldFact: Sendable {{
  let architecture: Architecture
  let geometry: Geometry
  let layer: String
  let field: ReceptiveField

  init(
    _ architecture: Architecture, _ geometry: Geometry, _ layer: String, _ size: Int,
    _ stride: Int, _ top: Int, _ left: Int
  ) {{
    self.architecture = architecture
    self.geometry = geometry
    self.layer = layer
    field = ReceptiveField(size: size, stride: stride, top: top, left: left)
  }}
}}

enum NetworkFacts {{
  static let smallestSides: [(Architecture, Geometry, Int)] = [
{chr(10).join(smallest)}
  ]

  static let sizes: [SizeFact] = [
{chr(10).join(sizes)}
  ]

  /// Size, stride, top and left of each layer's units at an input of this size.
  static let fieldSize = InputSize(height: {height}, width: {width})
  static let fields: [FieldFact] = [
{chr(10).join(fields)}
  ]
}}
"""
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
