/// Hugging Face's safetensors, float32 (and 16-bit floats for reading).
enum SafetensorsFormat: WritableWeightsFormat {
  static let name = "safetensors"
  static let fileExtensions = ["safetensors"]

  static func matches(_ source: WeightsSource) -> Bool {
    var reader = ByteReader(source.head)
    guard let length = try? reader.uint64(), let brace = try? reader.uint8() else { return false }
    return length <= UInt64(SafetensorsFile.headerLimit) && brace == UInt8(ascii: "{")
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let file = try SafetensorsFile.decode(source)
    return try ModelWeights(arrays: file.arrays, metadata: file.metadata)
  }

  static func write(_ weights: ModelWeights, naming: ArrayNaming) throws(WeightsError) -> [UInt8] {
    try SafetensorsFile.encode(
      weights.arrays(naming: naming), metadata: WeightsMetadata.entries(of: weights))
  }
}
