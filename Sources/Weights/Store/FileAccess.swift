import Files
import Glibc

/// Whole files in and out.
enum FileAccess {
  /// Ten times what weights in float32 take.
  static let sizeLimit = 64 << 20

  /// Reads a file into memory. Mapping it would be no faster at 5 MB, and would end the program
  /// with a signal when somebody truncates the file meanwhile.
  static func read(_ path: String) throws(WeightsFileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw noInput(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw noInput(path) }
    let tooLarge = WeightsFileError(path: path, reason: .badData(.tooLarge(limit: sizeLimit)))
    guard status.st_size <= sizeLimit else { throw tooLarge }

    // One byte more than a regular file has finds its end; a pipe says 0 and makes it grow.
    var bytes = [UInt8](repeating: 0, count: max(Int(status.st_size), 4095) + 1)
    var filled = 0
    while true {
      if filled == bytes.count {
        guard filled <= sizeLimit else { throw tooLarge }
        bytes += [UInt8](repeating: 0, count: filled)
      }
      let received = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      if received == 0 { break }
      if received > 0 {
        filled += received
      } else if errno != EINTR {
        throw noInput(path)
      }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Writes a file so that it is there whole or not at all.
  ///
  /// - Parameter replacing: false makes an existing file an error.
  static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws(WeightsFileError) {
    do throws(SystemError) {
      try WholeFile.write(bytes, to: path, replacing: replacing)
    } catch {
      throw cannotCreate(path, error.code)
    }
  }

  /// Makes a directory and those above it, for their owner alone as XDG asks.
  static func makeDirectory(_ path: String) throws(WeightsFileError) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    let failure = errno
    guard failure == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw cannotCreate(path, failure)
    }
    try makeDirectory(String(path[..<slash]))
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    throw cannotCreate(path, errno)
  }

  /// Names in a directory, sorted; none where there is no such directory. Hidden ones and
  /// subdirectories are left out.
  static func fileNames(in directory: String) throws(WeightsFileError) -> [String] {
    guard let stream = opendir(directory) else {
      if errno == ENOENT { return [] }
      throw noInput(directory)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
          String(cString: $0)
        }
      }
      guard !name.hasPrefix(".") else { continue }
      var status = stat()
      if stat("\(directory)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        continue
      }
      names.append(name)
    }
    return names.sorted()
  }

  /// Whether there is something of this name, a dangling link included.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// A relative path below the working directory.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let directory = getcwd(nil, 0) else { return path }
    defer { free(directory) }
    return String(cString: directory) + "/" + path
  }

  /// Size of a regular file in bytes, or nil.
  static func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  private static func noInput(_ path: String) -> WeightsFileError {
    WeightsFileError(path: path, reason: .noInput(SystemError(code: errno).description))
  }

  private static func cannotCreate(_ path: String, _ code: Int32) -> WeightsFileError {
    WeightsFileError(path: path, reason: .cannotCreate(SystemError(code: code).description))
  }
}
