import Files
import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// Graph files that no program writes: cut off, damaged, and such as claim more than they have.
@Suite("Hostile graph files")
struct HostileGraphTests {
  static let files = [
    "onnx/gluon.onnx", "onnx/qlinear.onnx", "onnx/constants.onnx", "caffe/old.caffemodel",
    "caffe/unpacked.caffemodel",
    "tensorflow/int8.tflite", "tensorflow/half.tflite",
  ]

  private static func read(_ bytes: [UInt8]) throws -> ModelWeights {
    try WeightsReader.read(WeightsSource(bytes: bytes, path: "x")).weights
  }

  @Test(arguments: files) func truncationsAreErrorsOrTheSame(_ name: String) throws {
    let bytes = try Fixtures.goldens.bytes(name)
    let whole = try Self.read(bytes)
    for length in stride(from: 0, to: bytes.count, by: 5) {
      // Behind the graph only what it imports is cut off.
      if let found = try? Self.read(Array(bytes[..<length])) {
        #expect(found.convolutions == whole.convolutions, "\(length) of \(bytes.count)")
      }
    }
  }

  @Test(arguments: files) func damage(_ name: String) throws {
    let bytes = try Fixtures.goldens.bytes(name)
    var random = SplitMix64(seed: 11)
    for _ in 0..<1500 {
      var damaged = bytes
      for _ in 0...random.next() % 4 {
        damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(
          truncatingIfNeeded: random.next())
      }
      let read = try? Self.read(damaged)
      #expect(read?.convolutions.values.allSatisfy { $0.kernel.areFinite } ?? true)
    }
  }

  /// Two files: one of them cut off or damaged.
  @Test(arguments: ["half.param", "half.bin", "v11.param", "v11.bin"])
  func damagedPairs(_ name: String) throws {
    try TemporaryFolder.use { folder in
      let stem = String(name.prefix { $0 != "." })
      func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
      }
      for ending in ["param", "bin"] {
        try write("\(stem).\(ending)", Fixtures.goldens.bytes("ncnn/\(stem).\(ending)"))
      }
      let path = Path(folder.path("\(stem).param"))
      let whole = try WeightsReader.read(path: path).weights
      let bytes = try Fixtures.goldens.bytes("ncnn/\(name)")
      for length in stride(from: 1, to: bytes.count - 1, by: 37) {
        try write(name, Array(bytes[..<length]))
        let found = try? WeightsReader.read(path: path).weights
        #expect(found.map { $0.convolutions == whole.convolutions } ?? true, "\(length)")
      }
      var random = SplitMix64(seed: 13)
      for _ in 0..<300 {
        var damaged = bytes
        for _ in 0...random.next() % 4 {
          damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(
            truncatingIfNeeded: random.next())
        }
        try write(name, damaged)
        let read = try? WeightsReader.read(path: path).weights
        #expect(read?.convolutions.values.allSatisfy { $0.kernel.areFinite } ?? true)
      }
    }
  }

  @Test func halfOfAPair() throws {
    for (name, words) in [("half.param", "put the .bin"), ("half.bin", "put the .param")] {
      let bytes = try Fixtures.goldens.bytes("ncnn/\(name)")
      let error = #expect(throws: WeightsFileError.self) {
        try WeightsReader.read(WeightsSource(bytes: bytes, path: Path(name)))
      }
      #expect(error?.description.contains(words) == true)
    }
  }

  // MARK: Protobuf

  private static func varint(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(varint: value)
    return bytes
  }

  /// A field of bytes.
  private static func field(_ number: UInt64, _ body: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(body.count)) + body
  }

  private static func field(_ number: UInt64, _ value: UInt64) -> [UInt8] {
    varint(number << 3) + varint(value)
  }

  @Test func protobuf() throws {
    func error(_ bytes: [UInt8]) -> String? {
      do throws(WeightsError) {
        try ProtobufMessage.read(bytes[...]) { _ throws(WeightsError) in }
        return nil
      } catch {
        return error.description
      }
    }
    #expect(error([]) == nil)
    // All types of the wire, and a number that is too large for any message.
    #expect(error(Self.field(1, 300) + Self.field(0x1FFF_FFFF, [1, 2, 3])) == nil)
    #expect(error([0x09] + [UInt8](repeating: 1, count: 8) + [0x0D, 1, 2, 3, 4]) == nil)
    for (bytes, words) in [
      ([0x0A], "ends too early"), ([0x0A, 5, 1, 2, 3, 4], "ends too early"),
      ([0x0A] + Self.varint(UInt64.max), "ends too early"),
      ([0x0A] + Self.varint(1 << 63), "ends too early"), ([0x08], "ends too early"),
      ([0x08, 0x80, 0x80], "ends too early"), ([0x09, 1, 2], "ends too early"),
      ([0x0D, 1, 2], "ends too early"), ([0x0B], "wire type 3"), ([0x0C], "wire type 4"),
      ([0x0F], "wire type 7"), ([0x00, 1], "without a number"),
      ([0x08] + [UInt8](repeating: 0xFF, count: 11), "ten bytes"),
    ] as [([UInt8], String)] {
      #expect(error(bytes)?.contains(words) == true, "\(bytes): \(error(bytes) ?? "")")
    }
    var values: [Int] = []
    try ProtobufMessage.read(Self.field(1, [1, 0x96, 1, 0])[...]) { field throws(WeightsError) in
      values = try field.value.integers()
    }
    #expect(values == [1, 150, 0])
  }

  private static func model(_ graph: [UInt8]) -> [UInt8] {
    field(1, 8) + field(2, Array("x".utf8)) + field(7, graph)
  }

  @Test func claims() throws {
    let text = { (text: String) in Array(text.utf8) }
    func error(_ graph: [UInt8]) -> String {
      do throws(WeightsFileError) {
        _ = try WeightsReader.read(WeightsSource(bytes: Self.model(graph), path: "x"))
        return ""
      } catch {
        return error.description
      }
    }
    let input = Self.field(11, Self.field(1, text("image")))
    #expect(error([]).contains("without an input"))
    #expect(error(input).contains("no last convolution"))
    // Sizes that no file has, under a node that asks for them.
    for sizes in [
      [UInt64.max, 3, 3, 3], [1 << 62, 1 << 62, 3, 3], [8, 3, 1 << 40, 1 << 40], [8, 3, 3, 3],
      [0, 3, 3, 3], [65_536, 3, 3, 3], [],
    ] {
      let tensor = Self.field(
        5,
        sizes.flatMap { Self.field(1, $0) } + Self.field(2, 1) + Self.field(8, text("w"))
          + Self.field(9, [1, 2, 3, 4]))
      for type in ["Conv", "Gemm", "Transpose", "Reshape", "DequantizeLinear", "Mul", "ReduceMean"]
      {
        let names =
          type == "Conv" || type == "Mul" || type == "Gemm" ? ["image", "w"] : ["w", "w"]
        let node = Self.field(
          1,
          names.flatMap { Self.field(1, text($0)) } + Self.field(2, text("y"))
            + Self.field(4, text(type))
            + Self.field(
              5, Self.field(1, text("perm")) + [3, 2, 1, 0].flatMap { Self.field(8, $0) }))
        let relu = Self.field(
          1, Self.field(1, text("y")) + Self.field(2, text("z")) + Self.field(4, text("Relu")))
        let line = error(input + tensor + node + relu + Self.field(12, Self.field(1, text("z"))))
        #expect(!line.isEmpty, "\(sizes) \(type)")
      }
    }
    // More nodes than a network has, each of two bytes.
    let many = error(Array((0..<200_000).map { _ in [0x0A, 0] as [UInt8] }.joined()))
    #expect(many.contains("4096"), "\(many)")
    // Messages inside messages are not followed.
    var nested: [UInt8] = []
    for _ in 0..<2000 { nested = Self.field(1, nested) }
    #expect(error(nested).contains("without an input"))
  }

  /// Arrays in a file that is not there, or not in the folder.
  @Test func externalArrays() throws {
    try TemporaryFolder.use { folder in
      let bytes = try Fixtures.goldens.bytes("onnx/dynamo.onnx")
      func error(_ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path("dynamo.onnx")))
        do throws(WeightsFileError) {
          _ = try WeightsReader.read(path: Path(folder.path("dynamo.onnx")))
          return ""
        } catch {
          return error.description
        }
      }
      #expect(try error(bytes).contains("dynamo.onnx.data"))
      let values = try Fixtures.goldens.bytes("onnx/dynamo.onnx.data")
      let data = URL(fileURLWithPath: folder.path("dynamo.onnx.data"))
      try Data(values).write(to: data)
      #expect(try error(bytes).isEmpty)
      try Data(values.dropLast(400)).write(to: data)
      #expect(try error(bytes).contains("lies behind the end of dynamo.onnx.data"))
      // Another folder's file.
      let name = Array("dynamo.onnx.data".utf8)
      var changed = bytes
      var place = 0
      while place + name.count <= changed.count {
        if changed[place..<place + name.count].elementsEqual(name) {
          changed.replaceSubrange(place..<place + 3, with: Array("../".utf8))
        }
        place += 1
      }
      #expect(try error(changed).contains("outside of its folder"))
    }
  }
}
