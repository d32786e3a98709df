import Foundation

/// Trained weights that may be on this machine: in `SQZ_WEIGHTS_DIR`, or beside the repository.
enum TrainedWeights {
  static let all: [String] = ["compressed_SqueezeNet.net", "squeezenet_weights.pkl"]
    .compactMap(path)

  static func path(_ name: String) -> String? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folders =
      [ProcessInfo.processInfo.environment["SQZ_WEIGHTS_DIR"]].compactMap { $0 }
      + [root.appendingPathComponent("../shared/weights").standardizedFileURL.path]
    return folders.map { $0 + "/" + name }.first(where: FileManager.default.isReadableFile)
  }
}
