import Glibc

/// Reading of files that fit in memory many times over.
public enum SmallFile {
  /// - Parameter limit: bytes; a larger file is EFBIG.
  public static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count > 0 {
        bytes += buffer.prefix(count)
        guard bytes.count <= limit else { throw SystemError(code: EFBIG) }
      } else if errno != EINTR {
        throw SystemError(code: errno)
      }
    }
  }

  /// Makes a folder and those above it, for their owner alone as XDG asks.
  public static func makeFolder(_ path: String) throws(SystemError) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    let failure = errno
    guard failure == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw SystemError(code: failure)
    }
    try makeFolder(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemError(code: errno) }
  }
}
