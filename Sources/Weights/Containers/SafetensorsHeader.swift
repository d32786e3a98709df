/// The JSON object at the start of a safetensors file.
struct SafetensorsHeader: Codable {
  var metadata: [String: String] = [:]
  var tensors: [String: SafetensorsTensor] = [:]

  private static let metadataKey = Key(stringValue: "__metadata__")

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(metadata: [String: String]) { self.metadata = metadata }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys {
      if key.stringValue == Self.metadataKey.stringValue {
        metadata = try container.decode([String: String].self, forKey: key)
      } else {
        tensors[key.stringValue] = try container.decode(SafetensorsTensor.self, forKey: key)
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if !metadata.isEmpty { try container.encode(metadata, forKey: Self.metadataKey) }
    for (name, tensor) in tensors {
      try container.encode(tensor, forKey: Key(stringValue: name))
    }
  }
}

/// The header's entry of one array.
struct SafetensorsTensor: Codable {
  let dtype: String
  let shape: [Int]
  /// Begin and end, counted from the end of the header.
  let dataOffsets: [Int]

  enum CodingKeys: String, CodingKey {
    case dtype, shape
    case dataOffsets = "data_offsets"
  }

  /// −1 when there are no two offsets, which is where no array can begin.
  var begin: Int { dataOffsets.count == 2 ? dataOffsets[0] : -1 }
  var end: Int { dataOffsets.count == 2 ? dataOffsets[1] : -1 }

  /// Product of the shape; nil for a negative size and for one that is out of reach.
  var count: Int? {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow, product <= 1 << 40 else { return nil }
      count = product
    }
    return count
  }
}

/// Element types that can be read; only F32 is written.
enum SafetensorsElement: String {
  case float64 = "F64"
  case float32 = "F32"
  case float16 = "F16"
  case bfloat16 = "BF16"

  var byteCount: Int {
    switch self {
    case .float64: 8
    case .float32: 4
    case .float16, .bfloat16: 2
    }
  }

  func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
    switch self {
    case .float64: Self.floats(bytes) { (bits: UInt64) in Float(Double(bitPattern: bits)) }
    case .float16: Self.floats(bytes) { (bits: UInt16) in Float(Float16(bitPattern: bits)) }
    // The upper half of a float32.
    case .bfloat16:
      Self.floats(bytes) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case .float32: ByteReader.floats(bytes)
    }
  }

  private static func floats<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: ArraySlice<UInt8>, _ convert: (Bits) -> Float
  ) -> [Float] {
    let size = MemoryLayout<Bits>.size
    return bytes.withUnsafeBytes { source in
      (0..<source.count / size).map {
        convert(Bits(littleEndian: source.loadUnaligned(fromByteOffset: $0 * size, as: Bits.self)))
      }
    }
  }
}
