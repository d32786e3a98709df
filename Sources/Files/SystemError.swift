import Glibc

/// The system's reason for a call that failed.
public struct SystemError: Error, Hashable, CustomStringConvertible {
  /// One of errno's values.
  public let code: Int32

  public init(code: Int32) { self.code = code }

  public var description: String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
