/// A value on the pickle machine's stack. It never contains another value itself: composed ones
/// are places in `PickleInterpreter.objects`, so that no depth of nesting and no cycle in a file
/// can exhaust the call stack.
enum PickleValue: Hashable {
  /// The place of bytes in the file, and whether each is written there as a character of UTF-8, as
  /// protocol 2 has it.
  struct Contents: Hashable {
    let place: Range<Int>
    var isLatin1 = false
  }

  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  /// The place of UTF-8 in the file: a megabyte of text that is recalled costs nothing.
  case text(Range<Int>)
  case bytes(Contents)
  case object(Int)
}

/// A value that is composed or can change.
enum PickleObject {
  /// Taken out for a change.
  case moved
  case tuple([PickleValue])
  case list([PickleValue])
  case dictionary([String: PickleValue])
  case global(PickleGlobal)
  /// A NumPy array that has not got its contents yet.
  case emptyArray
  case array(PickleArray)
  case type(PickleType)
  // In PyTorch's pickles only:
  /// A class or function, by its module and name.
  case named(String)
  case record(PickleRecord)
  case storage(PickleStorage)
  case tensor(PickleTensor)
}

/// The Python functions that a pickle may name. Nothing is ever imported or called: the interpreter
/// knows what NumPy would make of these few.
enum PickleGlobal {
  case reconstruct
  case frombuffer
  case encode
  case array
  case type

  /// - Throws: `WeightsError.refusedGlobal` for anything else.
  init(module: String, name: String) throws(WeightsError) {
    switch (module, name) {
    case ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"):
      self = .reconstruct
    case ("numpy.core.numeric", "_frombuffer"), ("numpy._core.numeric", "_frombuffer"):
      self = .frombuffer
    case ("_codecs", "encode"): self = .encode
    case ("numpy", "ndarray"): self = .array
    case ("numpy", "dtype"): self = .type
    default: throw .refusedGlobal("\(module).\(name)")
    }
  }
}

/// A NumPy array as a pickle describes it.
struct PickleArray {
  let shape: [Int]
  /// The element type, e.g. `<f4`.
  let type: String
  let isFortranOrder: Bool
  let contents: PickleValue.Contents

  /// The values in C order.
  ///
  /// - Parameter name: For errors.
  func values(in bytes: [UInt8], name: String) throws(WeightsError) -> [Float] {
    guard let element = NPYHeader.ElementType(named: type), case .floats = element else {
      throw .unsupportedType(array: name, type: type)
    }
    guard !shape.contains(where: { $0 <= 0 }),
      let byteCount = NPYHeader.count(of: shape, upTo: bytes.count).map({ $0 * element.byteCount })
    else { throw .malformed("array \(name.printable) has no size, or more than the file") }
    let stored = bytes[contents.place]
    var decoded: [UInt8] = []
    if contents.isLatin1 {
      for scalar in String(decoding: stored, as: UTF8.self).unicodeScalars {
        guard let byte = UInt8(exactly: scalar.value), decoded.count < byteCount else { break }
        decoded.append(byte)
      }
    }
    let values = contents.isLatin1 ? decoded[...] : stored
    guard values.count == byteCount else {
      throw .malformed("array \(name.printable) has not as many bytes as its shape needs")
    }
    return (element.floats(values) ?? []).inCOrder(shape, isFortranOrder: isFortranOrder)
  }
}

/// A NumPy element type: its kind at first, the byte order once it is built.
struct PickleType {
  let kind: String
  var order = "="
  var description: String { order + kind }
}
