import Files

/// Tells when a weights file is another one than was read.
public struct WeightsFileWatch: Sendable {
  private let path: Path
  /// The file as it was read, or looked into last.
  private var known: String?
  /// The file at the last look.
  private var last: String?

  /// Made before the file is read.
  public init(_ path: Path) {
    self.path = path
    known = Self.state(of: path)
  }

  /// Looks at the file; into it, where it is another one and stayed the same between two looks.
  ///
  /// - Returns: true once for each change to weights that can be read.
  public mutating func hasChanged() -> Bool {
    let now = Self.state(of: path)
    defer { last = now }
    guard let now, now != known, now == last else { return false }
    known = now
    return (try? WeightsReader.read(path: path)) != nil
  }

  private static func state(of path: Path) -> String? {
    FileAccess.state(of: path).map { "\($0.size) \($0.stamp)" }
  }
}
