import Files
import Glibc

/// Reads whole files into memory.
enum FileBytes {
  /// - Throws: `ImageError.missing`, `.directory`, `.notRegular`, `.unreadable`, `.fileTooLarge`.
  /// - Returns: Also whether they can be read again.
  static func contents(of path: Path) throws(ImageError) -> (bytes: [UInt8], isRegular: Bool) {
    let isInput = path == "-"
    // Devices are told apart before they are opened, because that may already do something.
    var status = stat()
    guard (isInput ? fstat(STDIN_FILENO, &status) : stat(path.cString, &status)) == 0 else {
      throw imageError(SystemError(code: errno))
    }
    let kind = status.st_mode & S_IFMT
    switch kind {
    case S_IFREG, S_IFIFO: break
    case S_IFSOCK where isInput: break
    case S_IFDIR: throw .directory
    default: throw .notRegular
    }
    func isWanted(_ beginning: [UInt8]) -> Bool { (try? ImageFormat(of: beginning)) != nil }
    do throws(SystemError) {
      let bytes =
        isInput
        ? try WholeFile.read(
          descriptor: STDIN_FILENO, limit: SizeLimit.photo, isWanted: isWanted)
        : try WholeFile.read(path, limit: SizeLimit.photo, isWanted: isWanted)
      return (bytes, kind == S_IFREG && !isInput)
    } catch {
      throw imageError(error)
    }
  }

  private static func imageError(_ error: SystemError) -> ImageError {
    switch error.code {
    case ENOENT, ENOTDIR: .missing
    case EFBIG: .fileTooLarge(limit: SizeLimit.photo)
    default: .unreadable(error.description)
    }
  }
}
