import Files
import Foundation
import Inference
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// Small networks that PyTorch saved, and its own answers (`Scripts/goldens/pytorch_files.py`).
@Suite("PyTorch files")
struct PyTorchTests {
  struct Golden: Decodable {
    let size: Int
    let files: [File]

    struct File: Decodable, CustomTestStringConvertible {
      let file: String
      let seed: UInt64
      let softmax: [Double]
      let classes: [String]?
      var testDescription: String { file }
    }
  }

  static let golden = try? Fixtures.goldens.json("pytorch/pytorch", as: Golden.self)

  static func bytes(_ name: String) throws -> [UInt8] {
    try Fixtures.goldens.bytes("pytorch/\(name)")
  }

  static func read(_ name: String) throws -> ModelWeights {
    try WeightsReader.read(bytes(name), path: Path(name)).weights
  }

  @Test func thereAreFiles() { #expect(Self.golden?.files.count == 16) }

  @Test(arguments: golden?.files ?? [])
  func answersAsPyTorchDoes(_ file: Golden.File) throws {
    let weights = try Self.read(file.file)
    let size = try #require(Self.golden?.size)
    let network = try Network(
      architecture: weights.architecture, paddingConvention: weights.paddingConvention,
      size: InputSize(size), classes: weights.classes)
    let engine = try Engine(network: network, weights: weights, threads: 1, kernels: .best)
    try engine.setInput(SyntheticInput.values(shape: network.inputShape, seed: file.seed))
    engine.run()
    let answer = try #require(engine.activation(layer: network.layers.count - 1)).values
    #expect(answer.count == file.softmax.count)
    for (found, expected) in zip(answer, file.softmax) {
      #expect(abs(Double(found) - expected) <= 1e-5, "\(answer)")
    }
    #expect(weights.preprocessing == .torchvision)
    if let classes = file.classes { #expect(weights.classes.all == classes) }
  }
}

/// Networks by their arrays' names alone.
@Suite("Foreign networks")
struct ForeignNetworkTests {
  /// Arrays of zeros, or of what `values` says.
  static func arrays(
    _ shapes: [String: [Int]], _ values: [String: [Float]] = [:]
  ) -> [String: StoredArray] {
    Dictionary(
      uniqueKeysWithValues: shapes.map { name, shape in
        let zeros = [Float](repeating: 0, count: shape.contains(Int.max) ? 0 : shape.reduce(1, *))
        return (name, StoredArray(shape: shape) { values[name] ?? zeros })
      })
  }

  /// Two blocks; `part` names the convolutions of a block.
  static func shapes(
    _ squeeze: String, _ one: String, _ three: String, first: String = "conv1",
    last: String = "conv10"
  ) -> [String: [Int]] {
    var shapes = [
      "\(first).weight": [8, 3, 3, 3], "\(first).bias": [8], "\(last).weight": [5, 12, 1, 1],
      "\(last).bias": [5],
    ]
    for (number, widths) in [(2, [2, 8, 4, 6]), (3, [3, 10, 7, 5])] {
      for (path, shape) in [
        (squeeze, [widths[0], widths[1], 1, 1]), (one, [widths[2], widths[0], 1, 1]),
        (three, [widths[3], widths[0], 3, 3]),
      ] {
        let path = path.replacingOccurrences(of: "N", with: "\(number)")
        shapes[path + ".weight"] = shape
        shapes[path + ".bias"] = [shape[0]]
      }
    }
    return shapes
  }

  @Test(arguments: [
    ["fireN.squeeze", "fireN.expand_1x1", "fireN.expand_3x3", "conv1", "final_conv"],
    ["fireN.s1x1", "fireN.e1x1", "fireN.e3x3", "conv1", "conv10"],
    ["fireN.squeeze.0", "fireN.expand1x1.0", "fireN.expand3x3.0", "stem.0", "head.1"],
    ["net.N.conv1", "net.N.conv2", "net.N.conv3", "net.0", "classifier.0"],
    ["fireN_squeeze", "fireN_expand_1x1", "fireN_expand_3x3", "features.0", "classifier.1"],
  ])
  func names(_ paths: [String]) throws {
    let shapes = Self.shapes(paths[0], paths[1], paths[2], first: paths[3], last: paths[4])
    let model = try ModelWeights(arrays: Self.arrays(shapes), metadata: [:])
    #expect(model.architecture.fireBlocks.map(\.squeeze1x1) == [2, 3])
    #expect(model.architecture.fireBlocks.map(\.expand1x1) == [4, 7])
    #expect(model.architecture.fireBlocks.map(\.expand3x3) == [6, 5])
    #expect(model.architecture.classCount == 5)
    #expect(model.preprocessing == .torchvision)
    #expect(model.assumptions.contains { $0.contains("conv1") })
    #expect(model.assumptions.contains { $0.contains("poolings") })
  }

  static func error(
    _ shapes: [String: [Int]], _ values: [String: [Float]] = [:]
  ) -> String {
    do throws(WeightsError) {
      _ = try ModelWeights(arrays: arrays(shapes, values), metadata: [:])
      return ""
    } catch {
      return error.description
    }
  }

  @Test func refusals() {
    let good = Self.shapes("fireN.squeeze", "fireN.e1", "fireN.e3")
    #expect(Self.error(good).isEmpty)
    func changed(_ change: (inout [String: [Int]]) -> Void) -> String {
      var shapes = good
      change(&shapes)
      return Self.error(shapes)
    }
    #expect(changed { $0["fire3.e1.weight"] = nil }.contains("fire3.e3.weight"))
    #expect(changed { $0["fire2.squeeze.weight"] = [2, 9, 1, 1] }.contains("fire2.squeeze"))
    #expect(changed { $0["conv10.weight"] = nil }.contains("last convolution"))
    #expect(changed { $0["fc.weight"] = [5, 5] }.contains("fc.weight"))
    #expect(changed { $0["fire2.e1.bias"] = [9] }.contains("fire2.e1.bias"))
    // No sum of channels is out of reach.
    for name in ["fire2.e1.weight", "fire2.squeeze.weight", "conv1.weight", "conv10.weight"] {
      var shapes = good
      shapes[name]?[0] = Int.max
      #expect(!Self.error(shapes).isEmpty, "\(name)")
    }
    // What training leaves is no part of the network.
    #expect(changed { $0["criterion.weight"] = [5] }.isEmpty)
    #expect(changed { $0["fire2.bn.num_batches_tracked"] = [] }.isEmpty)
    // No bias is a bias of zeros.
    #expect(changed { $0["fire2.e1.bias"] = nil }.isEmpty)
    #expect(
      Self.error(good, ["fire2.e1.bias": [0, .nan, 0, 0]]).contains("fire2/expand1x1"))
  }

  @Test func batchNormalization() throws {
    func parts(_ path: String, _ channels: Int) -> [String: [Int]] {
      let names = ["weight", "bias", "running_mean", "running_var"]
      return Dictionary(uniqueKeysWithValues: names.map { ("\(path).\($0)", [channels]) })
    }
    let good = Self.shapes("fireN.squeeze", "fireN.e1", "fireN.e3")
    let values: [String: [Float]] = [
      "conv1.weight": [Float](repeating: 2, count: 216),
      "conv1.bias": [Float](repeating: 3, count: 8),
      "bn1.weight": [Float](repeating: 4, count: 8), "bn1.bias": [Float](repeating: 5, count: 8),
      "bn1.running_mean": [Float](repeating: 1, count: 8),
      "bn1.running_var": [Float](repeating: 4 - 1e-5, count: 8),
    ]
    let model = try ModelWeights(
      arrays: Self.arrays(good.merging(parts("bn1", 8)) { $1 }, values), metadata: [:])
    // (2 x + 3 − 1) · 4 / 2 + 5
    #expect(model.convolutions["conv1"]?.kernel.allSatisfy { abs($0 - 4) < 1e-6 } == true)
    #expect(model.convolutions["conv1"]?.bias.allSatisfy { abs($0 - 9) < 1e-6 } == true)
    // After the concatenation, or in front of everything.
    for (path, channels) in [("fire2.bn", 10), ("bn0", 3), ("fire3.norm", 12)] {
      let error = Self.error(good.merging(parts(path, channels)) { $1 })
      #expect(error.contains(path) && error.contains("batch normalisation"), "\(error)")
    }
  }

  @Test func linearHead() throws {
    var shapes = Self.shapes("fireN.squeeze", "fireN.e1", "fireN.e3", last: "fc")
    shapes["fc.weight"] = [5, 12]
    let model = try ModelWeights(arrays: Self.arrays(shapes), metadata: [:])
    #expect(model.architecture.classCount == 5)
    #expect(!model.paddingConvention.conv10HasReLU)
  }

  @Test(arguments: [
    ("layer1.0.conv1.weight", "ResNet"), ("features.1.conv.0.0.weight", "MobileNet"),
    ("features.denseblock1.denselayer1.conv1.weight", "DenseNet"),
    ("classifier.6.weight", "AlexNet"), ("blocks.0.attn.qkv.weight", "transformer"),
    ("_blocks.0._bn0.weight", "EfficientNet"), ("Mixed_5b.branch1x1.conv.weight", "Inception"),
    ("model.0.conv.weight", "YOLO"),
  ])
  func otherNetworks(_ name: String, _ network: String) {
    let error = Self.error([name: [8, 3, 3, 3], "conv1.weight": [64, 3, 7, 7]])
    #expect(error.contains(network) && error.contains(name), "\(error)")
  }
  /// torchvision's ConvNeXt, whose blocks are called like its EfficientNet's.
  @Test func marksOfOneNetworkInAnother() {
    let error = Self.error([
      "conv1.weight": [64, 3, 7, 7], "features.1.0.block.0.weight": [96, 1, 7, 7],
      "features.1.0.layer_scale": [96, 1, 1],
    ])
    #expect(error.contains("a ConvNeXt (it has features.1.0.layer_scale)"), "\(error)")
  }
}
