import Testing

@testable import Weights

@Suite("NumPy arrays")
struct NPYFileTests {
  @Test(
    arguments: [
      ("three", [2, 3, 4]), ("vector", [5]), ("empty", [0, 3]), ("version2", [2, 3]),
      ("fortran", [2, 3]),
    ])
  func readsWhatNumPyWrites(_ name: String, _ shape: [Int]) throws {
    let file = try NPYFile.decode(try Fixtures.goldens.bytes("numpy/\(name).npy"))
    #expect(file.shape == shape)
    #expect(file.values == Fixtures.ramp(shape.reduce(1, *)))
  }

  /// Value 100 d + 10 r + c of a 2 × 3 × 4 array, the first index running fastest.
  @Test func fortranOrderOfThreeAxes() throws {
    var bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]
    let header = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3, 4), }\n"
    bytes.append(littleEndian: UInt16(header.utf8.count))
    bytes += Array(header.utf8)
    for column in 0..<4 {
      for row in 0..<3 {
        for depth in 0..<2 { bytes.append(littleEndian: [Float(100 * depth + 10 * row + column)]) }
      }
    }
    let values = try NPYFile.decode(bytes).values
    #expect(values.prefix(5) == [0, 1, 2, 3, 10])
    #expect(values[1 * 12 + 2 * 4 + 3] == 123)
    #expect(values.last == 123)
  }

  @Test func readsASingleNumber() throws {
    let file = try NPYFile.decode(try Fixtures.goldens.bytes("numpy/scalar.npy"))
    #expect(file == NPYFile(shape: [], values: [1.5]))
    let octets = try NPYFile.decodeOctets(try Fixtures.goldens.bytes("numpy/bytes.npy"))
    #expect(octets == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test(arguments: ["double", "bigendian", "half", "bigdouble"])
  func floatsOfEverySizeAndOrder(_ name: String) throws {
    let file = try NPYFile.decode(try Fixtures.goldens.bytes("numpy/\(name).npy"))
    #expect(file == NPYFile(shape: [4], values: [-2, -1.75, -1.5, -1.25]))
    let bytes = try Fixtures.goldens.bytes("numpy/\(name).npy")
    #expect(throws: WeightsError.self) { try NPYFile.decode(bytes.dropLast()) }
    #expect(throws: WeightsError.self) { try NPYFile.decode(bytes + [0]) }
  }

  @Test(arguments: [("bytes", "|u1")])
  func refusesOthers(_ name: String, _ word: String) throws {
    let bytes = try Fixtures.goldens.bytes("numpy/\(name).npy")
    let error = #expect(throws: WeightsError.self) { try NPYFile.decode(bytes) }
    #expect(error?.description.contains(word) == true)
  }

  @Test(arguments: [[], [1], [7], [2, 3], [1, 2, 3, 4], [0, 5]])
  func layoutOfWhatIsWritten(_ shape: [Int]) throws {
    let values = Fixtures.ramp(shape.reduce(1, *))
    let bytes = NPYFile.encode(shape: shape, values: values)
    #expect((bytes.count - values.count * 4) % 64 == 0)
    #expect(bytes[bytes.count - values.count * 4 - 1] == 0x0A)
    #expect(bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]))
    #expect(try NPYFile.decode(bytes) == NPYFile(shape: shape, values: values))
  }

  @Test func everyTruncationIsAnError() throws {
    let bytes = try Fixtures.goldens.bytes("numpy/three.npy")
    for length in bytes.indices {
      #expect(throws: WeightsError.self) { try NPYFile.decode(Array(bytes[..<length])) }
    }
    #expect(throws: WeightsError.trailingBytes(1)) { try NPYFile.decode(bytes + [0]) }
  }

  @Test(
    arguments: [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1), }",
      "{'descr': '<f4', 'fortran_order': False, }",
      "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } + x",
      "{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,), }",
      "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }",
      "{'descr': '<f4",
      "",
    ])
  func hostileHeader(_ header: String) {
    var bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0]
    bytes.append(littleEndian: UInt16(header.utf8.count))
    bytes += Array(header.utf8) + [0, 0, 0, 0]
    #expect(throws: WeightsError.self) { try NPYFile.decode(bytes) }
  }

  @Test func archivesComeBackAsTheyWere() throws {
    let arrays = try Fixtures.namedArrays()
    let bytes = try NPZFile.encode(arrays)
    #expect(try NPZFile.decode(bytes) == arrays)
    #expect(try NPZFile.encode(arrays) == bytes)
    #expect(NPZFile.Array(name: "x", shape: [2, 2], values: [1]) == nil)
    #expect(throws: WeightsError.self) { try NPZFile.decode(Array(bytes.dropLast(30))) }
    #expect(throws: WeightsError.self) { try NPZFile.decode([1, 2, 3]) }
  }
}
