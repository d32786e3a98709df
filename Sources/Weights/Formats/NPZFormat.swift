/// NumPy's `.npz`: a zip archive of `.npy` files, one an array.
enum NPZFormat: WritableWeightsFormat {
  static let name = "npz"
  static let fileExtensions = ["npz"]

  /// Bytes of a JSON object, string to string; NumPy shows it as an array of uint8.
  private static let metadataName = "sqz.metadata"
  private static let suffix = NPZFile.suffix

  static func matches(_ source: WeightsSource) -> Bool {
    [[3, 4], [5, 6]].contains { source.head.starts(with: [0x50, 0x4B] + $0) }
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    let directory = try ZipDirectory(source)
    var arrays: [String: StoredArray] = [:]
    var metadata: [String: String] = [:]
    for file in directory.files {
      guard file.name.hasSuffix(suffix) else {
        throw .unexpectedArray(file.name)
      }
      let name = String(file.name.dropLast(suffix.count))
      if name == metadataName {
        metadata = try readMetadata(try directory.bytes(of: file))
      } else {
        let beginning = try directory.bytes(of: file, prefix: NPYHeader.lengthLimit + 12)
        var reader = ByteReader(beginning)
        let header = try NPYHeader(reading: &reader, of: file.size)
        arrays[name] = StoredArray(shape: header.shape, type: header.type.name) {
          () throws(WeightsError) in try NPYFile.decode(try directory.bytes(of: file)).values
        }
      }
    }
    return try ModelWeights(arrays: arrays, metadata: metadata)
  }

  static func write(_ weights: ModelWeights, naming: ArrayNaming) throws(WeightsError) -> [UInt8] {
    var entries = try weights.arrays(naming: naming).map { name, array throws(WeightsError) in
      ZipArchive.Entry(
        name: name + suffix, bytes: NPYFile.encode(shape: array.shape, values: try array.values()))
    }
    let json = try WeightsMetadata.json(of: weights)
    entries.append(
      ZipArchive.Entry(name: metadataName + suffix, bytes: NPYFile.encode(octets: json)))
    return try ZipArchive.write(entries)
  }

  private static func readMetadata(_ bytes: [UInt8]) throws(WeightsError) -> [String: String] {
    let octets = try NPYFile.decodeOctets(bytes)
    guard octets.count <= 65536, let entries = WeightsMetadata.entries(inJSON: octets) else {
      throw .malformed("the array \(metadataName) is not the JSON that it should be")
    }
    return entries
  }
}
