import Foundation
import SqueezeNet
import Testing

@testable import Weights

@Suite("safetensors")
struct SafetensorsTests {
  @Test func readsWhatThePackageWrites() throws {
    let file = try SafetensorsFile.decode(
      try Fixtures.goldens.bytes("safetensors/floats.safetensors"))
    #expect(file.metadata == ["note": "a/b \"c\"", "n": "1"])
    let expected: [String: ([Int], [Float])] = [
      "fire2/squeeze1x1.weight": ([2, 3, 1, 1], Fixtures.ramp(6)), "half": ([5], Fixtures.ramp(5)),
      "brain": ([3], Fixtures.ramp(3)), "scalar": ([], [-2]),
    ]
    #expect(Set(file.arrays.keys) == Set(expected.keys))
    for (name, (shape, values)) in expected {
      #expect(file.arrays[name]?.shape == shape)
      #expect(try file.arrays[name]?.values() == values)
    }
  }

  /// As some trainers write their whole configuration there.
  @Test func aMegabyteOfMetadata() throws {
    let model = try Fixtures.model(.v11)
    let note = String(repeating: "x", count: 1 << 20)
    let bytes = try SafetensorsFile.encode(model.arrays(naming: .layers), metadata: ["note": note])
    #expect(SafetensorsFormat.matches(WeightsSource(bytes: bytes, path: "x")))
    #expect(try SafetensorsFile.decode(bytes).metadata["note"] == note)
    #expect(try SafetensorsFormat.read(bytes).convolutions == model.convolutions)
  }

  @Test func otherTypesAreNamed() throws {
    var bytes = try Fixtures.goldens.bytes("safetensors/double.safetensors")
    #expect(try SafetensorsFile.decode(bytes).arrays["double"]?.values() == [-2, -1.75])
    bytes.replace(Array("F64".utf8), with: Array("I64".utf8))
    #expect(throws: WeightsError.unsupportedType(array: "double", type: "I64")) {
      try SafetensorsFile.decode(bytes).arrays["double"]?.values()
    }
  }

  @Test func everyTruncationIsAnError() throws {
    let bytes = try Fixtures.goldens.bytes("safetensors/floats.safetensors")
    for length in bytes.indices {
      #expect(throws: WeightsError.self) { try SafetensorsFile.decode(Array(bytes[..<length])) }
    }
    #expect(throws: WeightsError.trailingBytes(1)) { try SafetensorsFile.decode(bytes + [0]) }
  }

  /// Eight bytes of data follow each header.
  @Test(
    arguments: [
      #"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}"#,
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}"#,
      #"{"a":{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}"#,
      #"{"__metadata__":{"x":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"a":7}"#, "[]", "{", "",
    ])
  func hostileHeader(_ header: String) {
    #expect(throws: WeightsError.self) { try SafetensorsFile.decode(Self.file(header)) }
  }

  @Test func deepNestingAndHugeHeader() {
    let nested = String(repeating: "[", count: 100_000)
    #expect(throws: WeightsError.self) { try SafetensorsFile.decode(Self.file(nested)) }
    let huge = [UInt8](repeating: 0xFF, count: 8) + Array("{}".utf8)
    #expect(throws: WeightsError.self) { try SafetensorsFile.decode(huge) }
  }

  private static func file(_ header: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt64(header.utf8.count))
    return bytes + Array(header.utf8) + [UInt8](repeating: 0, count: 8)
  }
}
