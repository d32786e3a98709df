import Glibc

extension WholeFile {
  /// Reads a whole file into memory. Not mapped: a mapped file that shrinks while it is read ends
  /// the program with a signal, and mapping would be no faster at some megabytes.
  ///
  /// - Parameter limit: Bytes; a larger file is EFBIG.
  public static func read(_ path: Path, limit: Int) throws(SystemError) -> [UInt8] {
    let descriptor = open(path.cString, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError(code: errno) }
    guard status.st_size <= limit else { throw SystemError(code: EFBIG) }

    // One byte more than a regular file has finds its end without another allocation; pipes and
    // the kernel's files say 0 and make it grow.
    var bytes = [UInt8](repeating: 0, count: max(Int(status.st_size) + 1, 4096))
    var filled = 0
    while true {
      let count = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      if count == 0 { break }
      if count > 0 {
        filled += count
        guard filled <= limit else { throw SystemError(code: EFBIG) }
        if filled == bytes.count { bytes += [UInt8](repeating: 0, count: filled) }
      } else if errno != EINTR {
        throw SystemError(code: errno)
      }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }
}
