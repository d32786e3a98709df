import SqueezeNet

/// The reason why a file or a set of arrays is not the weights of a SqueezeNet. `description` is
/// the part of the error line after the file's name.
public enum WeightsError: Error, Hashable, CustomStringConvertible {
  case missingLayer(String)
  case wrongSize(layer: String, expected: Int, found: Int)
  case notFinite(layer: String)
  /// The system's reason, or that the file changes.
  case unreadable(String)
  /// No bytes at all.
  case empty
  /// No format recognises the content.
  case unknownFormat(known: [String])
  case truncated(offset: Int, needed: Int, left: Int)
  case trailingBytes(Int)
  case tooLarge(limit: Int)
  /// Nothing is wrong with the file, but it is not read; the text says what it is, and what to do.
  case unsupported(String)
  /// The format that is to be written cannot hold these weights; the text says why.
  case notWritable(String)
  /// The container breaks its own rules; the text says how.
  case malformed(String)
  case missingArray(String)
  case unexpectedArray(String)
  case wrongShape(array: String, expected: [Int], found: [Int])
  case unknownArchitecture(array: String, found: [Int])
  case unsupportedType(array: String, type: String)
  /// A pickle wants to call something; nothing was called.
  case refusedGlobal(String)
  /// The file says one thing about itself in its metadata and another in its arrays.
  case unknownMetadata(key: String, value: String)
  /// A file of names of classes; the text is what is wrong with it.
  case labels(String)
  case wrongArchitecture(asked: Architecture, found: Architecture)

  public var description: String {
    switch self {
    case .missingLayer(let layer): "no weights for layer \(layer)"
    case .wrongSize(let layer, let expected, let found):
      "layer \(layer) needs \(expected) values, the file has \(found)"
    case .notFinite(let layer): "layer \(layer) holds a value that is not finite"
    case .unreadable(let text): "cannot be read: \(text)"
    case .empty: "the file is empty"
    case .unknownFormat(let known):
      "not weights in a known format (\(known.joined(separator: ", ")))"
    case .truncated(let offset, let needed, let left):
      "ends too early: \(needed) more bytes are needed at offset \(offset), \(left) are there"
    case .trailingBytes(let count): "has \(count) bytes too many at its end"
    case .tooLarge(let limit):
      "too large: weights of a SqueezeNet take less than \(limit >> 20) MiB"
    case .unsupported(let what): "is \(what)"
    case .notWritable(let reason): reason
    case .malformed(let reason): "damaged: \(reason)"
    case .missingArray(let name): "has no array \(name)"
    case .unexpectedArray(let name):
      "has an array \(name.printable) that is no part of SqueezeNet"
    case .wrongShape(let name, let expected, let found):
      "array \(name.printable) must be \(Self.shape(expected)), it is \(Self.shape(found))"
    case .unknownArchitecture(let name, let found):
      "array \(name.printable) is \(Self.shape(found)), "
        + (found.isInputFirst
          ? "a kernel in the order HWIO: transpose(3, 2, 0, 1) makes it OIHW, as they are read"
          : found.isOverOtherChannels
            ? "over \(found[1]) channels: networks of 1 (grey) or 3 (RGB) input channels are read"
            : "no SqueezeNet's: kernels are outputs x inputs x side x side, as 96x3x7x7 of v1.0's "
              + "conv1")
    case .unsupportedType(let name, let type):
      "array \(name.printable) has type \(type.printable): store it as float32"
    case .refusedGlobal(let name):
      "the pickle asks for \(name.printable), which is refused; nothing was run"
    case .unknownMetadata(let key, let value):
      "its metadata says \(key) \(value.printable), which is unknown or not what its arrays are"
    case .labels(let problem): problem
    case .wrongArchitecture(let asked, let found):
      "holds weights of \(found.name), not \(asked.name): "
        + "give --model \(found.name) or other weights"
    }
  }

  private static func shape(_ shape: [Int]) -> String {
    guard !shape.isEmpty else { return "a single number" }
    let shown = shape.prefix(6).map(String.init).joined(separator: "x")
    return shape.count > 6 ? shown + "x..." : shown
  }
}

extension [Int] {
  /// True for the shape of a kernel in the order HWIO, which no OIHW has.
  var isInputFirst: Bool { count == 4 && self[0] == self[1] && self[2] != self[3] && self[0] < 12 }

  /// True for the shape of a first convolution over other images than grey or RGB ones.
  fileprivate var isOverOtherChannels: Bool {
    count == 4 && self[2] == self[3] && self[2] > 1 && ![1, 3].contains(self[1])
      && self[0] <= Architecture.channelLimit
  }
}

extension String {
  /// Text from a file, safe inside a one-line message: no control characters, not too long.
  var printable: String {
    var result = ""
    for scalar in unicodeScalars.prefix(80) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
        .privateUse:
        result.unicodeScalars.append("?")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return unicodeScalars.count > 80 ? result + "..." : result
  }
}
