import Files

/// The reason why a weights file was not read or not written. `description` is the part of the
/// error line after the path.
public struct WeightsFileError: Error, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    /// The file can't be opened or read; the text is the system's.
    case noInput(String)
    /// It was read, and is not what it should be.
    case badData(WeightsError)
    /// The target can't be written.
    case cannotCreate(String)
    /// The target's name does not say a format that can be written.
    case unknownExtension(writable: [String])
  }

  public let path: Path
  public let reason: Reason

  public init(path: Path, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// What went wrong with a file's content.
  init(path: Path, _ error: WeightsError) {
    let reason: Reason =
      if case .unreadable(let text) = error { .noInput(text) } else { .badData(error) }
    self.init(path: path, reason: reason)
  }

  public var description: String {
    switch reason {
    case .noInput(let text): "cannot be read: \(text)"
    case .badData(let error): error.description
    case .cannotCreate(let text): "cannot be written: \(text)"
    case .unknownExtension(let writable):
      "cannot be written in this format: end the name in "
        + writable.map { "." + $0 }.joined(separator: " or ")
    }
  }

  /// The exit status of sysexits.h: 66 no input, 65 bad data, 73 cannot create, 64 usage.
  public var exitCode: Int32 {
    switch reason {
    case .noInput: 66
    case .badData: 65
    case .cannotCreate: 73
    case .unknownExtension: 64
    }
  }
}
