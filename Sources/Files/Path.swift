/// A file's name as the system has it: bytes, which need not be text. What is opened are these
/// bytes; what is shown has a replacement sign in place of each that is no UTF-8.
public struct Path: Hashable, Sendable {
  public let bytes: [UInt8]

  public init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  public init(_ text: String) { bytes = Array(text.utf8) }

  /// Takes a string of C.
  public init(cString: UnsafePointer<CChar>) {
    var length = 0
    while cString[length] != 0 { length += 1 }
    bytes = UnsafeBufferPointer(start: cString, count: length).map { UInt8(bitPattern: $0) }
  }

  /// The bytes as the system takes them. There is no file whose name holds a zero: such a name
  /// becomes the empty one, which does not exist either, and not its beginning.
  public var cString: [CChar] {
    bytes.contains(0) ? [0] : bytes.map { CChar(bitPattern: $0) } + [0]
  }

  public var isEmpty: Bool { bytes.isEmpty }
  public var isAbsolute: Bool { bytes.first == Self.slash }

  /// The last part: `coffee.jpg`; the whole path where there is none.
  public var name: Path {
    bytes.split(separator: Self.slash).last.map { Path(bytes: $0) } ?? self
  }

  /// The folder that the name is in; `.` for a name alone.
  public var folder: Path {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return "." }
    return slash == 0 ? "/" : Path(bytes: bytes[..<slash])
  }

  /// A path below this folder.
  public func appending(_ part: Path) -> Path {
    Path(bytes: bytes.last == Self.slash ? bytes + part.bytes : bytes + [Self.slash] + part.bytes)
  }

  private static let slash = UInt8(ascii: "/")
}

extension Path: ExpressibleByStringLiteral, CustomStringConvertible, Comparable {
  public init(stringLiteral text: String) { self.init(text) }

  public var description: String { String(decoding: bytes, as: UTF8.self) }

  public static func < (one: Path, other: Path) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }
}
