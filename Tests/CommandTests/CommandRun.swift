import Foundation
import SqueezeNet
import TestSupport
import Weights

/// The built program, run without a terminal in a folder of its own with no weights installed.
struct CommandRun {
  let status: Int32
  let output: Data
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var errorLines: [Substring] { errors.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Whether standard error is one line that begins with the program's name.
  var hasOneErrorLine: Bool {
    errors.hasPrefix("sqz-tui: ") && errors.hasSuffix("\n") && errorLines.count == 2
  }

  static let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "sqz-tui")
}

/// A folder with the files that the tests use; gone afterwards.
final class CommandFolder: TemporaryFolder {
  private static let images = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "ImagesTests/Goldens")

  /// `photo.jpg`, `short.jpg` (half of it), `text.jpg`, `empty.jpg`, `folder`, `v11.npz`
  /// (untrained weights), `short.npz` (half of it).
  override init() throws {
    try super.init()
    try FileManager.default.createDirectory(
      at: url.appending(path: "folder"), withIntermediateDirectories: true)
    let photo = try Data(contentsOf: Self.images.appending(path: "baseline-444.jpg"))
    try write(photo, "photo.jpg")
    try write(photo.prefix(photo.count * 2 / 3), "short.jpg")
    try write(Data("Not a photo, but a text.\n".utf8), "text.jpg")
    try write(Data(), "empty.jpg")
    let weights = try Self.weights.get()
    try write(weights, "v11.npz")
    try write(weights.prefix(weights.count / 2), "short.npz")
  }

  /// Written once for all folders.
  private static let weights = Result {
    try TemporaryFolder.use { folder in
      try WeightsWriter.write(try .glorot(architecture: .v11), to: folder.path("v11.npz").asPath)
      return try folder.read("v11.npz")
    }
  }

  /// The values of a `.npy` file, read here by NumPy's own description of the format.
  func floats(_ name: String) throws -> [Float] {
    try read(name).withUnsafeBytes { bytes in
      let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
      return (0..<(bytes.count - start) / 4).map { index in
        let bits = bytes.loadUnaligned(fromByteOffset: start + 4 * index, as: UInt32.self)
        return Float(bitPattern: UInt32(littleEndian: bits))
      }
    }
  }

  /// Runs `sqz-tui` with arguments, or with `script` an `sh` script whose `$0` is the program.
  func run(_ arguments: String..., script: String? = nil) throws -> CommandRun {
    let process = Process()
    let output = url.appending(path: ".output")
    let errors = url.appending(path: ".errors")
    try write(Data(), ".output")
    try write(Data(), ".errors")
    if let script {
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", script, CommandRun.binary.path]
    } else {
      process.executableURL = CommandRun.binary
      process.arguments = arguments
    }
    process.currentDirectoryURL = url
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_DATA_HOME"] = url.appending(path: "data").path
    environment["XDG_CONFIG_HOME"] = url.appending(path: "config").path
    for name in ["NO_COLOR", "COLORTERM", "COLORFGBG"] { environment[name] = nil }
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return CommandRun(
      status: process.terminationStatus, output: try Data(contentsOf: output),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
