/// Our own small files: weights with few distinct values a layer, as `weights compress` makes them.
///
/// ```
/// 8 bytes "sqzcode1"
/// u32 count of bytes, then JSON, string to string: the facts about the weights (`WeightsMetadata`)
/// u16 count of layers, then for each
///   u8  count of bytes of its name, the name (`fire2/squeeze1x1`)
///   4 × u16 the kernel's shape, OIHW
///   O × f32 biases
///   the kernel (`CompressedKernel`)
/// ```
///
/// Integers and floats are little-endian. `Documentation/CompressedWeights.md` describes it, too.
enum CompressedFormat: WritableWeightsFormat {
  static let name = "sqz"
  static let fileExtensions = ["sqz"]

  private static let magic = Array("sqzcode1".utf8)
  private static let metadataLimit = 4 << 20

  static func matches(_ source: WeightsSource) -> Bool { source.head.starts(with: magic) }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let bytes = try source.whole()
    var reader = ByteReader(bytes)
    _ = try reader.take(magic.count)
    let length = Int(try reader.uint32())
    guard length <= metadataLimit,
      let metadata = WeightsMetadata.entries(inJSON: try reader.slice(length))
    else { throw .malformed("facts that are not the JSON that they should be") }
    var arrays: [String: StoredArray] = [:]
    for _ in 0..<(try reader.uint16()) {
      let name = String(decoding: try reader.slice(Int(try reader.uint8())), as: UTF8.self)
      var shape: [Int] = []
      for _ in 0..<4 { shape.append(Int(try reader.uint16())) }
      let bias = try reader.floats(shape[0])
      let start = reader.offset
      try CompressedKernel.skip(&reader)
      let kernel = bytes[start..<reader.offset]
      let count = shape.reduce(1, *)
      arrays[name + ".weight"] = StoredArray(shape: shape, type: "codebook") {
        () throws(WeightsError) in try CompressedKernel.read(kernel, count: count)
      }
      arrays[name + ".bias"] = StoredArray(shape: [shape[0]]) { bias }
    }
    guard reader.left == 0 else { throw .trailingBytes(reader.left) }
    return try ModelWeights(arrays: arrays, metadata: metadata)
  }

  static func write(_ weights: ModelWeights, naming: ArrayNaming) throws(WeightsError) -> [UInt8] {
    guard let kernels = weights.compressedKernels else {
      throw .notWritable(
        "a layer has more than 255 distinct values: 'sqz-tui weights compress' makes them fewer")
    }
    let json = try WeightsMetadata.json(of: weights)
    var bytes = magic
    bytes.append(littleEndian: UInt32(json.count))
    bytes += json
    bytes.append(littleEndian: UInt16(kernels.count))
    for ((layer, convolution), (_, kernel)) in zip(
      ModelWeights.layout(of: weights.architecture), kernels)
    {
      bytes.append(UInt8(layer.utf8.count))
      bytes += layer.utf8
      for side in convolution.kernelShape { bytes.append(littleEndian: UInt16(side)) }
      bytes.append(littleEndian: weights.convolutions[layer]?.bias ?? [])
      bytes += kernel.bytes
    }
    return bytes
  }
}
