"""Small SqueezeNets as Caffe files, and what OpenCV answers, which reads Caffe's files by itself.

    python3 Scripts/goldens/caffe_files.py Tests/WeightsTests/Goldens/caffe

Needs torch (for the networks of pytorch_files.py), OpenCV 4 (5 reads no Caffe files any more) and
caffe_pb2, which `protoc --python_out` makes of Caffe's own caffe.proto.
"""

import json
import pathlib
import sys
import tempfile

import caffe_pb2
import cv2
import numpy as np
import torch
from google.protobuf import text_format

from inputs import prepared
from pytorch_files import small

SIZE = 47


class Net:
    """Layer after layer of one of torch's networks, with its arrays."""

    def __init__(self, net, pools, last="conv10", border=0, split=False, bypass=False,
                 train=False, norm=False):
        self.arrays, self.message = {}, caffe_pb2.NetParameter(name="small_squeezenet")
        self.random = np.random.default_rng(5)
        if train:
            data = self.layer("Data", "data", [], ["data", "label"])
            data.transform_param.crop_size = SIZE
            data.transform_param.mean_value.extend([104, 117, 123])
        else:
            self.layer("Input", "data", [], ["data"]).input_param.shape.add().dim.extend(
                [1, 3, SIZE, SIZE])
        modules = list(net.features)
        tip = self.conv("conv1", modules[0], "data", stride=2, norm=norm)
        number = 1
        for place, module in enumerate(modules[2:], 2):
            if isinstance(module, torch.nn.MaxPool2d):
                pool = self.layer("Pooling", f"pool{number}", [tip], [f"pool{number}"])
                pool.pooling_param.kernel_size, pool.pooling_param.stride = 3, 2
                tip = f"pool{number}"
                continue
            number += 1
            name, before = f"fire{number}", tip
            squeezed = self.conv(f"{name}/squeeze1x1", module.squeeze, tip)
            ends = [squeezed, squeezed]
            if split:
                ends = [f"{squeezed}_split_{index}" for index in range(2)]
                self.layer("Split", f"{squeezed}_split", [squeezed], ends)
            halves = [self.conv(f"{name}/expand1x1", module.expand1x1, ends[0]),
                      self.conv(f"{name}/expand3x3", module.expand3x3, ends[1], pad=1)]
            self.layer("Concat", f"{name}/concat", halves, [f"{name}/concat"])
            tip = f"{name}/concat"
            if bypass and number == 3:
                self.layer("Eltwise", "bypass3", [before, tip], ["bypass3"])
                tip = "bypass3"
        self.layer("Dropout", "drop9", [tip], [tip]).dropout_param.dropout_ratio = 0.5
        tip = self.conv(last, net.classifier[1], tip, pad=border)
        pool = self.layer("Pooling", "pool10", [tip], ["pool10"])
        pool.pooling_param.pool, pool.pooling_param.global_pooling = 1, True
        if train:
            self.layer("SoftmaxWithLoss", "loss", ["pool10", "label"], ["loss"])
            self.layer("Accuracy", "accuracy", ["pool10", "label"], ["accuracy"])
        else:
            self.layer("Softmax", "prob", ["pool10"], ["prob"])

    def layer(self, kind, name, bottoms, tops):
        layer = self.message.layer.add(name=name, type=kind)
        layer.bottom.extend(bottoms)
        layer.top.extend(tops)
        return layer

    def conv(self, name, module, bottom, stride=1, pad=0, norm=False):
        layer = self.layer("Convolution", name, [bottom], [name])
        settings = layer.convolution_param
        settings.num_output = module.out_channels
        settings.kernel_size.append(module.kernel_size[0])
        if stride != 1:
            settings.stride.append(stride)
        if pad:
            settings.pad.append(pad)
        self.arrays[name] = [p.detach().numpy() for p in (module.weight, module.bias)]
        if norm:
            count = module.out_channels
            self.layer("BatchNorm", name + "_bn", [name], [name])
            self.arrays[name + "_bn"] = [
                self.random.normal(size=count) * 0.5, self.random.uniform(1, 3, count),
                np.array([2.0])]
            self.layer("Scale", name + "_scale", [name], [name]).scale_param.bias_term = True
            self.arrays[name + "_scale"] = [
                self.random.uniform(0.5, 2, count), self.random.normal(size=count)]
        self.layer("ReLU", f"relu_{name}", [name], [name])
        return name

    def text(self):
        return text_format.MessageToString(self.message)

    def model(self, form="shape"):
        """The layers with their arrays, as Caffe's snapshots have them."""
        model = caffe_pb2.NetParameter()
        model.CopyFrom(self.message)
        for layer in model.layer:
            for values in self.arrays.get(layer.name, []):
                fill(layer.blobs.add(), values, form)
        return model


def fill(blob, values, form):
    if form == "old":
        sizes = (1,) * (4 - values.ndim) + values.shape
        blob.num, blob.channels, blob.height, blob.width = sizes
    else:
        blob.shape.dim.extend(values.shape)
    if form == "double":
        blob.double_data.extend(values.flatten().tolist())
    else:
        blob.data.extend(values.flatten().tolist())


OLD = {"Convolution": 4, "Concat": 3, "Dropout": 6, "Pooling": 17, "ReLU": 18, "Softmax": 20,
       "Split": 22, "Eltwise": 25}


def old_layers(net):
    """The same in the layers of before 2015."""
    model = caffe_pb2.NetParameter(name=net.message.name)
    model.input.append("data")
    model.input_dim.extend([1, 3, SIZE, SIZE])
    for layer in net.message.layer:
        if layer.type == "Input":
            continue
        old = model.layers.add(name=layer.name, type=OLD[layer.type])
        old.bottom.extend(layer.bottom)
        old.top.extend(layer.top)
        for name in ("convolution_param", "pooling_param", "concat_param", "eltwise_param"):
            if layer.HasField(name):
                getattr(old, name).CopyFrom(getattr(layer, name))
        for values in net.arrays.get(layer.name, []):
            fill(old.blobs.add(), values, "old")
    return model


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def field(number, body):
    return varint(number << 3 | 2) + varint(len(body)) + body


def unpacked(net):
    """Values one by one, before the shape, which is how a reader may not expect them."""
    out = field(1, b"unpacked")
    for layer in net.message.layer:
        body = layer.SerializeToString()
        for values in net.arrays.get(layer.name, []):
            blob = b"".join(varint(5 << 3 | 5) + value.tobytes()
                            for value in values.astype("<f4").flatten())
            blob += field(7, field(1, b"".join(varint(size) for size in values.shape)))
            body += field(7, blob)
        out += field(100, body)
    return out


def bare(net):
    """Names and arrays, and nothing of the graph."""
    model = caffe_pb2.NetParameter(name="bare")
    for name, arrays in net.arrays.items():
        layer = model.layer.add(name=name, type="Convolution")
        for values in arrays:
            fill(layer.blobs.add(), values, "shape")
    return model


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    goldens = []

    def write(name, make, net, text=False, answered=None, renamed=None, **facts):
        """OpenCV reads `answered`, or the same network with its text."""
        seed = len(goldens) + 1
        data = make(net)
        data = data if isinstance(data, bytes) else data.SerializeToString()
        (folder / name).write_bytes(data)
        written = net.text()
        if renamed:
            written = written.replace(*renamed)
        if text:
            (folder / name).with_suffix(".prototxt").write_text(written)
        with tempfile.TemporaryDirectory() as scratch:
            path = pathlib.Path(scratch)
            (path / "a.prototxt").write_text((answered or net).text())
            (path / "a.caffemodel").write_bytes((answered or net).model().SerializeToString())
            reader = cv2.dnn.readNetFromCaffe(str(path / "a.prototxt"), str(path / "a.caffemodel"))
        image = prepared(seed, SIZE, SIZE).transpose(2, 0, 1)[None].copy()
        reader.setInput(image)
        answer = reader.forward().flatten()
        assert abs(answer.sum() - 1) < 1e-5 and len(data) <= 30_000, (answer, len(data))
        goldens.append({"file": name, "seed": seed, "size": SIZE,
                        "softmax": [float(value) for value in answer], **facts})

    def net(**options):
        torch.manual_seed(len(goldens) + 1)
        return small(**options)

    wide = dict(kernel=7, pools=(2, 4))
    caffe = "caffe"
    write("v10.caffemodel", Net.model, Net(net(**wide), (2, 4), border=1), text=True,
          preprocessing=caffe, convention="up")
    write("alone.caffemodel", Net.model, Net(net(), (2, 5), split=True), preprocessing=caffe)
    write("old.caffemodel", old_layers, Net(net(**wide), (2, 4)), preprocessing=caffe)
    seeded = net(classes=2)
    write("trained.caffemodel", Net.model, Net(seeded, (2, 5), train=True),
          answered=Net(seeded, (2, 5)), preprocessing=caffe)
    write("renamed.caffemodel", lambda net: net.model("double"),
          Net(net(classes=4), (2, 5), last="conv10-new"), text=True,
          renamed=("conv10-new", "conv10"), preprocessing=caffe)
    write("unpacked.caffemodel", unpacked, Net(net(), (2, 5)), preprocessing=caffe)
    write("bypass_norm.caffemodel", lambda net: net.model("old"),
          Net(net(), (2, 5), bypass=True, norm=True), preprocessing=caffe)
    # v1.1's places are assumed: after conv1 and fire3.
    write("bare.caffemodel", bare, Net(net(pools=(2, 5)), (2, 5), last="conv10_own"),
          preprocessing=caffe, assumed=True)
    (folder / "caffe.json").write_text(json.dumps({"files": goldens}, indent=1) + "\n")


if __name__ == "__main__":
    main()
