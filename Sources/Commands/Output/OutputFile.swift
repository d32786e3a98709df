import Files
import Glibc
import Runs

/// Files that a command was asked to write.
enum OutputFile {
  /// The file is there whole or not at all. `-` is standard output; a device or pipe is written
  /// into.
  ///
  /// - Parameter force: true to replace an existing file.
  static func write(_ bytes: [UInt8], to path: Path, force: Bool) throws {
    if path == "-" { return try StandardOutput.write(bytes) }
    try check(path, force: force)
    do throws(SystemError) {
      try WholeFile.write(bytes, to: path, replacing: force)
    } catch {
      throw failure(path, error)
    }
  }

  /// Says early, before the work is done, that the file can't be written in the end.
  static func check(_ path: Path, force: Bool) throws {
    guard path != "-" else { return }
    guard !path.isEmpty else { throw Failure.usage("the output file's name is empty") }
    if let problem = problem(path, force: force) { throw failure(path, problem) }
  }

  /// EEXIST where there is a regular file and none is to be replaced; nil where nothing is known
  /// against writing.
  static func problem(_ path: Path, force: Bool) -> SystemError? {
    var written = path
    if let kind = WholeFile.kind(of: path), kind != S_IFREG {
      if kind == S_IFDIR { return SystemError(code: EISDIR) }
    } else if !force, WholeFile.exists(path) {
      return SystemError(code: EEXIST)
    } else {
      do throws(SystemError) {
        // With the dot a file in a folder's place is no folder.
        written = try WholeFile.target(of: path).folder.appending(".")
      } catch {
        return error
      }
    }
    return access(written.cString, W_OK) == 0 ? nil : SystemError(code: errno)
  }

  private static func exists(_ path: Path) -> Failure {
    Failure(.cannotCreate, "\(path): exists already: choose another name or give --force")
  }

  private static func failure(_ path: Path, _ error: SystemError) -> Failure {
    if error.code == EEXIST { return exists(path) }
    return Failure(.cannotCreate, "\(path): cannot be written: \(error.description)")
  }
}
