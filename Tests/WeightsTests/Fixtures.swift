import Files
import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

enum Fixtures {
  static let goldens = Goldens(.module)

  /// Seeded, with biases; torchvision's preparation so that no default can stand in for it.
  static let models: [Architecture: ModelWeights] = {
    var models: [Architecture: ModelWeights] = [:]
    for architecture in Architecture.published.map(\.architecture) {
      guard
        let seeded = try? ModelWeights.glorot(architecture: architecture, seed: 7, biasLimit: 0.1)
      else { continue }
      models[architecture] = try? ModelWeights(
        architecture: architecture, convolutions: seeded.convolutions,
        preprocessing: .caffeExact, paddingConvention: .paper, isTrained: true)
    }
    return models
  }()

  static func model(_ architecture: Architecture) throws -> ModelWeights {
    try #require(models[architecture])
  }

  /// Formats that hold any weights as they are, without a codebook.
  static let wholeFormats = WeightsFormats.writable.filter {
    $0 != CompressedFormat.self && $0 != DeepCompressionFormat.self
  }

  /// A whole pass in small.
  static func namedArrays() throws -> [NPZFile.Array] {
    let shapes = [("fire2", [3, 2, 8]), ("fire2/squeeze1x1", [2, 3, 4]), ("softmax", [1000])]
    return shapes.compactMap { name, shape in
      NPZFile.Array(name: name, shape: shape, values: ramp(shape.reduce(1, *)))
    }
  }

  /// 0, 1, 2, … quarters, minus 2, as the golden script's `ramp`.
  static func ramp(_ count: Int) -> [Float] { (0..<count).map { Float($0) / 4 - 2 } }

  /// SHA-256 of all values, layer by layer, kernel before bias.
  static func digest(_ model: ModelWeights) -> String {
    var bytes: [UInt8] = []
    for (name, _) in ModelWeights.layout(of: model.architecture) {
      bytes.append(littleEndian: model.convolutions[name]?.kernel ?? [])
      bytes.append(littleEndian: model.convolutions[name]?.bias ?? [])
    }
    return SHA256.hexDigest(bytes)
  }

  /// A small `.net` file: three and four entries a layer in turn. The gaps 1, 4, 2 and 7 put 0.5,
  /// −1.5, 0.75 and 2 at 1, 6, 9 and 17.
  static var smallNet: [UInt8] {
    let layout = ModelWeights.layout(of: .v10)
    let count = { $0 % 2 == 0 ? 3 : 4 }
    var bytes: [UInt8] = []
    for index in layout.indices { bytes.append(littleEndian: UInt32(count(index))) }
    for (index, (_, convolution)) in layout.enumerated() {
      bytes.append(littleEndian: [0, 0.5, -1.5, 0.75, 2] + [Float](repeating: 0, count: 251))
      bytes.append(littleEndian: [Float](repeating: 0.25, count: convolution.outputChannels))
      bytes += [1, 2, 3, 4].prefix(count(index))
      bytes += count(index) == 3 ? [0x41, 0x02] : [0x41, 0x72]
    }
    return bytes
  }
}

/// What the golden script says of a published file.
struct PublishedGolden: Decodable {
  struct Layer: Decodable {
    let layer: String
    let nonzero: Int
    let indices: [Int]
    let values: [Float]
    let lastBias: Float
  }

  let sha256: String
  let layers: [Layer]
  let entries: Int?
  let offsets: [Int]?
}

extension ModelWeights {
  /// Values and everything that is said about them.
  func isSame(as other: ModelWeights) -> Bool {
    architecture == other.architecture && convolutions == other.convolutions
      && preprocessing == other.preprocessing && paddingConvention == other.paddingConvention
      && isTrained == other.isTrained
  }
}

// Files in memory.
extension WeightsFormat {
  static func read(_ bytes: [UInt8]) throws(WeightsError) -> ModelWeights {
    try read(WeightsSource(bytes: bytes, path: "x"))
  }
}

extension WeightsReader {
  static func read(_ bytes: [UInt8], path: Path) throws(WeightsFileError) -> LoadedWeights {
    try read(WeightsSource(bytes: bytes, path: path))
  }
}

extension WeightsFormats {
  static func format(of bytes: [UInt8]) throws(WeightsError) -> any WeightsFormat.Type {
    try format(of: WeightsSource(bytes: bytes, path: "x"))
  }
}

extension UnreadKind {
  static func of(_ bytes: [UInt8]) -> UnreadKind? { of(WeightsSource(bytes: bytes, path: "x")) }
}

extension ZipArchive {
  static func read(_ bytes: [UInt8], limit: Int = SizeLimit.weights) throws(WeightsError)
    -> [Entry]
  {
    try read(WeightsSource(bytes: bytes, path: "x"), limit: limit)
  }
}

extension SafetensorsFile {
  static func decode(_ bytes: [UInt8]) throws(WeightsError) -> SafetensorsFile {
    try decode(WeightsSource(bytes: bytes, path: "x"))
  }
}

extension PickleTensor {
  func values(in bytes: [UInt8]) throws(WeightsError) -> [Float] {
    try values(in: bytes.indices, of: WeightsSource(bytes: bytes, path: "x"), name: "x")
  }
}
