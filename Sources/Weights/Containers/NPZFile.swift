/// NumPy's `.npz`: named arrays in a zip archive, as `numpy.savez` writes it.
public enum NPZFile {
  /// One array, float32 in C order.
  public struct Array: Sendable, Hashable {
    /// NumPy's key. A `/` is allowed; no two are the same.
    public let name: String
    public let shape: [Int]
    public let values: [Float]

    /// Nil unless there are as many values as the shape says.
    public init?(name: String, shape: [Int], values: [Float]) {
      guard shape.reduce(1, *) == values.count else { return nil }
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  static let suffix = ".npy"

  /// The bytes of a file, not compressed: the same for the same arrays.
  public static func encode(_ arrays: [Array]) throws(WeightsError) -> [UInt8] {
    // One array after the other, into memory that is large enough from the start.
    try ZipArchive.write(
      arrays.lazy.map {
        ZipArchive.Entry(
          name: $0.name + suffix, bytes: NPYFile.encode(shape: $0.shape, values: $0.values))
      }, size: arrays.reduce(0) { $0 + $1.values.count * 4 + 2 * $1.name.utf8.count + 512 })
  }

  /// Reads a file of float32 arrays, in its order.
  public static func decode(_ bytes: [UInt8]) throws(WeightsError) -> [Array] {
    var arrays: [Array] = []
    for entry in try ZipArchive.read(WeightsSource(bytes: bytes, path: "")) {
      guard entry.name.hasSuffix(suffix) else {
        throw .unexpectedArray(entry.name)
      }
      let file = try NPYFile.decode(entry.bytes)
      let name = String(entry.name.dropLast(suffix.count))
      guard let array = Array(name: name, shape: file.shape, values: file.values) else {
        throw .malformed("an array whose shape does not fit")
      }
      arrays.append(array)
    }
    return arrays
  }
}
