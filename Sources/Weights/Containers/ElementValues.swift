/// The values of arrays of any number type, as floats.
enum ElementValues {
  /// - Parameter type: as `int8`, `float16`; nil is given for others.
  static func floats(_ bytes: ArraySlice<UInt8>, _ type: String) -> [Float]? {
    switch type {
    case "float32": SafetensorsElement.float32.floats(bytes)
    case "float16": SafetensorsElement.float16.floats(bytes)
    case "float64": SafetensorsElement.float64.floats(bytes)
    case "bfloat16": SafetensorsElement.bfloat16.floats(bytes)
    case "uint8": bytes.map { Float($0) }
    case "int8": bytes.map { Float(Int8(bitPattern: $0)) }
    case "int32": integers(bytes, Int32.self)
    case "int64": integers(bytes, Int64.self)
    default: nil
    }
  }

  private static func integers<Value: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: ArraySlice<UInt8>, _ type: Value.Type
  ) -> [Float] {
    let size = MemoryLayout<Value>.size
    return bytes.withUnsafeBytes { source in
      (0..<source.count / size).map {
        Float(Value(littleEndian: source.loadUnaligned(fromByteOffset: $0 * size, as: type)))
      }
    }
  }
}
