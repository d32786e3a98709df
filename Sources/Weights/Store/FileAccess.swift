import Files
import Glibc

/// Files of weights in their folders.
enum FileAccess {
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

  /// Names of files in a directory, sorted; none where there is no such directory. Hidden ones and
  /// what is no file (a folder, a pipe) are left out.
  static func fileNames(in directory: Path) throws(WeightsFileError) -> [Path] {
    do throws(SystemError) {
      return try WholeFile.names(in: directory).filter { name in
        !name.isHidden && WholeFile.kind(of: directory.appending(name)) ?? S_IFREG == S_IFREG
      }.sorted()
    } catch {
      if error.code == ENOENT { return [] }
      throw noInput(directory, error)
    }
  }

  /// A relative path below the working directory.
  static func absolute(_ path: Path) -> Path {
    guard !path.isAbsolute, let directory = getcwd(nil, 0) else { return path }
    defer { free(directory) }
    return Path(cString: directory).appending(path)
  }

  /// Size in bytes, and what tells whether a file is still the one that it was without reading it;
  /// nil for what is no regular file.
  static func state(of path: Path) -> (size: Int, stamp: String)? {
    var status = stat()
    guard stat(path.cString, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let time = status.st_mtim
    return (Int(status.st_size), "\(status.st_ino) \(time.tv_sec) \(time.tv_nsec)")
  }

  private static func noInput(_ path: Path, _ error: SystemError) -> WeightsFileError {
    WeightsFileError(path: path, reason: .noInput(error.description))
  }

  private static func cannotCreate(_ path: Path, _ error: SystemError) -> WeightsFileError {
    WeightsFileError(path: path, reason: .cannotCreate(error.description))
  }
}
