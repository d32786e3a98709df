import Files
import Glibc

/// Reads whole files into memory.
enum FileBytes {
  /// No camera writes larger files, and it keeps a wrong argument from filling the memory.
  static let limit = 512 << 20

  /// - Throws: `ImageError.missing`, `.directory`, `.notRegular`, `.unreadable`, `.fileTooLarge`.
  static func contents(of path: Path) throws(ImageError) -> [UInt8] {
    // Devices are told apart before they are opened, because that may already do something.
    try check(path: path)
    do throws(SystemError) {
      return try WholeFile.read(path, limit: limit)
    } catch {
      throw imageError(error)
    }
  }

  private static func check(path: Path) throws(ImageError) {
    var status = stat()
    guard stat(path.cString, &status) == 0 else { throw imageError(SystemError(code: errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO: return
    case S_IFDIR: throw .directory
    default: throw .notRegular
    }
  }

  private static func imageError(_ error: SystemError) -> ImageError {
    switch error.code {
    case ENOENT, ENOTDIR: .missing
    case EFBIG: .fileTooLarge(limit: limit)
    default: .unreadable(error.description)
    }
  }
}
