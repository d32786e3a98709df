import Glibc

/// Reading of whole files, and writing that leaves no half of one behind.
public enum WholeFile {
  /// Writes a file so that it is there whole or not at all: beside its target first, on the disk,
  /// and then under its name. What it replaces keeps its kind: a link goes on to lead to its
  /// target, which is written; the mode stays, and the owner where that is allowed; a pipe or a
  /// device is written into.
  ///
  /// - Parameters:
  ///   - replacing: false leaves an existing file as it is and throws EEXIST, also when another
  ///     process makes it meanwhile.
  ///   - isStopped: Asked at every megabyte; true leaves nothing and throws ECANCELED.
  public static func write(
    _ bytes: [UInt8], to path: Path, replacing: Bool, isStopped: () -> Bool = { false }
  ) throws(SystemError) {
    var old = stat()
    let isThere = stat(path.cString, &old) == 0
    if isThere, old.st_mode & S_IFMT != S_IFREG {
      let descriptor = try again { open(path.cString, O_WRONLY | O_CLOEXEC) }
      defer { close(descriptor) }
      return try writeAll(bytes, to: descriptor, isStopped: isStopped)
    }
    if !replacing, exists(path) { throw SystemError(code: EEXIST) }
    let target = try replacing ? target(of: path) : path
    let temporary = try TemporaryFile(in: target.folder)
    defer { temporary.close() }
    do throws(SystemError) {
      try writeAll(bytes, to: temporary.descriptor, isStopped: isStopped)
      if isThere { temporary.adopt(old) }
      // Some file systems have nothing to synchronise and say EINVAL.
      do throws(SystemError) {
        try again { fsync(temporary.descriptor) }
      } catch  where error.code == EINVAL {}
      try give(temporary.path, target, replacing: replacing)
    } catch {
      unlink(temporary.path.cString)
      throw error
    }
  }

  /// Writes all bytes into an open file, pipe or device, also one that takes them by and by.
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
      if sent > 0 {
        start += sent
      } else if sent == 0 || !mayTryAgain(descriptor, POLLOUT) {
        throw SystemError(code: sent == 0 ? EIO : errno)
      }
    }
  }

  private static func give(_ temporary: Path, _ path: Path, replacing: Bool) throws(SystemError) {
    if replacing {
      try again { rename(temporary.cString, path.cString) }
      return
    }
    // A hard link fails where a rename would replace what another process made meanwhile.
    do throws(SystemError) {
      try again { link(temporary.cString, path.cString) }
      unlink(temporary.cString)
    } catch {
      guard [EPERM, ENOTSUP, ENOSYS].contains(error.code) else { throw error }
      // A file system without hard links: take the name, then put the file in its place.
      Glibc.close(try again { open(path.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) })
      try again { rename(temporary.cString, path.cString) }
    }
  }

  /// The place that links lead to, whether there is something or not.
  public static func target(of path: Path) throws(SystemError) -> Path {
    var path = path
    for _ in 0..<40 {
      var link = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      guard readlink(path.cString, &link, Int(PATH_MAX)) > 0 else { return path }
      let next = Path(cString: link)
      path = next.isAbsolute ? next : path.folder.appending(next)
    }
    throw SystemError(code: ELOOP)
  }

  /// Tells whether there is something of this name, a dangling link included.
  public static func exists(_ path: Path) -> Bool {
    var status = stat()
    return lstat(path.cString, &status) == 0
  }

  /// The kind of what a name leads to, links followed: `S_IFREG`, `S_IFDIR` and so on; nil where it
  /// cannot be looked at.
  public static func kind(of path: Path) -> mode_t? {
    var status = stat()
    return stat(path.cString, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// The names in a folder, in no order, without `.` and `..`.
  public static func names(in folder: Path) throws(SystemError) -> [Path] {
    guard let stream = opendir(folder.cString) else { throw SystemError(code: errno) }
    defer { closedir(stream) }
    var names: [Path] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
          Path(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes a call again for as long as signals interrupt it.
  @discardableResult
  static func again(_ call: () -> Int32) throws(SystemError) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      guard errno == EINTR else { throw SystemError(code: errno) }
    }
  }

  /// Tells whether a transfer that failed is worth another try: a signal came between, or the other
  /// side was not ready, which is waited for.
  static func mayTryAgain(_ descriptor: Int32, _ events: Int32) -> Bool {
    guard errno == EAGAIN else { return errno == EINTR }
    var waiting = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    // Not for ever: who wants to stop is asked between.
    poll(&waiting, 1, 100)
    return true
  }
}
