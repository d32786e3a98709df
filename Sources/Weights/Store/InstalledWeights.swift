import Files
import FoundationEssentials
import SqueezeNet

/// A file in the store.
public struct InstalledWeights: Sendable {
  public let path: Path
  /// The file's origin, as told when it was installed; nil for a file put there by hand.
  public let origin: String?
  /// The present content, or the reason why it can't be read.
  public let content: Result<WeightsSummary, WeightsFileError>

  public var name: String { path.name.description }
}

/// The content of a file of weights, in short.
public struct WeightsSummary: Sendable, Hashable {
  public let formatName: String
  public let architecture: Architecture
  public let preprocessing: Preprocessing
  public let paddingConvention: PaddingConvention
  public let isTrained: Bool
  public let classes: ClassNames
  /// Of the file that these were converted from.
  public let sourceHash: String?
  /// Of the whole file.
  public let byteCount: Int
  /// 64 hexadecimal digits.
  public let sha256: String

  /// Reads and hashes a file; this takes some tens of milliseconds.
  public init(path: Path) throws(WeightsFileError) {
    try self.init(try WeightsSource(path: path))
  }

  init(_ source: WeightsSource) throws(WeightsFileError) {
    let loaded = try WeightsReader.read(source)
    formatName = loaded.formatName
    architecture = loaded.weights.architecture
    preprocessing = loaded.weights.preprocessing
    paddingConvention = loaded.weights.paddingConvention
    isTrained = loaded.weights.isTrained
    classes = loaded.weights.classes
    sourceHash = loaded.weights.sourceHash
    byteCount = source.count
    do throws(WeightsError) {
      sha256 = try source.sha256()
    } catch {
      throw WeightsFileError(path: source.path, error)
    }
  }
}

/// The store's record of a file, as JSON beside it: enough to choose without reading it.
struct WeightsRecord: Codable {
  let architecture: String
  let isTrained: Bool
  /// Absent in records of before other numbers were read.
  let classCount: Int?
  let byteCount: Int
  let sha256: String
  let origin: String
  /// Of the installed file; nil in the records of earlier versions.
  var stamp: String?

  init(_ content: WeightsSummary, origin: String) {
    architecture = content.architecture.name
    isTrained = content.isTrained
    classCount = content.architecture.classCount
    byteCount = content.byteCount
    sha256 = content.sha256
    self.origin = origin
  }

  init?(_ json: [UInt8]) {
    guard let record = try? JSONDecoder().decode(Self.self, from: Data(json)) else { return nil }
    self = record
  }

  func isTrained(_ wanted: Architecture) -> Bool {
    isTrained && architecture == wanted.name
      && classCount ?? wanted.classCount == wanted.classCount
  }

  var encoded: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { Array($0) + [0x0A] } ?? []
  }
}
