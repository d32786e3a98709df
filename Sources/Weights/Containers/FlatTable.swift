/// A table of FlatBuffers: fields by their number in the schema, found through the table's list of
/// offsets. Every place is checked against the file before it is read; a table is looked into only by
/// who knows its schema, so that no loop of offsets is followed.
struct FlatTable {
  private let bytes: [UInt8]
  private let place: Int
  /// The table's list of offsets.
  private let fields: Range<Int>

  /// As many tables or numbers as are read of one list.
  private static let limit = 4096

  /// The root of a file.
  init(root bytes: [UInt8]) throws(WeightsError) {
    try self.init(bytes, at: Int(try Self.load(bytes, 0, UInt32.self)))
  }

  private init(_ bytes: [UInt8], at place: Int) throws(WeightsError) {
    let list = place - Int(try Self.load(bytes, place, Int32.self))
    let length = Int(try Self.load(bytes, list, UInt16.self))
    guard length >= 4, list + length <= bytes.count else { throw Self.damaged }
    (self.bytes, self.place, fields) = (bytes, place, list + 4..<list + length)
  }

  private static let damaged = WeightsError.malformed("an offset in the file that leads nowhere")

  private static func load<Value: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: [UInt8], _ place: Int, _ type: Value.Type
  ) throws(WeightsError) -> Value {
    guard place >= 0, place <= bytes.count - MemoryLayout<Value>.size else { throw damaged }
    return Value(
      littleEndian: bytes.withUnsafeBytes {
        $0.loadUnaligned(fromByteOffset: place, as: Value.self)
      })
  }

  /// Where a field is; nil where the table leaves it out.
  private func field(_ number: Int) throws(WeightsError) -> Int? {
    let entry = fields.lowerBound + 2 * number
    guard entry + 2 <= fields.upperBound else { return nil }
    let offset = Int(try Self.load(bytes, entry, UInt16.self))
    return offset == 0 ? nil : place + offset
  }

  func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ number: Int, _ type: Value.Type, or usual: Int = 0
  ) throws(WeightsError) -> Int {
    guard let place = try field(number) else { return usual }
    return Int(clamping: try Self.load(bytes, place, type))
  }

  func table(_ number: Int) throws(WeightsError) -> FlatTable? {
    guard let place = try field(number) else { return nil }
    return try FlatTable(bytes, at: place + Int(try Self.load(bytes, place, UInt32.self)))
  }

  func tables(_ number: Int) throws(WeightsError) -> [FlatTable] {
    var tables: [FlatTable] = []
    for place in try places(number, size: 4) {
      tables.append(try FlatTable(bytes, at: place + Int(try Self.load(bytes, place, UInt32.self))))
    }
    return tables
  }

  func integers<Value: FixedWidthInteger & BitwiseCopyable>(_ number: Int, _ type: Value.Type)
    throws(WeightsError) -> [Int]
  {
    var values: [Int] = []
    for place in try places(number, size: MemoryLayout<Value>.size) {
      values.append(Int(clamping: try Self.load(bytes, place, type)))
    }
    return values
  }

  private func places(_ number: Int, size: Int) throws(WeightsError) -> StrideTo<Int> {
    let range = try range(number, size: size)
    guard range.count <= Self.limit * size else {
      throw .unsupported("a model with a list of more than \(Self.limit) items")
    }
    return stride(from: range.lowerBound, to: range.upperBound, by: size)
  }

  /// The bytes of a list of values of so many bytes each.
  func data(_ number: Int, size: Int = 1) throws(WeightsError) -> ArraySlice<UInt8> {
    bytes[try range(number, size: size)]
  }

  func text(_ number: Int) throws(WeightsError) -> String {
    String(decoding: try data(number), as: UTF8.self)
  }

  private func range(_ number: Int, size: Int) throws(WeightsError) -> Range<Int> {
    guard let place = try field(number) else { return 0..<0 }
    let list = place + Int(try Self.load(bytes, place, UInt32.self))
    let count = Int(try Self.load(bytes, list, UInt32.self))
    guard count <= (bytes.count - list - 4) / size else { throw Self.damaged }
    return list + 4..<list + 4 + count * size
  }
}
