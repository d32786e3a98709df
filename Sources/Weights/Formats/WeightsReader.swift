import Files
import SqueezeNet

/// Weights and where they came from.
public struct LoadedWeights: Sendable {
  public let weights: ModelWeights
  /// Nil for seeded weights, which come from no file.
  public let path: Path?
  /// One of `WeightsFormats.names`, or `seeded`.
  public let formatName: String
  /// True where an installed file is another one than was installed.
  public internal(set) var isAltered = false

  /// Untrained weights of an architecture, the same in every run.
  public static func seeded(_ architecture: Architecture) throws(WeightsError) -> LoadedWeights {
    LoadedWeights(
      weights: try .glorot(architecture: architecture), path: nil, formatName: "seeded")
  }

  /// - Throws: `WeightsFileError` (bad data) when these are not weights of the architecture that
  ///   was asked for.
  public func require(_ architecture: Architecture) throws(WeightsFileError) {
    guard !weights.architecture.hasLayers(of: architecture) else { return }
    throw WeightsFileError(
      path: path ?? Path(formatName),
      reason: .badData(.wrongArchitecture(asked: architecture, found: weights.architecture)))
  }
}

/// Reads weights in any known format, told apart by content.
public enum WeightsReader {
  public static func read(path: Path) throws(WeightsFileError) -> LoadedWeights {
    do throws(WeightsFileError) {
      return try read(WeightsSource(path: path))
    } catch {
      guard case .noInput = error.reason, let names = try? FileAccess.fileNames(in: path),
        let kind = UnreadKind.ofFolder(names.map(\.description))
      else { throw error }
      throw WeightsFileError(path: path, reason: .badData(.unsupported(kind.description)))
    }
  }

  static func read(_ source: WeightsSource) throws(WeightsFileError) -> LoadedWeights {
    do throws(WeightsError) {
      let loaded = Result { () throws(WeightsError) in
        let format = try WeightsFormats.format(of: source)
        return LoadedWeights(
          weights: try format.read(source), path: source.path, formatName: format.name)
      }
      // Half of one file and half of another is neither.
      guard source.isUnchanged else {
        throw .unreadable("another program has changed it meanwhile, try again")
      }
      return try loaded.get()
    } catch {
      throw WeightsFileError(path: source.path, error)
    }
  }
}

/// Writes weights in the format that the file's extension names.
public enum WeightsWriter {
  /// The file is there whole or not at all.
  ///
  /// - Parameters:
  ///   - naming: nil for the one that the format's readers expect.
  ///   - hasPreprocessing: True makes the preprocessing a part of the network.
  ///   - replacing: false makes an existing file an error.
  public static func write(
    _ weights: ModelWeights, to path: Path, naming: ArrayNaming? = nil,
    hasPreprocessing: Bool = false, replacing: Bool = false
  ) throws(WeightsFileError) {
    let lowercase = path.description.lowercased()
    let format = WeightsFormats.writable.first {
      $0.fileExtensions.contains { lowercase.hasSuffix("." + $0) }
    }
    guard let format else {
      throw WeightsFileError(
        path: path, reason: .unknownExtension(writable: WeightsFormats.writableExtensions))
    }
    let bytes: [UInt8]
    do throws(WeightsError) {
      bytes =
        try hasPreprocessing
        ? format.writeWithPreprocessing(weights)
        : format.write(weights, naming: naming ?? format.usualNaming)
    } catch {
      throw WeightsFileError(path: path, reason: .cannotCreate(error.description))
    }
    try FileAccess.write(bytes, to: path, replacing: replacing)
  }
}
