import Foundation

/// The Python that may be on this machine, as a second opinion on what was written.
public enum Python {
  /// Runs `python3`; without `showsErrors`, what it says on standard error is dropped.
  /// - Returns: Its exit status.
  public static func run(_ arguments: [String], showsErrors: Bool = true) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-B"] + arguments
    if !showsErrors { process.standardError = FileHandle.nullDevice }
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  public static func has(_ module: String) -> Bool {
    (try? run(["-c", "import \(module)"], showsErrors: false)) == 0
  }
}
