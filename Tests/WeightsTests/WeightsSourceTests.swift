import Files
import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// A file is read by ranges and only inside itself, whatever happens to it meanwhile.
@Suite("Weights by ranges")
struct WeightsSourceTests {
  private static let content = Array((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })

  @Test func ranges() throws {
    try TemporaryFolder.use { folder in
      try folder.write(Self.content, "a.bin")
      let path = folder.path("a.bin").asPath
      for source in [try WeightsSource(path: path), WeightsSource(bytes: Self.content, path: path)]
      {
        #expect(source.count == 10_000)
        #expect(source.head == Array(Self.content.prefix(4096)))
        #expect(try source.whole() == Self.content)
        #expect(try source.bytes(9_990..<10_000) == Array(Self.content.suffix(10)))
        #expect(try source.bytes(10_000..<10_000).isEmpty)
        #expect(try source.sha256() == SHA256.hexDigest(Self.content))
        for range in [9_999..<10_001, 10_001..<10_002, -1..<3, Int.min..<0, 0..<Int.max] {
          #expect(throws: WeightsError.self, "\(range)") { try source.bytes(range) }
        }
        #expect(
          throws: WeightsError.truncated(offset: 9_999, needed: 2, left: 1)
        ) { try source.bytes(9_999..<10_001) }
      }
    }
  }

  @Test func siblings() throws {
    try TemporaryFolder.use { folder in
      try folder.write([1, 2, 3], "a.bin")
      try folder.write([4], "b.bin")
      try folder.write([], "empty")
      try FileManager.default.createDirectory(
        atPath: folder.path("c"), withIntermediateDirectories: false)
      try folder.write([5], "c/d.bin")
      #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
      symlink("b.bin", folder.path("link"))
      let source = try WeightsSource(path: folder.path("a.bin").asPath)
      #expect(try source.sibling("b.bin")?.whole() == [4])
      #expect(try source.sibling("link")?.whole() == [4])
      #expect(try source.sibling("empty")?.whole() == [])
      for none in ["e.bin", "c", "pipe"] { #expect(try source.sibling(none) == nil, "\(none)") }
      for name in ["", ".", "..", "../a.bin", "c/d.bin", "/etc/passwd", "b.bin\0"] {
        let error = #expect(throws: WeightsError.self, "\(name)") { try source.sibling(name) }
        #expect(error?.description.contains("outside of its folder") == true)
      }
      #expect(try WeightsSource(bytes: [1], path: "x").sibling("b.bin") == nil)
    }
  }

  @Test func pipe() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("pipe")
      #expect(mkfifo(path, 0o600) == 0)
      let bytes = try NPZFormat.write(Fixtures.model(.v11), naming: .layers)
      let writer = Thread { try? Data(bytes).write(to: URL(filePath: path)) }
      writer.start()
      let loaded = try WeightsReader.read(path: path.asPath)
      #expect(loaded.weights.convolutions == (try Fixtures.model(.v11)).convolutions)
    }
  }

  @Test(arguments: [false, true]) func changesMeanwhile(_ isShrunk: Bool) throws {
    try TemporaryFolder.use { folder in
      let bytes = try SafetensorsFormat.write(Fixtures.model(.v11), naming: .layers)
      try folder.write(bytes, "a.safetensors")
      let path = folder.path("a.safetensors")
      let source = try WeightsSource(path: path.asPath)
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      if isShrunk {
        try handle.truncate(atOffset: 1 << 20)
        #expect(throws: WeightsError.self) { try source.whole() }
      } else {
        try handle.write(contentsOf: Data(bytes.prefix(64)))
        // Within the clock's tick it would have the same time.
        utimes(path, [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)])
      }
      try handle.close()
      let error = #expect(throws: WeightsFileError.self) { try WeightsReader.read(source) }
      #expect(error?.exitCode == 66)
      #expect(error?.description.contains("another program") == true)
    }
  }
}

/// Files of hundreds of megabytes, nearly all of them holes.
@Suite("Large files")
struct LargeFileTests {
  private typealias Pickle = HostilePyTorchTests.Pickle

  /// Writes parts one after the other; a number is that many zeros.
  private enum Part {
    case bytes([UInt8])
    case zeros(Int)
    var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .zeros(let count): count
      }
    }
  }

  private static func write(_ parts: [Part], _ path: String) throws {
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    var offset: UInt64 = 0
    for part in parts {
      if case .bytes(let bytes) = part {
        try handle.seek(toOffset: offset)
        try handle.write(contentsOf: Data(bytes))
      }
      offset += UInt64(part.count)
    }
    try handle.truncate(atOffset: offset)
    try handle.close()
  }

  /// A zip archive of stored files without checksums, as PyTorch can write it.
  private static func zip(_ files: [(name: String, content: Part)]) -> [Part] {
    var parts: [Part] = []
    var (directory, offset): ([UInt8], Int) = ([], 0)
    for (name, content) in files {
      // Version, flags, method, time, date, CRC, sizes, length of the name.
      var fields: [UInt8] = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0, 0, 0, 0, 0]
      fields.append(littleEndian: UInt32(content.count))
      fields.append(littleEndian: UInt32(content.count))
      fields.append(littleEndian: UInt32(name.utf8.count))
      directory += [0x50, 0x4B, 1, 2, 20, 0] + fields + [UInt8](repeating: 0, count: 10)
      directory.append(littleEndian: UInt32(offset))
      directory += Array(name.utf8)
      let header = [0x50, 0x4B, 3, 4] + fields + Array(name.utf8)
      parts += [.bytes(header), content]
      offset += header.count + content.count
    }
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    for _ in 0..<2 { end.append(littleEndian: UInt16(files.count)) }
    end.append(littleEndian: UInt32(directory.count))
    end.append(littleEndian: UInt32(offset))
    return parts + [.bytes(directory + end + [0, 0])]
  }

  /// A dictionary of tensors, the storage of each with its place in the list as key.
  private static func dictionary(_ arrays: [(String, [Int])], from first: Int = 0) -> [UInt8] {
    var body: [UInt8] = [0x7D, 0x28]
    for (index, (name, shape)) in arrays.enumerated() {
      var strides = [1]
      for size in shape.dropFirst().reversed() { strides.insert(strides[0] * size, at: 0) }
      body += Pickle.text(name)
      body += Pickle.tensor(
        count: shape.reduce(1, *), offset: 0, shape: shape, strides: strides,
        key: "\(first + index)")
    }
    return body + [0x75]
  }

  private static func archive(_ body: [UInt8], _ arrays: [(String, [Int])]) -> [Part] {
    zip(
      [("x/data.pkl", .bytes(Pickle.whole(body)))]
        + arrays.enumerated().map { ("x/data/\($0)", .zeros($1.1.reduce(4, *))) })
  }

  private static let alexNet: [(String, [Int])] = [
    ("features.0.weight", [64, 3, 11, 11]), ("features.10.weight", [256, 256, 3, 3]),
    ("classifier.1.weight", [4096, 9216]), ("classifier.4.weight", [4096, 4096]),
    ("classifier.6.weight", [1000, 4096]),
  ]
  private static let transformer: [(String, [Int])] = [
    ("class_token", [1, 1, 1024]), ("conv_proj.weight", [1024, 3, 16, 16]),
    ("encoder.layers.0.self_attention.in_proj_weight", [80_000, 1024]),
  ]

  @Test(arguments: [(alexNet, "AlexNet"), (transformer, "transformer")])
  func otherNetworksAreNamed(_ arrays: [(String, [Int])], _ name: String) throws {
    let legacy: [Part] =
      [
        .bytes([
          0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
        ])
      ]
      + [[0x4A, 0xE9, 3, 0, 0], [0x7D]].map { .bytes(Pickle.whole($0)) }
      + [
        .bytes(Pickle.whole(Self.dictionary(arrays))),
        .bytes(
          Pickle.whole([0x5D, 0x28] + arrays.indices.flatMap { Pickle.text("\($0)") } + [0x65])),
      ]
      + arrays.flatMap { _, shape -> [Part] in
        var count: [UInt8] = []
        count.append(littleEndian: UInt64(shape.reduce(1, *)))
        return [.bytes(count), .zeros(shape.reduce(4, *))]
      }
    var position = 0
    let header = arrays.map { name, shape in
      defer { position += shape.reduce(4, *) }
      return
        #""\#(name)":{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(position),\#(position + shape.reduce(4, *))]}"#
    }.joined(separator: ",")
    var length: [UInt8] = []
    length.append(littleEndian: UInt64(header.utf8.count + 2))
    let safetensors: [Part] = [.bytes(length + Array("{\(header)}".utf8)), .zeros(position)]
    try TemporaryFolder.use { folder in
      for parts in [Self.archive(Self.dictionary(arrays), arrays), legacy, safetensors] {
        let path = folder.path("large")
        try Self.write(parts, path)
        let error = #expect(throws: WeightsFileError.self) {
          try WeightsReader.read(path: path.asPath)
        }
        #expect(error?.exitCode == 65)
        #expect(error?.description.contains(name) == true, "\(error?.description ?? "")")
      }
    }
  }

  /// A network in a checkpoint with the moments of an optimizer, 600 MB of them.
  @Test(arguments: [75_000_000, 10_000_000]) func checkpoint(_ count: Int) throws {
    let network = ModelWeights.layout(of: .v11).flatMap { layer, convolution in
      let prefix = ArrayNaming.torchvision.prefix(of: layer, in: .v11)
      return [
        ("\(prefix).weight", convolution.kernelShape),
        ("\(prefix).bias", [convolution.outputChannels]),
      ]
    }
    let moments = [("exp_avg", [count]), ("exp_avg_sq", [count])]
    let body =
      [0x7D, 0x28] + Pickle.text("optimizer") + Self.dictionary(moments, from: network.count)
      + Pickle.text("state_dict") + Self.dictionary(network) + [0x75]
    try TemporaryFolder.use { folder in
      let path = folder.path("best.ckpt").asPath
      try Self.write(Self.archive(body, network + moments), folder.path("best.ckpt"))
      #expect(try WeightsSource(path: path).count > 8 * count)
      #expect(try WeightsReader.read(path: path).weights.architecture == .v11)
      // What is installed is the network alone; the hash of more takes seconds.
      guard count <= 10_000_000 else { return }
      let store = WeightsStore(directory: folder.path("store").asPath)
      let added = try store.add(path).entry
      #expect(try WeightsSource(path: added.path).count < 6_000_000)
    }
  }

  /// A tensor that looks at one value in a megabyte is not read through.
  @Test func farApart() throws {
    let tensor = Pickle.tensor(
      count: 1 << 28, offset: 0, shape: [8, 3, 3, 3], strides: [1 << 24, 1 << 20, 1 << 18, 1])
    try TemporaryFolder.use { folder in
      let path = folder.path("x.pth")
      let body = [0x7D] + Pickle.text("features.0.weight") + tensor + [0x73]
      try Self.write(
        Self.zip([("x/data.pkl", .bytes(Pickle.whole(body))), ("x/data/0", .zeros(4 << 28))]), path)
      let file = try PyTorchFile(archive: try WeightsSource(path: path.asPath))
      for case .tensor(let tensor) in file.pickle.objects {
        #expect(throws: WeightsError.self) { try file.array(tensor, name: "x").values() }
      }
    }
  }
}
