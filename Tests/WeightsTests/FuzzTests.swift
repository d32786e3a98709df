import SqueezeNet
import Testing

@testable import Weights

/// Random damage with a fixed seed: every reader throws or returns something valid.
@Suite("Damaged files")
struct FuzzTests {
  private static func damaged(_ bytes: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0...generator.next() % 3 {
      let place = Int(generator.next() % UInt64(bytes.count))
      switch generator.next() % 4 {
      case 0: bytes[place] ^= 1 << UInt8(generator.next() % 8)
      case 1: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
      case 2: bytes[place] = [0, 0x7F, 0x80, 0xFF][Int(generator.next() % 4)]
      default: bytes.removeSubrange(place..<min(bytes.count, place + 4))
      }
      if bytes.isEmpty { return [0] }
    }
    return bytes
  }

  /// How many of the rounds threw.
  private static func rejected(
    _ golden: String, rounds: Int = 3000, _ decode: ([UInt8]) throws -> Void
  ) throws -> Int {
    let bytes = try Fixtures.goldens.bytes(golden)
    var generator = SplitMix64(seed: 42)
    var count = 0
    for _ in 0..<rounds {
      do {
        try decode(damaged(bytes, &generator))
      } catch is WeightsError {
        count += 1
      }
    }
    return count
  }

  @Test func numpy() throws {
    let count = try Self.rejected("numpy/three.npy") {
      let file = try NPYFile.decode($0)
      #expect(file.values.count == file.shape.reduce(1, *))
    }
    #expect(count > 1000)
  }

  @Test(arguments: ["stored", "deflated"]) func zip(_ name: String) throws {
    let count = try Self.rejected("numpy/\(name).npz") {
      for entry in try ZipArchive.read($0) { _ = try NPYFile.decode(entry.bytes) }
    }
    #expect(count > 1000)
  }

  @Test func safetensors() throws {
    let count = try Self.rejected("safetensors/floats.safetensors") {
      for array in try SafetensorsFile.decode($0).arrays.values {
        #expect(try array.values().count == array.shape.reduce(1, *))
      }
    }
    #expect(count > 1000)
  }

  @Test(arguments: 2...5) func pickle(_ protocolVersion: Int) throws {
    let count = try Self.rejected("pickle/protocol\(protocolVersion).pkl") { bytes in
      let (_, pickle) = try PickleInterpreter.load(bytes)
      for case .array(let array) in pickle.objects {
        let values = try array.values(in: bytes, name: "")
        if array.shape.count == 4 {
          let turned = try NDFFormat.outputFirst(array, name: "") { values }
          #expect(try turned.values().count == values.count)
        }
      }
    }
    #expect(count > 1000)
  }

  /// Whole files through the front door, damaged where the structure is.
  @Test func wholeFiles() throws {
    let model = try Fixtures.model(.v11)
    var files = [Fixtures.smallNet]
    for format in Fixtures.wholeFormats { files.append(try format.write(model, naming: .layers)) }
    files.append(try CompressedFormat.write(model.compressed(Compression()), naming: .layers))
    var generator = SplitMix64(seed: 1)
    var rejected = 0
    for bytes in files {
      for _ in 0..<25 {
        var bytes = bytes
        bytes[Int(generator.next() % 4096)] = UInt8(truncatingIfNeeded: generator.next())
        do {
          let loaded = try WeightsReader.read(bytes, path: "")
          #expect(loaded.weights.convolutions.values.allSatisfy { $0.kernel.areFinite })
        } catch {
          rejected += 1
        }
      }
    }
    #expect(rejected > 10)
  }
}
