"""Small SqueezeNets as ONNX files of several programs, and what those programs answer.

    python3 Scripts/goldens/onnx_files.py Tests/WeightsTests/Goldens/onnx

Needs torch, torchvision, onnx, onnxscript and onnxruntime (made with 2.15, 0.29, 1.23, 0.7 and
1.32). The networks are those of pytorch_files.py, the inputs those of inputs.py.
"""

import json
import logging
import pathlib
import sys
import tempfile
import warnings

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime import quantization
from torch import nn

from inputs import prepared
from pytorch_files import OwnFire, OwnSqueezeNet, Sequence, randomised, small

warnings.simplefilter("ignore")
logging.disable(logging.WARNING)
onnxruntime.set_default_logger_severity(3)
SIZE = 47


class Prepared(nn.Module):
    """Pixels in, a softmax out."""

    def __init__(self, net, divisor=255.0):
        super().__init__()
        self.net, self.divisor = net, divisor
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1))

    def forward(self, x):
        return torch.softmax(self.net((x / self.divisor - self.mean) / self.std), 1)


class Reversed(nn.Module):
    """Pixels in, turned to BGR for Caffe's means."""

    def __init__(self, net):
        super().__init__()
        self.net = net
        self.register_buffer("mean", torch.tensor([104.0, 117.0, 123.0]).view(1, 3, 1, 1))

    def forward(self, x):
        return self.net(x[:, [2, 1, 0]] - self.mean)


class Bypassed(nn.Module):
    """Complex bypass around the first block and a simple one around the second."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, 2, 1)
        self.fire2, self.around = OwnFire(8, 2, 4, 6), nn.Conv2d(8, 10, 1)
        self.fire3 = OwnFire(10, 3, 6, 4)
        self.last = nn.Conv2d(10, 1, 1)

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = self.fire2(x) + self.around(x)
        x = torch.max_pool2d(x, 3, 2, ceil_mode=True) if SIZE < 0 else x
        x = x + self.fire3(x)
        return torch.sigmoid(self.last(x).mean((2, 3)))


class Linear(nn.Module):
    """A linear layer over averaged channels, and 3x3 before 1x1."""

    def __init__(self):
        super().__init__()
        self.conv1, self.fire2 = nn.Conv2d(3, 8, 5, 2, 2), OwnFire(8, 2, 4, 6)
        self.fc = nn.Linear(10, 4)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.conv1(x)), 3, 2)
        fire, x = self.fire2, torch.relu(self.fire2.squeeze(x))
        x = torch.cat([torch.relu(fire.expand_3x3(x)), torch.relu(fire.expand_1x1(x))], 1)
        return self.fc(nn.functional.adaptive_avg_pool2d(x, 1).flatten(1))


def export(net, path, dynamo=False, size=SIZE, **options):
    net = net.eval()
    options.setdefault("input_names", ["image"])
    image = torch.zeros(1, next(p for p in net.parameters() if p.dim() == 4).shape[1], size, size)
    if dynamo:
        torch.onnx.export(net, (image,), str(path), dynamo=True, verbose=False, **options)
    else:
        torch.onnx.export(net, (image,), str(path), dynamo=False, **options)


def softmax(values):
    values = np.asarray(values, np.float64).flatten()
    values = np.exp(values - values.max())
    return values / values.sum()


def runtime(path, image):
    session = onnxruntime.InferenceSession(str(path))
    wanted = session.get_inputs()[0]
    kinds = {"tensor(float16)": np.float16, "tensor(double)": np.float64}
    if wanted.shape[-1] == 3:
        image = image.transpose(0, 2, 3, 1)
    return session.run(None, {wanted.name: image.astype(kinds.get(wanted.type, np.float32))})[0]


def renamed(model, names, inputs):
    """The initializers by other names, and as inputs where old files have them."""
    for node in model.graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]
    for tensor in model.graph.initializer:
        tensor.name = names.get(tensor.name, tensor.name)
        if inputs:
            model.graph.input.append(helper.make_tensor_value_info(
                tensor.name, tensor.data_type, tensor.dims))
    return model


def as_field(model):
    """Values in float_data instead of raw_data."""
    for index, tensor in enumerate(model.graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.float32:
            model.graph.initializer[index].CopyFrom(helper.make_tensor(
                tensor.name, TensorProto.FLOAT, values.shape, values.flatten()))
    return model


def hand_made(net, old_average=False):
    """v1.1 in small, node by node as the zoo's files have it."""
    nodes, tensors, tip, number = [], [], "data_0", 0

    def conv(path, module, source, pads=0, stride=1, relu=True):
        for suffix, values in (("w", module.weight), ("b", module.bias)):
            array = values.detach().numpy()
            tensors.append(helper.make_tensor(
                f"{path}_{suffix}_0", TensorProto.FLOAT, array.shape, array.flatten()))
        nodes.append(helper.make_node(
            "Conv", [source, f"{path}_w_0", f"{path}_b_0"], [f"{path}_1"],
            kernel_shape=module.kernel_size, strides=[stride] * 2, pads=[pads] * 4))
        nodes.append(helper.make_node("Relu", [f"{path}_1"], [f"{path}_2"]))
        return f"{path}_2"

    for module in net.features:
        if isinstance(module, nn.Conv2d):
            tip = conv("conv1", module, tip, stride=2)
        elif isinstance(module, nn.MaxPool2d):
            number += 1
            # Caffe2 writes rounding up as a border.
            nodes.append(helper.make_node(
                "MaxPool", [tip], [f"pool{number}_1"], kernel_shape=[3, 3], strides=[2, 2],
                pads=[0, 0, 1, 1] if number == 2 else [0, 0, 0, 0]))
            tip = f"pool{number}_1"
        elif not isinstance(module, nn.ReLU):
            number += 0
            name = f"fire{len(tensors) // 6 + 2}"
            squeezed = conv(f"{name}/squeeze1x1", module.squeeze, tip)
            halves = [conv(f"{name}/expand1x1", module.expand1x1, squeezed),
                      conv(f"{name}/expand3x3", module.expand3x3, squeezed, 1)]
            nodes.append(helper.make_node(
                "Concat", halves, [f"{name}/concat_1", f"_{name}/concat_dims"][:1], axis=1))
            tip = f"{name}/concat_1"
    nodes.append(helper.make_node("Dropout", [tip], ["dropped", "_mask"], ratio=0.5))
    tip = conv("conv10", net.classifier[1], "dropped")
    if old_average:
        nodes.append(helper.make_node("AveragePool", [tip], ["pool10_1"], kernel_shape=[5, 5]))
        nodes.append(helper.make_node("Flatten", ["pool10_1"], ["flat"]))
    else:
        nodes.append(helper.make_node("GlobalAveragePool", [tip], ["flat"]))
    nodes.append(helper.make_node("Softmax", ["flat"], ["softmaxout_1"]))
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        nodes, "squeezenet_old", [value("data_0", TensorProto.FLOAT, [1, 3, SIZE, SIZE])],
        [value("softmaxout_1", TensorProto.FLOAT, [1, None, None, None][:2 if old_average else 4])],
        tensors)
    model = helper.make_model(
        graph, producer_name="onnx-caffe2", opset_imports=[helper.make_opsetid("", 9)],
        ir_version=3)
    return renamed(model, {}, True)


def constants(model):
    """Every initializer in a node of its own."""
    nodes = [helper.make_node("Constant", [], [tensor.name], value=tensor)
             for tensor in model.graph.initializer]
    old = list(model.graph.node)
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.node.extend(nodes + old)
    return model


class Images(quantization.CalibrationDataReader):
    def __init__(self, images, name):
        self.images = iter({name: image} for image in images)

    def get_next(self):
        return next(self.images, None)


def dequantised(model):
    """Arrays by the name of what their integers stand for, computed here."""
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    found = {}
    for node in model.graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in tensors:
            values, scale, zero = (tensors[name].astype(np.float64) for name in node.input)
            axes = (-1,) + (1,) * (values.ndim - 1)
            if scale.ndim:
                scale, zero = scale.reshape(axes), zero.reshape(axes)
            found[node.output[0]] = (values - zero) * scale
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    goldens = []

    def net(make=small, **options):
        torch.manual_seed(len(goldens) + 1)
        return make(**options)

    def write(name, model=None, answer=None, seed=None, **facts):
        """`model` is written where it is given; else the file is there."""
        seed = len(goldens) + 1
        path = folder / name
        if model is not None:
            onnx.checker.check_model(model)
            onnx.save(model, path)
        size = facts.pop("size", SIZE)
        channels = facts.pop("channels", 3)
        image = prepared(seed, size, size)[..., :channels].transpose(2, 0, 1)[None]
        raw = facts.pop("raw", None)
        if answer is None:
            answer = np.asarray(runtime(path, raw(image) if raw else image), np.float64).flatten()
        if len(answer) == 1:
            # A sigmoid in the graph, or a logit.
            one = answer[0] if facts.pop("sigmoid", False) else 1 / (1 + np.exp(-answer[0]))
            answer = np.array([1 - one, one])
        elif not (abs(answer.sum() - 1) < 1e-2 and (answer >= 0).all()):
            answer = softmax(answer)
        assert path.stat().st_size <= 30_000, (name, path.stat().st_size)
        goldens.append({
            "file": name, "seed": seed, "size": size, "softmax": [float(x) for x in answer],
            **facts})

    def load(net, **options):
        with tempfile.TemporaryDirectory() as scratch:
            export(net, f"{scratch}/x.onnx", **options)
            return onnx.load(f"{scratch}/x.onnx")

    # Both exporters of PyTorch.
    for opset in (9, 13, 17):
        write(f"torchscript{opset}.onnx", load(
            net(kernel=7, pools=(2, 4)), opset_version=opset, keep_initializers_as_inputs=opset == 9),
            convention="up")
    export(net(classes=2, blocks=1, pools=(2,)), folder / "dynamo.onnx", dynamo=True, external_data=True)
    write("dynamo.onnx", convention="up", beside=["dynamo.onnx.data"])
    export(net(pools=(2,), ceil_mode=False, blocks=1), folder / "dynamo_inside.onnx", dynamo=True,
           external_data=False, dynamic_shapes=({0: "batch", 2: "height", 3: "width"},))
    write("dynamo_inside.onnx", convention="down")
    write("normalised.onnx", load(
        net(lambda: randomised(OwnSqueezeNet(normalised=True))), opset_version=13,
        training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False))
    write("sequence.onnx", load(net(lambda: randomised(Sequence())), opset_version=11),
          convention="down")
    write("linear.onnx", load(net(lambda: randomised(Linear())), opset_version=13))
    write("bypass.onnx", load(net(lambda: randomised(Bypassed())), opset_version=13), sigmoid=True)

    # Preparation inside: the input of the network behind it is known, the pixels follow.
    def pixels(image):
        mean, std = (np.array(x, np.float32).reshape(1, 3, 1, 1) for x in (
            (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
        return (image * std + mean)

    write("prepared.onnx", load(Prepared(net()), opset_version=13),
          raw=lambda image: pixels(image) * 255, preprocessing="torchvision")
    write("prepared_unit.onnx", load(Prepared(net(), 1.0), opset_version=13),
          raw=pixels, preprocessing="torchvision")
    means = np.array([104, 117, 123], np.float32).reshape(1, 3, 1, 1)
    write("reversed.onnx", load(Reversed(net()), opset_version=13),
          raw=lambda image: (image + means)[:, ::-1].copy(), preprocessing="caffe")

    # Other types.
    for name, kind in (("half", torch.float16), ("double", torch.float64)):
        torch.manual_seed(len(goldens) + 1)
        typed = small().to(kind)
        with tempfile.TemporaryDirectory() as scratch:
            torch.onnx.export(typed, torch.zeros(1, 3, SIZE, SIZE, dtype=kind), f"{scratch}/x.onnx",
                              dynamo=False, opset_version=13)
            model = onnx.load(f"{scratch}/x.onnx")
        with torch.no_grad():
            image = torch.from_numpy(prepared(len(goldens) + 1, SIZE, SIZE)).permute(2, 0, 1)[None]
            answer = typed.double()(image.double()).numpy()
        write(f"{name}.onnx", model, answer=softmax(answer))
    torch.manual_seed(len(goldens) + 1)
    model = load(small(), opset_version=13)
    for index, tensor in enumerate(model.graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.float32:
            # 16-bit floats by their bits, in int32_data.
            cut, name = values.astype(np.float16), tensor.name
            model.graph.initializer[index].CopyFrom(TensorProto(
                name=name + "_h", data_type=TensorProto.FLOAT16, dims=cut.shape,
                int32_data=cut.view(np.uint16).flatten().tolist()))
            model.graph.node.insert(0, helper.make_node(
                "Cast", [name + "_h"], [name], to=TensorProto.FLOAT))
    write("half_bits.onnx", model)

    # The zoo's.
    write("caffe2.onnx", hand_made(net(pools=(2, 5))), preprocessing="caffe")
    gluon = hand_made(net(pools=(2, 4), ceil_mode=False, blocks=2), old_average=True)
    names = {}
    for tensor in gluon.graph.initializer:
        part = "weight" if "_w_" in tensor.name else "bias"
        names[tensor.name] = f"squeezenet0_conv{len(names) // 2}_{part}"
    for value in list(gluon.graph.input)[1:]:
        gluon.graph.input.remove(value)
    gluon.producer_name = ""
    for node in gluon.graph.node:
        node.input[:] = ["data" if name == "data_0" else name for name in node.input]
    gluon.graph.input[0].name = "data"
    write("gluon.onnx", renamed(gluon, names, True), preprocessing="torchvision")
    write("constants.onnx", constants(load(net(), opset_version=13)))
    named = load(net(classes=3), opset_version=13)
    entry = named.metadata_props.add()
    entry.key, entry.value = "class_names", '["daisy", "rose", "tulip"]'
    write("named.onnx", named, classes=["daisy", "rose", "tulip"])

    # int8: the answer in float32 with the kernels' integers and without rounding between layers.
    for name, form, kind in (
        ("qdq", quantization.QuantFormat.QDQ, quantization.QuantType.QInt8),
        ("qdq_uint8", quantization.QuantFormat.QDQ, quantization.QuantType.QUInt8),
        ("qlinear", quantization.QuantFormat.QOperator, quantization.QuantType.QUInt8),
    ):
        torch.manual_seed(len(goldens) + 1)
        float_net = small(blocks=2, pools=(2, 4))
        with tempfile.TemporaryDirectory() as scratch:
            export(float_net, f"{scratch}/x.onnx", opset_version=13)
            images = [prepared(seed, SIZE, SIZE).transpose(2, 0, 1)[None] for seed in range(90, 96)]

            def quantise(form, path):
                quantization.quantize_static(
                    f"{scratch}/x.onnx", path, Images(images, "image"), quant_format=form,
                    per_channel=True, activation_type=kind,
                    weight_type=quantization.QuantType.QInt8)
                return onnx.load(path)

            model = quantise(form, f"{scratch}/q.onnx")
            arrays = dequantised(quantise(quantization.QuantFormat.QDQ, f"{scratch}/d.onnx"))
        order = [node for node in onnx.load_from_string(
            load(float_net, opset_version=13).SerializeToString()).graph.node
            if node.op_type == "Conv"]
        state = float_net.state_dict()
        with torch.no_grad():
            for node in order:
                for path in node.input[1:]:
                    found = [values for key, values in arrays.items() if key.startswith(path)]
                    assert len(found) == 1, (path, list(arrays))
                    state[path].copy_(torch.from_numpy(found[0]))
            image = torch.from_numpy(prepared(len(goldens) + 1, SIZE, SIZE)).permute(2, 0, 1)[None]
            answer = float_net.double()(image.double()).numpy()
        write(f"{name}.onnx", model, answer=softmax(answer), quantised=True)
    (folder / "onnx.json").write_text(json.dumps({"files": goldens}, indent=1) + "\n")


if __name__ == "__main__":
    main()
