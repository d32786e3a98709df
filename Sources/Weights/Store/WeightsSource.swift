import Files
import Glibc

/// A weights file that is read by ranges, and the files beside it. Not mapped: a mapped file that
/// shrinks while it is read ends the program with a signal.
struct WeightsSource: Sendable {
  let path: Path
  /// Bytes.
  let count: Int
  /// The first 4096 bytes at most.
  let head: [UInt8]
  private let content: Content

  private enum Content {
    case memory([UInt8])
    case file(OpenFile)
  }

  /// Bytes of a pipe, which has no files beside it.
  init(bytes: [UInt8], path: Path) {
    (self.path, count, content) = (path, bytes.count, .memory(bytes))
    head = Array(bytes.prefix(4096))
  }

  /// Opens a file; what is none, as a pipe, is read whole.
  ///
  /// - Parameter isRegular: True refuses pipes and devices.
  init(path: Path, isRegular: Bool = false) throws(WeightsFileError) {
    do throws(WeightsError) {
      guard let file = OpenFile(path) else {
        self.init(bytes: try Self.pipe(path, isRegular: isRegular), path: path)
        return
      }
      try self.init(file, path)
    } catch {
      throw WeightsFileError(path: path, error)
    }
  }

  private init(_ file: OpenFile, _ path: Path) throws(WeightsError) {
    (self.path, count, content) = (path, file.state.size, .file(file))
    // Sums of offsets stay far from overflow.
    guard count <= 1 << 50 else { throw .tooLarge(limit: SizeLimit.weights) }
    head = try file.bytes(0..<min(count, 4096))
  }

  private static func pipe(_ path: Path, isRegular: Bool) throws(WeightsError) -> [UInt8] {
    do throws(SystemError) {
      return try WholeFile.read(path, limit: SizeLimit.weights, isRegular: isRegular) {
        WeightsFormats.matches(WeightsSource(bytes: $0, path: path))
      }
    } catch {
      throw error.code == EFBIG
        ? .tooLarge(limit: SizeLimit.weights) : .unreadable(error.description)
    }
  }

  /// - Throws: for a range beyond the end, one of more than `SizeLimit.weights`, and where the file
  ///   has shrunk or cannot be read.
  func bytes(_ range: Range<Int>) throws(WeightsError) -> [UInt8] {
    let start = max(0, range.lowerBound)
    guard range.lowerBound == start, range.upperBound <= count else {
      throw .truncated(
        offset: start, needed: range.upperBound - start, left: max(0, count - start))
    }
    guard range.count <= SizeLimit.weights else { throw .tooLarge(limit: SizeLimit.weights) }
    switch content {
    case .memory(let bytes): return range == bytes.indices ? bytes : Array(bytes[range])
    case .file(let file): return try file.bytes(range)
    }
  }

  /// All bytes, of a file of at most `SizeLimit.weights`.
  func whole() throws(WeightsError) -> [UInt8] { try bytes(0..<count) }

  /// The file of that name in the same folder; nil where there is none.
  ///
  /// - Throws: for a name that leads out of the folder.
  func sibling(_ name: String) throws(WeightsError) -> WeightsSource? {
    guard !name.isEmpty, name != ".", name != "..",
      !name.utf8.contains(where: { $0 == 0 || $0 == 0x2F })
    else {
      throw .unsupported("a model that refers to \(name.printable), outside of its folder")
    }
    guard case .file = content else { return nil }
    let path = path.folder.appending(Path(name))
    guard let file = OpenFile(path) else {
      guard WholeFile.kind(of: path) == S_IFREG else { return nil }
      return WeightsSource(bytes: try Self.pipe(path, isRegular: true), path: path)
    }
    return try WeightsSource(file, path)
  }

  /// False where another program has written into the file since it was opened.
  var isUnchanged: Bool {
    if case .file(let file) = content {
      file.state == OpenFile.state(of: file.descriptor)
    } else {
      true
    }
  }

  /// Of all bytes, 64 hexadecimal digits.
  func sha256() throws(WeightsError) -> String {
    var hash = SHA256()
    for start in stride(from: 0, to: count, by: 1 << 20) {
      hash.update(try bytes(start..<min(count, start + 1 << 20)))
    }
    return hash.hexDigest()
  }
}

/// An open file that has a size; it is closed when nobody reads it any more.
private final class OpenFile: Sendable {
  struct State: Hashable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  let descriptor: Int32
  let state: State

  /// Nil for what is no regular file, cannot be opened, or has no size, as the kernel's own files.
  init?(_ path: Path) {
    // Opening a pipe and closing it again would end its writer.
    guard WholeFile.kind(of: path) == S_IFREG else { return nil }
    descriptor = open(path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    guard let state = Self.state(of: descriptor), state.size > 0 else {
      close(descriptor)
      return nil
    }
    self.state = state
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  static func state(of descriptor: Int32) -> State? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return State(
      size: Int(status.st_size), seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec)
  }

  func bytes(_ range: Range<Int>) throws(WeightsError) -> [UInt8] {
    var failure: WeightsError?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let received = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), range.count - filled,
          range.lowerBound + filled)
        if received > 0 {
          filled += received
        } else if received == 0 {
          failure = .truncated(
            offset: range.lowerBound + filled, needed: range.count - filled, left: 0)
          break
        } else if errno != EINTR {
          failure = .unreadable(SystemError(code: errno).description)
          break
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
