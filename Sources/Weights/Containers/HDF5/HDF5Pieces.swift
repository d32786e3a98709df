import CMinizip
import Files

/// A step that the pieces of an array went through when they were written.
enum HDF5Filter {
  case deflate
  /// The first bytes of all values, then the second ones, and so on.
  case shuffle
  /// Four bytes behind the others; they are not compared.
  case checksum
  case other(UInt16)

  static func list(_ body: inout ByteReader) throws(WeightsError) -> [HDF5Filter] {
    let version = try body.uint8()
    let count = Int(try body.uint8())
    _ = try body.take(version == 1 ? 6 : 0)
    var filters: [HDF5Filter] = []
    for _ in 0..<count {
      let number = try body.uint16()
      let nameLength = version == 1 || number >= 256 ? Int(try body.uint16()) : 0
      _ = try body.take(2)
      let values = Int(try body.uint16())
      _ = try body.take(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength)
      _ = try body.take(4 * values + (version == 1 && values % 2 == 1 ? 4 : 0))
      switch number {
      case 1: filters.append(.deflate)
      case 2: filters.append(.shuffle)
      case 3: filters.append(.checksum)
      default: filters.append(.other(number))
      }
    }
    return filters
  }

  /// - Parameters:
  ///   - mask: A bit for each filter that was left out.
  ///   - count: Bytes that there must be in the end.
  ///   - size: Bytes of one value.
  static func undo(
    _ filters: [HDF5Filter], mask: UInt32, _ data: ArraySlice<UInt8>, to count: Int, size: Int
  ) throws(WeightsError) -> ArraySlice<UInt8> {
    var data = data
    for (place, filter) in filters.enumerated().reversed() where mask >> UInt32(place) & 1 == 0 {
      switch filter {
      case .checksum: data = data.dropLast(4)
      case .deflate: data = try inflated(data, to: count)[...]
      case .shuffle:
        let whole = data.count / size
        var result = Array(data)
        for place in 0..<size {
          let bytes = data.dropFirst(place * whole).prefix(whole)
          for (index, byte) in bytes.enumerated() { result[index * size + place] = byte }
        }
        data = result[...]
      case .other(let number):
        throw .unsupported(
          "an HDF5 file packed in a way that is not read (filter \(number)): write it with gzip")
      }
    }
    guard data.count == count else { throw .malformed("a piece of an HDF5 array of another size") }
    return data
  }

  /// - Parameter count: Most bytes; a checksum may stand behind the values.
  private static func inflated(_ data: ArraySlice<UInt8>, to count: Int) throws(WeightsError)
    -> [UInt8]
  {
    // Deflate makes at most 1032 bytes of one: no more is reserved than can come.
    let room = min(count + 4, data.count.multipliedReportingOverflow(by: 1032).partialValue)
    var size = uLong(room)
    var status = Z_BUF_ERROR
    let result = [UInt8](unsafeUninitializedCapacity: room) { target, initialized in
      data.withUnsafeBufferPointer { source in
        status = uncompress(target.baseAddress, &size, source.baseAddress, uLong(source.count))
      }
      initialized = status == Z_OK ? min(room, Int(size)) : 0
    }
    guard status == Z_OK else { throw .malformed("a piece of an HDF5 array does not unpack") }
    return result
  }
}

extension HDF5Array {
  /// The bytes of all values of an array in pieces.
  func pieces(_ piece: [Int], _ tree: Int, size: Int, in file: HDF5File) throws(WeightsError)
    -> ArraySlice<UInt8>
  {
    guard piece.count == shape.count, !piece.isEmpty,
      zip(piece, shape).allSatisfy({ $0 > 0 && $0 <= $1 })
    else { throw .malformed("pieces of an HDF5 array that are larger than it is") }
    let pieceSize = piece.reduce(size, *)
    let needed = zip(piece, shape).reduce(1) { $0 * (($1.1 - 1) / $1.0 + 1) }
    guard needed * pieceSize <= SizeLimit.weights else { throw .tooLarge(limit: SizeLimit.weights) }
    var file = file
    var places: [[Int]: (range: Range<Int>, mask: UInt32)] = [:]
    try file.walk(tree, keySize: 8 + 8 * (shape.count + 1), kind: 1) {
      file, key, address throws(WeightsError) in
      let count = Int(try key.uint32())
      let mask = try key.uint32()
      var start: [Int] = []
      for _ in shape { start.append(Int(clamping: try key.uint64())) }
      guard zip(start, zip(shape, piece)).allSatisfy({ $0 < $1.0 && $0 % $1.1 == 0 }) else {
        throw .malformed("a piece of an HDF5 array outside of it")
      }
      places[start] = (try file.range(address, count), mask)
    }
    guard places.count == needed else {
      throw .malformed("\(needed - places.count) pieces of an HDF5 array were never written")
    }
    var result = [UInt8](repeating: 0, count: shape.reduce(size, *))
    for (start, place) in places {
      let data = try HDF5Filter.undo(
        filters, mask: place.mask, bytes[place.range], to: pieceSize, size: size)
      copy(data, piece: piece, at: start, size: size, to: &result)
    }
    return result[...]
  }

  /// Copies a piece row by row; at the borders it is larger than what is left of the array.
  private func copy(
    _ data: ArraySlice<UInt8>, piece: [Int], at start: [Int], size: Int, to result: inout [UInt8]
  ) {
    let last = shape.count - 1
    let length = min(piece[last], shape[last] - start[last]) * size
    for row in 0..<piece.dropLast().reduce(1, *) {
      var (rest, place, step, isInside) = (row, start[last], shape[last], true)
      for axis in (0..<last).reversed() {
        let index = start[axis] + rest % piece[axis]
        rest /= piece[axis]
        isInside = isInside && index < shape[axis]
        place += index * step
        step *= shape[axis]
      }
      guard isInside else { continue }
      let from = data.startIndex + row * piece[last] * size
      result.replaceSubrange(place * size..<place * size + length, with: data[from..<from + length])
    }
  }
}
