import Glibc

/// The most that is read of a file, by what it is for, in bytes.
public enum SizeLimit {
  /// No camera writes larger files, and a pipe without an end stays within the memory's budget.
  public static let photo = 256 << 20
  /// Ten times what weights in float32 take.
  public static let weights = 64 << 20
  /// Names of pictures, one a line.
  public static let list = 16 << 20
  /// More than is written by hand.
  public static let configuration = 1 << 16
  /// What the kernel tells about the machine.
  public static let systemFile = 1 << 20
}

extension WholeFile {
  /// Reads a whole file into memory. Not mapped: a mapped file that shrinks while it is read ends
  /// the program with a signal, and mapping would be no faster at some megabytes.
  ///
  /// - Parameters:
  ///   - limit: Bytes; a larger file is EFBIG.
  ///   - isRegular: True refuses anything else with EINVAL, and does not wait for a FIFO's writer.
  ///   - isWanted: Asked once about the beginning of a pipe; false ends the reading there: the
  ///     caller has no use for what begins like that, however it goes on.
  public static func read(
    _ path: Path, limit: Int, isRegular: Bool = false, isWanted: ([UInt8]) -> Bool = { _ in true }
  ) throws(SystemError) -> [UInt8] {
    let flags = O_RDONLY | O_CLOEXEC | (isRegular ? O_NONBLOCK : 0)
    let descriptor = try again { open(path.cString, flags) }
    defer { close(descriptor) }
    return try read(
      descriptor: descriptor, limit: limit, isRegular: isRegular, isWanted: isWanted)
  }

  /// As `read`, of an open file from where it stands.
  public static func read(
    descriptor: Int32, limit: Int, isRegular: Bool = false,
    isWanted: ([UInt8]) -> Bool = { _ in true }
  ) throws(SystemError) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError(code: errno) }
    let hasSize = status.st_mode & S_IFMT == S_IFREG
    guard hasSize || !isRegular else { throw SystemError(code: EINVAL) }
    guard status.st_size <= limit else { throw SystemError(code: EFBIG) }

    // Room that nothing is written into costs no memory: a pipe's bytes, and those of the kernel's
    // files, whose size is 0, are never copied.
    let room = hasSize && status.st_size > 0 ? Int(status.st_size) : limit + 1
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
      var isKnown = hasSize
      while filled < buffer.count {
        let rest = buffer.baseAddress?.advanced(by: filled)
        let count = Glibc.read(descriptor, rest, min(buffer.count - filled, 1 << 20))
        if count == 0 { break }
        if count > 0 {
          filled += count
          if !isKnown, filled >= 4096 {
            isKnown = true
            if !isWanted(Array(buffer[..<filled])) { break }
          }
        } else if !mayTryAgain(descriptor, POLLIN) {
          failure = errno
          break
        }
      }
    }
    guard failure == 0 else { throw SystemError(code: failure) }
    guard bytes.count <= limit else { throw SystemError(code: EFBIG) }
    return bytes
  }
}
