import Glibc

/// A file on its way to its name. It is locked as long as it is open, so that what a killed run has
/// left is told from what a running one writes, and cleaned.
struct TemporaryFile {
  let path: Path
  let descriptor: Int32

  /// Makes a new file for its owner alone, and removes what killed runs have left in the folder.
  init(in folder: Path) throws(SystemError) {
    Self.clean(folder)
    // The name is short, whatever that of the target is.
    for number in 0..<1000 {
      let path = folder.appending(Path("\(Self.prefix)\(getpid())-\(number)\(Self.suffix)"))
      let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let descriptor: Int32
      do throws(SystemError) {
        descriptor = try WholeFile.again { open(path.cString, flags, 0o666) }
      } catch {
        guard error.code == EEXIST else { throw error }
        continue
      }
      // A file system without locks is never cleaned.
      flock(descriptor, LOCK_EX)
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_nlink > 0 {
        self.path = path
        self.descriptor = descriptor
        return
      }
      // Another run took it for a leftover before it was locked.
      Glibc.close(descriptor)
    }
    throw SystemError(code: EEXIST)
  }

  func close() { Glibc.close(descriptor) }

  /// Takes the mode of the file that it replaces, and the owner where that is allowed.
  func adopt(_ old: stat) {
    var mode = old.st_mode & 0o7777
    var new = stat()
    fstat(descriptor, &new)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid),
      fchown(descriptor, old.st_uid, old.st_gid) != 0
    {
      // Rights of another owner or group would be rights of the wrong ones.
      mode &= fchown(descriptor, uid_t.max, old.st_gid) == 0 ? 0o777 : 0o707
    }
    fchmod(descriptor, mode)
  }

  private static let prefix = ".sqz-tui-"
  private static let suffix = ".part"

  /// Removes the user's own files of this kind that nobody has locked.
  private static func clean(_ folder: Path) {
    for name in (try? WholeFile.names(in: folder)) ?? [] {
      guard name.bytes.starts(with: prefix.utf8), name.bytes.suffix(5).elementsEqual(suffix.utf8)
      else { continue }
      let path = folder.appending(name).cString
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      var status = stat()
      if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0
      {
        unlink(path)
      }
      Glibc.close(descriptor)
    }
  }
}
