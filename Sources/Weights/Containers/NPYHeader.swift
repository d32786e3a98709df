/// The part before the data of a `.npy` file: a Python dictionary in ASCII.
struct NPYHeader {
  enum ElementType: Hashable {
    case floats(SafetensorsElement, isBigEndian: Bool)
    case uint8
    /// Python's objects, as a pickle.
    case object

    static let float32 = ElementType.floats(.float32, isBigEndian: false)

    private static let names: [(String, ElementType)] = [
      ("<f4", .float32), ("|u1", .uint8), ("|O", .object),
      ("<f2", .floats(.float16, isBigEndian: false)),
      ("<f8", .floats(.float64, isBigEndian: false)),
      (">f4", .floats(.float32, isBigEndian: true)),
      (">f2", .floats(.float16, isBigEndian: true)),
      (">f8", .floats(.float64, isBigEndian: true)),
    ]

    /// - Parameter name: As NumPy writes it: `<f4`.
    init?(named name: String) {
      guard let found = Self.names.first(where: { $0.0 == name }) else { return nil }
      self = found.1
    }

    var name: String { Self.names.first { $0.1 == self }?.0 ?? "" }

    var byteCount: Int {
      if case .floats(let element, _) = self { element.byteCount } else { 1 }
    }

    /// The values of float types; nil for others.
    func floats(_ bytes: ArraySlice<UInt8>) -> [Float]? {
      guard case .floats(let element, let isBigEndian) = self else { return nil }
      guard isBigEndian else { return element.floats(bytes) }
      let size = element.byteCount
      var swapped = Array(bytes)
      for start in stride(from: 0, to: swapped.count - size + 1, by: size) {
        swapped[start..<start + size].reverse()
      }
      return element.floats(swapped[...])
    }
  }

  let type: ElementType
  var isFortranOrder = false
  let shape: [Int]
  /// Product of the shape.
  let count: Int

  /// More than any array of numbers has; NumPy writes some 120.
  static let lengthLimit = 4096
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  init(type: ElementType, shape: [Int]) {
    self.type = type
    self.shape = shape
    count = shape.reduce(1, *)
  }

  var encoded: [UInt8] {
    let sizes = shape.map { "\($0)," }.joined(separator: " ")
    let tuple = shape.count == 1 ? sizes : String(sizes.dropLast())
    var text = "{'descr': '\(type.name)', 'fortran_order': False, 'shape': (\(tuple)), }"
    // Magic, version and length take 10 bytes, the newline one.
    let unpadded = 10 + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
    var bytes = Self.magic + [1, 0]
    bytes.append(littleEndian: UInt16(text.utf8.count))
    return bytes + Array(text.utf8)
  }

  /// - Parameter size: The bytes of the file, of which the reader may have the beginning.
  init(reading reader: inout ByteReader, of size: Int? = nil) throws(WeightsError) {
    guard try reader.slice(Self.magic.count).elementsEqual(Self.magic) else {
      throw .malformed("no NumPy array")
    }
    let version = (try reader.uint8(), try reader.uint8())
    let length: Int
    switch version {
    case (1, 0): length = Int(try reader.uint16())
    case (2, 0), (3, 0): length = Int(try reader.uint32())
    default:
      throw .unsupported("an array of NumPy format version \(version.0).\(version.1): write 1.0")
    }
    guard length <= Self.lengthLimit else {
      throw .unsupported("an array with a header of \(length) bytes")
    }
    var parser = NPYHeaderParser(try reader.slice(length))
    let fields = try parser.dictionary()
    guard let type = ElementType(named: fields.type) else {
      throw .unsupportedType(array: "in the file", type: fields.type)
    }
    guard let count = Self.count(of: fields.shape, upTo: size ?? reader.left) else {
      throw .malformed("an array of more values than the file can hold")
    }
    self.type = type
    isFortranOrder = fields.isFortranOrder
    shape = fields.shape
    self.count = count
  }

  /// Product of a shape; nil for one with a negative size, or beyond a limit.
  static func count(of shape: [Int], upTo limit: Int) -> Int? {
    if shape.contains(0) { return 0 }
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size > 0, !overflow, product <= limit else { return nil }
      count = product
    }
    return count
  }
}

extension [Float] {
  /// The same values with the last index running fastest, where in Fortran order the first one does.
  func inCOrder(_ shape: [Int], isFortranOrder: Bool) -> [Float] {
    guard isFortranOrder, shape.count > 1, !isEmpty else { return self }
    var strides = [1]
    for size in shape.dropLast() { strides.append(strides[strides.count - 1] * size) }
    return inCOrder(shape, strides: strides)
  }

  /// The same values with the last index running fastest.
  ///
  /// - Precondition: No index of the shape leads outside.
  func inCOrder(_ shape: [Int], strides: [Int]) -> [Float] {
    var expected = 1
    let isInOrder = zip(shape, strides).reversed().allSatisfy { size, stride in
      defer { expected *= size }
      return size == 1 || stride == expected
    }
    if isInOrder, expected == count { return self }
    // Axis by axis: where the values lie that follow each other.
    var places = [0]
    for (size, stride) in zip(shape, strides) {
      var next: [Int] = []
      next.reserveCapacity(places.count * size)
      for place in places {
        for index in 0..<size { next.append(place + index * stride) }
      }
      places = next
    }
    return places.map { self[$0] }
  }
}

/// Reads exactly the dictionary that a `.npy` header may hold.
private struct NPYHeaderParser {
  struct Fields {
    var type: String
    var isFortranOrder: Bool
    var shape: [Int]
  }

  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { rest = text }

  mutating func dictionary() throws(WeightsError) -> Fields {
    var type: String?
    var isFortranOrder: Bool?
    var shape: [Int]?
    try expect("{")
    while !accept("}") {
      let key = try string()
      try expect(":")
      switch key {
      case "descr" where type == nil: type = try string()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try boolean()
      case "shape" where shape == nil: shape = try tuple()
      default: throw invalid
      }
      if !accept(",") {
        try expect("}")
        break
      }
    }
    skipSpace()
    guard rest.isEmpty, let type, let isFortranOrder, let shape else { throw invalid }
    return Fields(type: type, isFortranOrder: isFortranOrder, shape: shape)
  }

  private var invalid: WeightsError { .malformed("a NumPy header that is not understood") }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == 0x20 || $0 == 0x0A }
  }

  private mutating func accept(_ word: String) -> Bool {
    skipSpace()
    guard rest.starts(with: word.utf8) else { return false }
    rest = rest.dropFirst(word.utf8.count)
    return true
  }

  private mutating func expect(_ word: String) throws(WeightsError) {
    guard accept(word) else { throw invalid }
  }

  private mutating func string() throws(WeightsError) -> String {
    skipSpace()
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      throw invalid
    }
    let text = rest.dropFirst().prefix { $0 != quote }
    guard text.endIndex < rest.endIndex else { throw invalid }
    rest = rest[(text.endIndex + 1)...]
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func boolean() throws(WeightsError) -> Bool {
    if accept("True") { return true }
    try expect("False")
    return false
  }

  private mutating func tuple() throws(WeightsError) -> [Int] {
    var sizes: [Int] = []
    try expect("(")
    while !accept(")") {
      skipSpace()
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard let size = Int(String(decoding: digits, as: UTF8.self)), sizes.count < 32 else {
        throw invalid
      }
      rest = rest[digits.endIndex...]
      sizes.append(size)
      if !accept(",") {
        // `(3)` is a number in Python and no tuple.
        guard sizes.count > 1 else { throw invalid }
        try expect(")")
        break
      }
    }
    return sizes
  }
}
