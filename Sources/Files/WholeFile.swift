import Glibc

/// Reading of whole files, and writing that leaves no half of one behind.
public enum WholeFile {
  /// Writes a regular file so that it is there whole or not at all: beside its target first, on the
  /// disk, and then under its name.
  ///
  /// - Parameters:
  ///   - replacing: false leaves an existing file as it is and throws EEXIST, also when another
  ///     process makes it meanwhile.
  ///   - isStopped: Asked at every megabyte; true leaves nothing and throws ECANCELED.
  public static func write(
    _ bytes: [UInt8], to path: Path, replacing: Bool, isStopped: () -> Bool = { false }
  ) throws(SystemError) {
    if !replacing, exists(path) { throw SystemError(code: EEXIST) }
    let temporary = temporaryPath(beside: path)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    var descriptor = open(temporary.cString, flags, 0o666)
    if descriptor < 0, errno == EEXIST {
      // The name holds this process's number: who left it is gone.
      unlink(temporary.cString)
      descriptor = open(temporary.cString, flags, 0o666)
    }
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    do throws(SystemError) {
      try fill(descriptor, bytes, isStopped)
      try give(temporary, path, replacing: replacing)
    } catch {
      unlink(temporary.cString)
      throw error
    }
  }

  /// Writes all bytes into an open file, pipe or device.
  ///
  /// - Parameter isStopped: As for `write`.
  public static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, isStopped: () -> Bool = { false }
  ) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      if isStopped() { throw SystemError(code: ECANCELED) }
      let sent = bytes.withUnsafeBytes {
        let count = min($0.count - start, 1 << 20)
        return Glibc.write(descriptor, $0.baseAddress?.advanced(by: start), count)
      }
      if sent >= 0 {
        start += sent
      } else if errno != EINTR {
        throw SystemError(code: errno)
      }
    }
  }

  private static func fill(
    _ descriptor: Int32, _ bytes: [UInt8], _ isStopped: () -> Bool
  ) throws(SystemError) {
    do throws(SystemError) {
      try writeAll(bytes, to: descriptor, isStopped: isStopped)
      // Some file systems have nothing to synchronise and say EINVAL.
      if fsync(descriptor) != 0, errno != EINVAL { throw SystemError(code: errno) }
    } catch {
      close(descriptor)
      throw error
    }
    // Network file systems report a full disk here.
    guard close(descriptor) == 0 else { throw SystemError(code: errno) }
  }

  private static func give(_ temporary: Path, _ path: Path, replacing: Bool)
    throws(SystemError)
  {
    if replacing {
      guard rename(temporary.cString, path.cString) == 0 else { throw SystemError(code: errno) }
      return
    }
    // A hard link fails where a rename would replace what another process made meanwhile.
    if link(temporary.cString, path.cString) == 0 {
      unlink(temporary.cString)
      return
    }
    guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS else {
      throw SystemError(code: errno)
    }
    // A file system without hard links: take the name, then put the file in its place.
    let place = open(path.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard place >= 0, close(place) == 0, rename(temporary.cString, path.cString) == 0 else {
      throw SystemError(code: errno)
    }
  }

  private static func temporaryPath(beside path: Path) -> Path {
    path.folder.appending(Path(".sqz-tui.\(getpid()).part"))
  }

  /// Tells whether there is something of this name, a dangling link included.
  public static func exists(_ path: Path) -> Bool {
    var status = stat()
    return lstat(path.cString, &status) == 0
  }
}
