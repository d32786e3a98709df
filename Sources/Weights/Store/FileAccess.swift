import Files
import Glibc

/// Whole files in and out.
enum FileAccess {
  /// Ten times what weights in float32 take.
  static let sizeLimit = 64 << 20

  static func read(_ path: Path) throws(WeightsFileError) -> [UInt8] {
    do throws(SystemError) {
      return try WholeFile.read(path, limit: sizeLimit)
    } catch {
      guard error.code == EFBIG else { throw noInput(path, error) }
      throw WeightsFileError(path: path, reason: .badData(.tooLarge(limit: sizeLimit)))
    }
  }

  /// Writes a file so that it is there whole or not at all.
  ///
  /// - Parameter replacing: false makes an existing file an error.
  static func write(_ bytes: [UInt8], to path: Path, replacing: Bool) throws(WeightsFileError) {
    do throws(SystemError) {
      try WholeFile.write(bytes, to: path, replacing: replacing)
    } catch {
      throw cannotCreate(path, error)
    }
  }

  static func makeDirectory(_ path: Path) throws(WeightsFileError) {
    do throws(FolderError) {
      try UserFolders.make(path)
    } catch {
      throw cannotCreate(error.path, error.reason)
    }
  }

  /// Names in a directory, sorted; none where there is no such directory. Hidden ones and
  /// subdirectories are left out.
  static func fileNames(in directory: Path) throws(WeightsFileError) -> [Path] {
    guard let stream = opendir(directory.cString) else {
      if errno == ENOENT { return [] }
      throw noInput(directory, SystemError(code: errno))
    }
    defer { closedir(stream) }
    var names: [Path] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
          Path(cString: $0)
        }
      }
      guard name.bytes.first != UInt8(ascii: ".") else { continue }
      var status = stat()
      if stat(directory.appending(name).cString, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        continue
      }
      names.append(name)
    }
    return names.sorted()
  }

  /// A relative path below the working directory.
  static func absolute(_ path: Path) -> Path {
    guard !path.isAbsolute, let directory = getcwd(nil, 0) else { return path }
    defer { free(directory) }
    return Path(cString: directory).appending(path)
  }

  /// Size of a regular file in bytes, or nil.
  static func size(of path: Path) -> Int? {
    var status = stat()
    guard stat(path.cString, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  private static func noInput(_ path: Path, _ error: SystemError) -> WeightsFileError {
    WeightsFileError(path: path, reason: .noInput(error.description))
  }

  private static func cannotCreate(_ path: Path, _ error: SystemError) -> WeightsFileError {
    WeightsFileError(path: path, reason: .cannotCreate(error.description))
  }
}
