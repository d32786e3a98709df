/// One file format of weights. A format is one file that conforms, and one row in
/// `WeightsFormats.all`.
protocol WeightsFormat: Sendable {
  /// As messages and lists call it.
  static var name: String { get }
  /// Without the dot, lower case, the usual one first.
  static var fileExtensions: [String] { get }
  /// True where the content, not the name, looks like this format. Quick: it reads only its head
  /// or directory, and a damaged file may match, so that `read` can say what is wrong with it.
  static func matches(_ source: WeightsSource) -> Bool
  /// Trusts nothing in the file.
  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights
}

/// A format that can be written too.
protocol WritableWeightsFormat: WeightsFormat {
  /// The naming that its readers expect, where it has a choice.
  static var usualNaming: ArrayNaming { get }
  /// A file that `read` turns into the same weights.
  static func write(_ weights: ModelWeights, naming: ArrayNaming) throws(WeightsError) -> [UInt8]
  /// A file whose network takes pixels as they are; only graphs can say that.
  static func writeWithPreprocessing(_ weights: ModelWeights) throws(WeightsError) -> [UInt8]
}

extension WritableWeightsFormat {
  static var usualNaming: ArrayNaming { .layers }

  static func writeWithPreprocessing(_ weights: ModelWeights) throws(WeightsError) -> [UInt8] {
    throw .notWritable("\(name) holds no preprocessing as a part of the network, .onnx does")
  }
}

/// The table of formats, in the order in which content is compared with them.
public enum WeightsFormats {
  static let all: [any WeightsFormat.Type] = [
    PyTorchFormat.self, KerasFormat.self, NPZFormat.self, SafetensorsFormat.self,
    KerasHDF5Format.self, LegacyPyTorchFormat.self, NDFFormat.self, ONNXFormat.self,
    CaffeFormat.self, TFLiteFormat.self, NCNNFormat.self, CompressedFormat.self,
    DeepCompressionFormat.self,
  ]

  /// The names of all formats that can be read, for help texts.
  public static var names: [String] { all.map { $0.name } }

  /// File extensions that can be written, without the dot.
  public static var writableExtensions: [String] { writable.flatMap { $0.fileExtensions } }

  /// The usual extension of each format, for completion; those in which trained weights are
  /// published come first.
  public static var usualExtensions: [String] { usualExtensions(of: all) }
  public static var usualWritableExtensions: [String] { usualExtensions(of: writable) }

  private static func usualExtensions(of formats: [any WeightsFormat.Type]) -> [String] {
    formats.reversed().compactMap { $0.fileExtensions.first }
  }

  static var writable: [any WritableWeightsFormat.Type] {
    all.compactMap { $0 as? any WritableWeightsFormat.Type }
  }

  /// Tells whether what begins like this may be one of the formats.
  static func matches(_ beginning: WeightsSource) -> Bool {
    all.contains { $0.matches(beginning) }
  }

  static func format(of source: WeightsSource) throws(WeightsError) -> any WeightsFormat.Type {
    guard source.count > 0 else { throw .empty }
    if let kind = UnreadKind.of(source) { throw .unsupported(kind.description) }
    guard let format = all.first(where: { $0.matches(source) }) else {
      throw .unknownFormat(known: names)
    }
    return format
  }
}
