import ArgumentParser
import Files

/// The program's arguments, which are bytes, on their way through ArgumentParser, which takes text:
/// a byte that is no UTF-8 travels as a character of a private plane, as does each byte of such a
/// character itself. `Path` turns them back, and so does what is printed.
enum RawArguments {
  /// U+10FE80 … U+10FEFF stand for the bytes 0x80 … 0xFF.
  private static let base: UInt32 = 0x10FE00

  /// What the program was called with.
  static var escaped: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      CommandLine.unsafeArgv[index].map { escape(Path(cString: $0).bytes) }
    }
  }

  static func escape(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      // A character's first byte begins with as many ones as it has bytes.
      let part = rest.prefix(max(1, (~first).leadingZeroBitCount))
      if let character = String(validating: part, as: UTF8.self),
        !character.unicodeScalars.contains(where: { byte(of: $0) != nil })
      {
        text += character
        rest.removeFirst(part.count)
      } else {
        text.unicodeScalars.append(Unicode.Scalar(base + UInt32(first)) ?? "\u{FFFD}")
        rest.removeFirst()
      }
    }
    return text
  }

  static func bytes(of text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in byte(of: scalar).map { [$0] } ?? Array(scalar.utf8) }
  }

  /// What a message shows of arguments that are no paths, or that could not be parsed.
  static func shown(_ text: String) -> String { String(decoding: bytes(of: text), as: UTF8.self) }

  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    base + 0x80...base + 0xFF ~= scalar.value ? UInt8(scalar.value - base) : nil
  }
}

extension Path: ExpressibleByArgument {
  public init?(argument: String) { self.init(bytes: RawArguments.bytes(of: argument)) }

  public var defaultValueDescription: String { description }
}
