import Glibc

/// Reads whole files into memory. Not mapped: a mapped file that shrinks while it is read kills
/// the program.
enum FileBytes {
  /// No camera writes larger files, and it keeps a wrong argument from filling the memory.
  static let limit = 512 << 20

  /// - Throws: `ImageError.missing`, `.directory`, `.notRegular`, `.unreadable`, `.fileTooLarge`.
  static func contents(of path: String) throws(ImageError) -> [UInt8] {
    // Devices are told apart before they are opened, because that may already do something.
    try check(path: path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw systemError() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemError() }
    guard status.st_size <= limit else { throw .fileTooLarge(limit: limit) }

    // One byte more than expected, so that the end is seen without another allocation. Pipes
    // have size 0 and grow.
    var bytes = [UInt8](repeating: 0, count: max(Int(status.st_size) + 1, 65536))
    var filled = 0
    while true {
      let count = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw systemError()
      }
      if count == 0 { break }
      filled += count
      guard filled <= limit else { throw .fileTooLarge(limit: limit) }
      if filled == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  private static func check(path: String) throws(ImageError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw systemError() }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO: return
    case S_IFDIR: throw .directory
    default: throw .notRegular
    }
  }

  private static func systemError() -> ImageError {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .missing }
    return .unreadable(String(cString: strerror(code)))
  }
}
