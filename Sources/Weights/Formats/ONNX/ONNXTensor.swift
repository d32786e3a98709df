import Files

/// ONNX's TensorProto: an array with its values in one of several fields, or in a file beside.
struct ONNXTensor {
  private(set) var name = ""
  private(set) var shape: [Int] = []
  private var type = 0
  /// `raw_data`, or `float_data` and `double_data`.
  private var data: ArraySlice<UInt8> = []
  /// Integers, and 16-bit floats by their bits, have fields of their own.
  private var integers: ProtobufMessage.Value?
  private var external: [String: String] = [:]
  private var isExternal = false

  private static let types = [
    1: "float32", 2: "uint8", 3: "int8", 6: "int32", 7: "int64", 10: "float16", 11: "float64",
    16: "bfloat16",
  ]

  init(_ bytes: ArraySlice<UInt8>) throws(WeightsError) {
    // Not packed, values come one by one.
    var loose: [UInt8] = []
    try ProtobufMessage.read(bytes) { field throws(WeightsError) in
      switch field.number {
      case 1: shape += try field.value.integers()
      case 2: type = field.value.integer ?? 0
      case 4, 10:
        if case .fixed(let value) = field.value { loose += value } else { data = field.value.bytes }
      case 5, 7:
        if let value = field.value.integer {
          loose.append(varint: UInt64(bitPattern: Int64(value)))
          integers = .bytes([])
        } else {
          integers = field.value
        }
      case 8: name = field.value.text
      case 9: data = field.value.bytes
      case 13:
        let (key, value) = try ONNXModel.pair(field.value.bytes)
        external[key] = value
      case 14: isExternal = field.value.integer == 1
      default: break
      }
    }
    if !loose.isEmpty {
      if integers != nil { integers = .bytes(loose[...]) } else { data = loose[...] }
    }
    guard shape.count <= 8 else {
      throw .malformed("array \(name.printable) of \(shape.count) axes")
    }
  }

  var typeName: String { Self.types[type] ?? "type \(type)" }
  var isInteger: Bool { [2, 3, 6, 7].contains(type) }
  /// Of a file beside the model; nil where the values are in it.
  var location: String? { isExternal ? external["location"] ?? "" : nil }

  /// - Parameter file: What `location` names.
  func array(_ file: WeightsSource?) -> StoredArray {
    StoredArray(shape: shape, name: name, type: typeName) { () throws(WeightsError) in
      guard let count = NPYHeader.count(of: shape, upTo: SizeLimit.weights) else {
        throw .malformed("array \(name.printable) of more values than a file can hold")
      }
      let values = try values(count, file)
      guard values.count == count else {
        throw .malformed("array \(name.printable) has not as many values as its shape needs")
      }
      return values
    }
  }

  private func values(_ count: Int, _ file: WeightsSource?) throws(WeightsError) -> [Float] {
    var bytes = data
    if isExternal {
      guard let file else {
        throw .unsupported(
          "an ONNX model whose arrays are in \((location ?? "").printable): put it beside")
      }
      bytes = try externalBytes(file, count)[...]
    } else if let integers {
      let integers = try integers.integers(upTo: count)
      switch type {
      case 2, 3, 6, 7: return integers.map { Float($0) }
      case 10: return integers.map { Float(Float16(bitPattern: UInt16(truncatingIfNeeded: $0))) }
      case 16:
        return integers.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0) << 16) }
      default: break
      }
    }
    guard let values = ElementValues.floats(bytes, typeName) else {
      throw .unsupportedType(array: name, type: typeName)
    }
    return values
  }

  private func externalBytes(_ file: WeightsSource, _ count: Int) throws(WeightsError) -> [UInt8] {
    func number(_ key: String) throws(WeightsError) -> Int? {
      guard let text = external[key] else { return nil }
      guard let number = Int(text), number >= 0 else {
        throw .malformed("array \(name.printable) has the \(key) \(text.printable)")
      }
      return number
    }
    let start = try number("offset") ?? 0
    let size = [1: 4, 6: 4, 7: 8, 10: 2, 11: 8, 16: 2][type] ?? 1
    let length = count * size
    guard try number("length") ?? length == length else {
      throw .malformed("array \(name.printable) has not as many bytes as its shape needs")
    }
    let (end, overflow) = start.addingReportingOverflow(length)
    guard !overflow, end <= file.count else {
      throw .malformed(
        "array \(name.printable) lies behind the end of \((location ?? "").printable)")
    }
    return try file.bytes(start..<end)
  }
}
