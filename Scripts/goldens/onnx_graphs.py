"""Builds SqueezeNet as an ONNX graph, NCHW, batch 1, from weights in OIHW."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

import network


def window(layer, architecture, geometry):
    """Attributes of a convolution or pooling; ONNX works out the sizes itself."""
    attributes = {"kernel_shape": [layer.kernel] * 2, "strides": [layer.stride] * 2}
    if layer.kind == "maxpool":
        if geometry == "keras":
            return attributes | {"auto_pad": "SAME_UPPER"}
        return attributes | {"ceil_mode": 1}
    padding = network.fixed_padding(layer, architecture, geometry)
    if padding is None:
        return attributes | {"auto_pad": "SAME_UPPER"}
    return attributes | {"pads": [padding] * 4}


def build(architecture, geometry, height, width, weights, every_layer=False):
    """Returns the model; its outputs are all layers by name, or the softmax alone.

    `weights` maps a convolution's name to (kernel OIHW, bias).
    """
    nodes, initializers, tensor = [], [], {"input": "input"}
    layers = network.layers(architecture)
    for layer in layers:
        sources = [tensor[name] for name in layer.sources]
        output = tensor[layer.name] = layer.name
        if layer.kind == "conv":
            for part, values in zip(("weight", "bias"), weights[layer.name]):
                initializers.append(
                    numpy_helper.from_array(
                        np.ascontiguousarray(values, np.float32), f"{output}.{part}"
                    )
                )
            relu = network.has_relu(layer, geometry)
            raw = f"{output}.linear" if relu else output
            nodes.append(
                helper.make_node(
                    "Conv",
                    sources + [f"{output}.weight", f"{output}.bias"],
                    [raw],
                    **window(layer, architecture, geometry),
                )
            )
            if relu:
                nodes.append(helper.make_node("Relu", [raw], [output]))
        elif layer.kind == "maxpool":
            nodes.append(
                helper.make_node(
                    "MaxPool", sources, [output], **window(layer, architecture, geometry)
                )
            )
        elif layer.kind == "concat":
            nodes.append(helper.make_node("Concat", sources, [output], axis=1))
        elif layer.kind == "average":
            nodes.append(helper.make_node("GlobalAveragePool", sources, [output]))
        else:
            nodes.append(helper.make_node("Softmax", sources, [output], axis=1))
    names = [layer.name for layer in layers] if every_layer else [layers[-1].name]
    channels = {layer.name: layer.channels for layer in layers}
    graph = helper.make_graph(
        nodes,
        f"squeezenet-{architecture}-{geometry}",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, height, width])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels[name], None, None])
            for name in names
        ],
        initializers,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model
