import Files
import Foundation
import Inference
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// Small networks that Keras saved, and its own answers (`Scripts/goldens/keras_files.py`).
@Suite("Keras files")
struct KerasTests {
  struct Golden: Decodable {
    let files: [File]

    struct File: Decodable, CustomTestStringConvertible {
      let file: String
      let seed: UInt64
      let size: Int
      let preprocessing: String
      let isInside: Bool
      let softmax: [Double]
      var testDescription: String { file }
    }
  }

  static let golden = try? Fixtures.goldens.json("keras/keras", as: Golden.self)

  static let files: [String: [UInt8]] = {
    guard let bytes = try? Fixtures.goldens.bytes("keras/files.zip"),
      let entries = try? ZipArchive.read(WeightsSource(bytes: bytes, path: "files.zip"))
    else { return [:] }
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.bytes) })
  }()

  /// Reads a file in a folder where its description lies, too.
  static func read(_ name: String) throws -> ModelWeights {
    try TemporaryFolder.use { folder in
      for file in [name, name.prefix { $0 != "." } + ".json"] {
        guard let bytes = files[file] else { continue }
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(file)))
      }
      return try WeightsReader.read(path: Path(folder.path(name))).weights
    }
  }

  @Test func thereAreFiles() { #expect(Self.golden?.files.count == 21) }

  @Test(arguments: golden?.files ?? [])
  func answersAsKerasDoes(_ file: Golden.File) throws {
    let weights = try Self.read(file.file)
    let network = try Network(
      architecture: weights.architecture, paddingConvention: weights.paddingConvention,
      size: InputSize(file.size), classes: weights.classes)
    let engine = try Engine(network: network, weights: weights, threads: 1, kernels: .best)
    let isAssumed = file.file.hasPrefix("order") || file.file.hasSuffix("order.h5")
    #expect(weights.preprocessing.name == file.preprocessing)
    #expect(weights.origins.preprocessing == (file.isInside ? .file : .assumed))
    #expect(weights.assumptions.isEmpty != (isAssumed || file.file == "rcmalli.h5"))
    if !isAssumed { #expect(weights.paddingConvention.defaultSize == InputSize(file.size)) }
    // Pixels: what the synthetic input has minus Caffe's means.
    let shape = network.inputShape
    let means: [Float] = [104, 117, 123]
    let pixels = SyntheticInput.values(shape: shape, seed: file.seed).enumerated().map {
      $1 + means[$0 % 3]
    }
    let levels = (0..<3).map { weights.preprocessing.levels(ofChannel: $0) }
    let isReversed = weights.preprocessing.order == .bgr
    try engine.setInput(
      pixels.indices.map { index in
        let channel = index % 3
        return levels[channel][Int(pixels[isReversed ? index - channel + 2 - channel : index])]
      })
    engine.run()
    let answer = try #require(engine.activation(layer: network.layers.count - 1)).values
    #expect(answer.count == file.softmax.count)
    for (found, expected) in zip(answer, file.softmax) {
      #expect(abs(Double(found) - expected) <= 1e-5, "\(answer)")
    }
  }

  @Test(arguments: [
    ("own.keras", "class of its own"), ("mobilenet.h5", "a MobileNet (it has conv_dw_1"),
    ("resnet.h5", "a ResNet (it has conv2_block1_out"), ("no_keras.h5", "without a Keras network"),
  ])
  func refusals(_ name: String, _ words: String) throws {
    let error = #expect(throws: WeightsFileError.self) { try Self.read(name) }
    #expect(error?.description.contains(words) == true, "\(error as Any)")
  }

  /// Its description names it, whatever its weights are.
  @Test func descriptionFirst() throws {
    let layer = #"{"class_name": "Activation", "config": {"name": "conv2_block1_out"}}"#
    let bytes = try ZipArchive.write([
      ZipArchive.Entry(
        name: "config.json",
        bytes: Array(#"{"class_name": "Sequential", "config": {"layers": [\#(layer)]}}"#.utf8)),
      ZipArchive.Entry(name: KerasFormat.weightsName, bytes: [1, 2, 3]),
    ])
    let error = #expect(throws: WeightsFileError.self) {
      try WeightsReader.read(WeightsSource(bytes: bytes, path: "x.keras"))
    }
    #expect(error?.description.contains("a ResNet") == true)
  }

  @Test func conventions() throws {
    #expect(try Self.read("order.weights.h5").paddingConvention == .keras)
    let caffe = try Self.read("rcmalli.h5")
    #expect(caffe.paddingConvention.pooling == .roundedDown)
    #expect(caffe.paddingConvention.conv10HasReLU)
    #expect(caffe.preprocessing == .caffeExact)
    #expect(try Self.read("normalised.keras").architecture.fireBlocks[0].isExpand3x3First)
    #expect(try Self.read("bypass.keras").architecture.bypass == .simple)
    #expect(try Self.read("keras2.h5").recognition.contains("Keras 2"))
  }

  /// Damage in a whole file, in its description, and in the zip archive around both.
  @Test(arguments: ["trained.keras", "valid.h5", "order_normalised.weights.h5", "keras1.h5"])
  func damaged(_ name: String) throws {
    let bytes = try #require(Self.files[name])
    var generator = SplitMix(seed: 7)
    var refused = 0
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0...generator.next() % 8 {
        let place = Int(generator.next() % UInt64(bytes.count))
        damaged[place] = bytes[Int(generator.next() % UInt64(bytes.count))]
      }
      do throws(WeightsFileError) {
        _ = try WeightsReader.read(WeightsSource(bytes: damaged, path: Path(name)))
      } catch { refused += 1 }
    }
    #expect(refused > 0)
    for length in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: WeightsFileError.self) {
        try WeightsReader.read(WeightsSource(bytes: Array(bytes.prefix(length)), path: Path(name)))
      }
    }
  }

  /// Descriptions that no Keras writes: each ends, with a network or an error.
  @Test func descriptions() throws {
    let file = try HDF5File(try #require(Self.files["valid.h5"]))
    let text = try #require(file.root.attributes["model_config"]?.first)
    func error(_ change: (String) -> String) -> String {
      do throws(WeightsError) {
        let model = try KerasHDF5Format.model(Array(change(text).utf8))
        _ = try KerasHDF5Format.weights(of: model) { file }
        return ""
      } catch { return error.description }
    }
    #expect(error { $0 } == "")
    func replaced(_ one: String, _ other: String) -> String {
      error { $0.replacingOccurrences(of: one, with: other) }
    }
    #expect(replaced("\"relu\"", "\"elu\"").contains("the activation elu"))
    #expect(replaced("\"MaxPooling2D\"", "\"AveragePooling2D\"").contains("an average pooling"))
    #expect(replaced("\"Conv2D\"", "\"SeparableConv2D\"").contains("a SeparableConv2D layer"))
    #expect(replaced("\"Dropout\"", "\"Lambda\"").contains("whose code is never run"))
    #expect(replaced("\"axis\": -1", "\"axis\": 2").contains("along axis 2"))
    #expect(replaced("\"pool_size\": [3, 3]", "\"pool_size\": [2, 2]").contains("2x2"))
    #expect(replaced("\"strides\": [2, 2]", "\"strides\": [9e99, 2]").contains("pooling"))
    // Layers that read themselves, each other, or none.
    #expect(!replaced("keras_history", "history").isEmpty)
    #expect(!error { _ in String(repeating: "[", count: 100_000) }.isEmpty)
    #expect(
      !error { _ in
        "{\"config\": {\"layers\": [\(String(repeating: "{\"config\": {\"layers\": [", count: 500))"
      }.isEmpty)
    let names = text.matches(of: #/"keras_history": \["([a-z0-9_]+)"/#).map { String($0.1) }
    for one in Set(names) {
      for other in Set(names) { _ = replaced("[\"\(one)\", 0", "[\"\(other)\", 0") }
    }
  }
}

/// JSON, as Python writes it.
@Suite("JSON values")
struct JSONValueTests {
  @Test func values() {
    let text = #"""
      {"a": [1, -2.5e3, true, false, null], "b\n\u00fc\ud83d\ude00": {"c": "x\/y"}, "d": {}, "e": []}
      """#
    #expect(
      JSONValue(parsing: Array(text.utf8))
        == .object([
          "a": .list([.number(1), .number(-2500), .bool(true), .bool(false), .null]),
          "b\nü😀": .object(["c": .text("x/y")]), "d": .object([:]), "e": .list([]),
        ]))
  }

  @Test(arguments: [
    "", "{", "[1,", "[1 2]", "{\"a\" 1}", "\"a", "\"\\", "\"\\u12", "1 2", "nul", "{1: 2}", "[,]",
    "NaN", "--1",
    String(repeating: "[", count: 200) + String(repeating: "]", count: 200),
  ])
  func malformed(_ text: String) { #expect(JSONValue(parsing: Array(text.utf8)) == nil) }
}
