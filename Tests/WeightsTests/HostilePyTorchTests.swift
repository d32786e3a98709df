import Foundation
import TestSupport
import Testing

@testable import Weights

/// Files that no PyTorch writes: nothing is run, nothing outside is read, nothing grows.
@Suite("Hostile PyTorch files")
struct HostilePyTorchTests {
  /// A pickle's opcodes, as PyTorch puts them together.
  enum Pickle {
    static func int(_ value: Int) -> [UInt8] {
      guard let small = Int32(exactly: value) else {
        var bytes: [UInt8] = [0x8A, 8]
        bytes.append(littleEndian: Int64(value))
        return bytes
      }
      var bytes: [UInt8] = [0x4A]
      bytes.append(littleEndian: small)
      return bytes
    }

    static func text(_ text: String) -> [UInt8] {
      var bytes: [UInt8] = [0x58]
      bytes.append(littleEndian: UInt32(text.utf8.count))
      return bytes + Array(text.utf8)
    }

    static func tuple(_ items: [UInt8]...) -> [UInt8] { [0x28] + items.joined() + [0x74] }
    static func ints(_ values: [Int]) -> [UInt8] { [0x28] + values.flatMap(int) + [0x74] }
    static func global(_ name: String) -> [UInt8] { Array("c\(name)\n".utf8) }

    static func tensor(
      count: Int, offset: Int, shape: [Int], strides: [Int], type: String = "FloatStorage",
      key: String = "0", view: [UInt8] = []
    ) -> [UInt8] {
      let storage = tuple(
        text("storage"), global("torch\n\(type)"), text(key), text("cpu"), int(count), view)
      return global("torch._utils\n_rebuild_tensor_v2")
        + tuple(storage + [0x51], int(offset), ints(shape), ints(strides), [0x89], [0x4E]) + [0x52]
    }

    static func whole(_ body: [UInt8]) -> [UInt8] { [0x80, 2] + body + [0x2E] }

    static func archive(_ body: [UInt8], data: [UInt8] = []) throws -> [UInt8] {
      try ZipArchive.write([
        ZipArchive.Entry(name: "x/data.pkl", bytes: whole(body)),
        ZipArchive.Entry(name: "x/data/0", bytes: data),
      ])
    }
  }

  private func values(_ tensor: [UInt8], of data: [Float]) throws -> [Float] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: data)
    let (value, pickle) = try PickleInterpreter.load(Pickle.whole(tensor), dialect: .pytorch)
    guard case .tensor(let tensor)? = pickle.object(value) else {
      Issue.record("no tensor")
      return []
    }
    return try tensor.values(in: bytes)
  }

  @Test func stridesAndOffsets() throws {
    let data = Fixtures.ramp(12)
    func found(_ offset: Int, _ shape: [Int], _ strides: [Int]) throws -> [Float] {
      try values(Pickle.tensor(count: 12, offset: offset, shape: shape, strides: strides), of: data)
    }
    #expect(try found(0, [3, 4], [4, 1]) == data)
    #expect(try found(2, [2, 2], [4, 1]) == [2, 3, 6, 7].map { data[$0] })
    #expect(try found(1, [4, 2], [1, 4]) == [1, 5, 2, 6, 3, 7, 4, 8].map { data[$0] })
    #expect(try found(11, [1, 1], [100, 100]) == [data[11]])
    #expect(try found(0, [3, 2], [0, 1]) == [0, 1, 0, 1, 0, 1].map { data[$0] })
    let view = Pickle.tuple(Pickle.text("v"), Pickle.int(4), Pickle.int(3))
    let inView = Pickle.tensor(count: 12, offset: 1, shape: [2], strides: [1], view: view)
    #expect(try values(inView, of: data) == [data[5], data[6]])
  }

  @Test func nothingOutsideIsRead() throws {
    let data = Fixtures.ramp(12)
    for (count, offset, shape, strides) in [
      (12, 0, [13], [1]), (12, 1, [12], [1]), (12, -1, [2], [1]), (12, 0, [2], [-1]),
      (12, 0, [2, 2], [11, 1]), (12, Int.max, [2], [1]), (12, 0, [2], [Int.max]),
      (12, 0, [Int.max, 2], [1, 1]), (12, 0, [-1], [1]), (12, 0, [0], [1]),
      (Int.max, 0, [2, 2], [Int.max - 1, Int.max - 1]), (12, Int.max - 1, [2], [Int.max]),
      (1 << 60, 0, [1 << 58], [1]), (1000, 500, [4], [1]),
      (Int.max, 12, [1], [1]), (12, 0, [4096, 4096, 3, 3], [0, 0, 0, 0]),
    ] {
      #expect(throws: WeightsError.self, "\(count) \(offset) \(shape) \(strides)") {
        try values(
          Pickle.tensor(count: count, offset: offset, shape: shape, strides: strides), of: data)
      }
    }
    for view in [(-1, 2), (11, 2), (0, 13), (Int.max, 1), (0, -1)] {
      let place = Pickle.tuple(Pickle.text("v"), Pickle.int(view.0), Pickle.int(view.1))
      let tensor = Pickle.tensor(count: 12, offset: 0, shape: [1], strides: [1], view: place)
      #expect(throws: WeightsError.self, "\(view)") { try values(tensor, of: data) }
    }
    #expect(throws: WeightsError.unsupportedType(array: "x", type: "LongStorage")) {
      try values(
        Pickle.tensor(count: 1, offset: 0, shape: [1], strides: [1], type: "LongStorage"), of: data)
    }
  }

  /// What would run a command is an object of some class, and stays one.
  @Test func nothingIsRun() throws {
    try TemporaryFolder.use { folder in
      let marker = folder.path("marker")
      let call = Pickle.global("os\nsystem") + Pickle.tuple(Pickle.text("touch \(marker)")) + [0x52]
      let bytes = try Pickle.archive(call)
      let error = #expect(throws: WeightsError.self) { try PyTorchFormat.read(bytes) }
      #expect(error?.description.contains("without a network") == true)
      #expect(!FileManager.default.fileExists(atPath: marker))
    }
  }

  /// Modules inside themselves and inside each other, in more ways than can be walked.
  @Test(arguments: [[0x68, 0] as [UInt8], [0x68, 0, 0x75, 0x68, 0]])
  func endless(_ ring: [UInt8]) throws {
    let record = Pickle.global("torch.nn\nModule") + [0x29, 0x81, 0x71, 0]
    var state: [UInt8] = [0x7D, 0x28] + Pickle.text("_modules") + [0x7D, 0x28]
    for name in 0..<50 { state += Pickle.text("m\(name)") + ring.prefix(2) }
    state += [0x75, 0x75, 0x62]
    let error = #expect(throws: WeightsError.self) {
      try PyTorchFormat.read(try Pickle.archive(record + state))
    }
    #expect(error?.description.contains("no names") == true)
  }

  @Test func nestedDeeply() throws {
    let nested = [UInt8](repeating: 0x29, count: 1) + [UInt8](repeating: 0x85, count: 90_000)
    #expect(throws: WeightsError.self) { try PyTorchFormat.read(try Pickle.archive(nested)) }
    var dictionaries: [UInt8] = []
    for _ in 0..<9000 { dictionaries += [0x7D] + Pickle.text("model") }
    dictionaries += [0x7D] + [UInt8](repeating: 0x73, count: 9000)
    #expect(throws: WeightsError.self) {
      try PyTorchFormat.read(try Pickle.archive(dictionaries))
    }
  }

  /// Lists that are made of one list and then grow would be copied each time.
  @Test func setsOfOneListAreNotCopied() throws {
    var body: [UInt8] = [0x5D, 0x28] + [UInt8](repeating: 0x4E, count: 40_000) + [0x65, 0x71, 0]
    for _ in 0..<8000 {
      body += Pickle.global("builtins\nset") + [0x68, 0, 0x85, 0x52, 0x4E, 0x61, 0x30]
    }
    #expect(throws: WeightsError.self) { try PyTorchFormat.read(try Pickle.archive(body)) }
  }

  @Test(arguments: ["state_dict.pth", "legacy.pth", "whole.pth", "scripted.pt"])
  func everyTruncationIsAnError(_ name: String) throws {
    let bytes = try PyTorchTests.bytes(name)
    // The last bytes of a zip archive may be missing: its comment.
    for length in stride(from: 0, to: bytes.count - 22, by: 61) {
      #expect(throws: WeightsFileError.self) {
        try WeightsReader.read(Array(bytes[..<length]), path: "x")
      }
    }
  }

  @Test(arguments: ["state_dict.pth", "legacy.pth", "whole.pth", "normalised.pth"])
  func damage(_ name: String) throws {
    let bytes = try PyTorchTests.bytes(name)
    var random = SplitMix64(seed: 9)
    for _ in 0..<1500 {
      var damaged = bytes
      for _ in 0...random.next() % 4 {
        damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(
          truncatingIfNeeded: random.next())
      }
      let read = try? WeightsReader.read(damaged, path: "x").weights
      #expect(read?.convolutions.values.allSatisfy { $0.kernel.areFinite } ?? true)
    }
  }
}
