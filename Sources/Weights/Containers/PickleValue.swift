/// A value on the pickle machine's stack. It never contains another value itself: composed ones
/// are places in `PickleInterpreter.objects`, so that no depth of nesting and no cycle in a file
/// can exhaust the call stack.
enum PickleValue: Hashable {
  case none
  case bool(Bool)
  case int(Int)
  case string(String)
  /// Their place in the file.
  case bytes(Range<Int>)
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
}

/// The Python functions that a pickle may name. Nothing is ever imported or called: the interpreter
/// knows what NumPy would make of these few.
enum PickleGlobal {
  case reconstruct
  case array
  case type

  /// - Throws: `WeightsError.refusedGlobal` for anything else.
  init(module: String, name: String) throws(WeightsError) {
    switch (module, name) {
    case ("numpy.core.multiarray", "_reconstruct"), ("numpy._core.multiarray", "_reconstruct"):
      self = .reconstruct
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
  /// The place of its contents in the file.
  let contents: Range<Int>

  /// The values in C order.
  ///
  /// - Parameter name: for errors.
  func values(in bytes: [UInt8], name: String) throws(WeightsError) -> [Float] {
    guard type == "<f4" else { throw .unsupportedType(array: name, type: type) }
    guard !isFortranOrder || shape.count < 2 else {
      throw .malformed("array \(name.printable) is in Fortran order")
    }
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size > 0, !overflow else { throw .malformed("array \(name.printable) has no size") }
      count = product
    }
    guard contents.count % 4 == 0, contents.count / 4 == count else {
      throw .malformed("array \(name.printable) has not as many bytes as its shape needs")
    }
    return ByteReader.floats(bytes[contents])
  }
}

/// A NumPy element type: its kind at first, the byte order once it is built.
struct PickleType {
  let kind: String
  var order = "="
  var description: String { order + kind }
}
