import TestSupport
import Testing

@testable import Weights

/// HDF5 as h5py writes it (`Scripts/goldens/hdf5_files.py`), and as nobody does.
@Suite("HDF5 files")
struct HDF5Tests {
  static func file(_ name: String) throws -> HDF5File {
    try HDF5File(Fixtures.goldens.bytes("hdf5/\(name).h5"))
  }

  private static func values(_ path: String, in file: HDF5File) throws -> [Float] {
    let array = try #require(file.root.member(at: path)?.array)
    return try array.stored(in: file, name: path).values()
  }

  @Test(arguments: [
    "<f2", "<f4", "<f8", ">f2", ">f4", ">f8", "bf16", "whole", "pieces", "deflated", "filtered",
  ])
  func arrays(_ name: String) throws {
    let file = try Self.file("earliest")
    #expect(file.root.member(at: "a/b/\(name)")?.array?.shape == [7, 5, 3])
    #expect(try Self.values("a/b/\(name)", in: file) == Fixtures.ramp(105))
  }

  @Test(arguments: [("v110", "x"), ("v110", "y"), ("latest", "x"), ("latest", "y")])
  func newHeaders(_ name: String, _ half: String) throws {
    let file = try Self.file(name)
    let group = try #require(file.root.members[half])
    #expect(file.root.attributes["a"] == ["b"])
    #expect(group.attributes == ["fixed": ["conv1", "fire2"], "variable": ["conv1", "fire2"]])
    for array in ["<f4", "whole"] {
      #expect(try Self.values("\(half)/\(array)", in: file) == Fixtures.ramp(105))
    }
  }

  @Test func numberAndUserBlock() throws {
    #expect(try Self.values("a/b/number", in: Self.file("earliest")) == [0.5])
    #expect(try Self.values("a/<f4", in: Self.file("user_block")) == Fixtures.ramp(105))
  }

  @Test func textAndMembers() throws {
    let root = try Self.file("earliest").root
    let text = try #require(root.members["text"])
    #expect(text.attributes["fixed"] == ["conv1", "fire2/squeeze1x1", ""])
    #expect(text.attributes["variable"] == ["conv1", "fünf", ""])
    #expect(text.attributes["one"] == [String(repeating: "x", count: 3000)])
    #expect(text.attributes["empty"] == [] && text.attributes["number"] == [])
    #expect(
      Set(root.member(at: "a/b/many")?.members.keys.map(\.self) ?? [])
        == Set((0..<200).map(String.init)))
    // Links by name are not followed.
    #expect(root.member(at: "a/b/soft") == nil && root.member(at: "a/c/b") == nil)
    #expect(Set(try Self.file("latest").root.members.keys) == ["x", "y"])
  }

  @Test(arguments: [
    ("earliest", "a/b/int", "int64"), ("earliest", "a/b/unwritten", "never written"),
    ("earliest", "a/b/gap", "2 pieces"), ("earliest", "a/b/lzf", "filter 32000"),
  ])
  func refusedArrays(_ name: String, _ path: String, _ word: String) throws {
    let file = try Self.file(name)
    let error = #expect(throws: WeightsError.self) { try Self.values(path, in: file) }
    #expect(error?.description.contains(word) == true, "\(error as Any)")
  }

  @Test(arguments: ["dense", "newest_pieces"])
  func newestKinds(_ name: String) throws {
    let error = #expect(throws: WeightsError.self) { try Self.file(name) }
    #expect(error?.description.contains("libver='latest'") == true)
  }

  /// All that a file has, read.
  private static func readAll(_ bytes: [UInt8]) throws(WeightsError) {
    let file = try HDF5File(bytes)
    var open = [file.root]
    while let object = open.popLast() {
      open += object.members.values
      if let array = object.array {
        let stored = array.stored(in: file, name: "x")
        do throws(WeightsError) {
          let count = try stored.values().count
          #expect(count == stored.shape.reduce(1, *))
        } catch { continue }
      }
    }
  }

  @Test(arguments: ["latest", "user_block"])
  func cutOff(_ name: String) throws {
    let bytes = try Fixtures.goldens.bytes("hdf5/\(name).h5")
    for length in 0..<bytes.count { try? Self.readAll(Array(bytes.prefix(length))) }
    #expect(throws: WeightsError.self) { try HDF5File(Array(bytes.prefix(bytes.count / 2))) }
  }

  @Test(arguments: ["earliest", "latest", "user_block"])
  func damaged(_ name: String) throws {
    let bytes = try Fixtures.goldens.bytes("hdf5/\(name).h5")
    var generator = SplitMix(seed: 14)
    for _ in 0..<2000 {
      var damaged = bytes
      for _ in 0...generator.next() % 4 {
        let place = Int(generator.next() % UInt64(bytes.count))
        // Addresses that lead elsewhere in the file do more harm than ones outside of it.
        damaged[place] =
          generator.next() % 2 == 0 ? 0xFF : bytes[Int(generator.next() % UInt64(bytes.count))]
      }
      try? Self.readAll(damaged)
    }
  }

  /// Every place in the file that holds an address, led to every other one of them: groups inside
  /// themselves, trees that are their own children, heaps that are headers.
  @Test func circles() throws {
    let bytes = try Fixtures.goldens.bytes("hdf5/user_block.h5")
    func number(_ place: Int) -> Int {
      bytes[place..<place + 8].reversed().reduce(0) { $0 &<< 8 | Int($1) }
    }
    let places = (512..<bytes.count - 8).filter {
      (1...bytes.count - 512).contains(number($0)) && $0 % 8 == 0
    }
    #expect(places.count > 10)
    var circles = 0
    for place in places {
      for other in places {
        var led = bytes
        led.replaceSubrange(place..<place + 8, with: bytes[other..<other + 8])
        do { try Self.readAll(led) } catch { circles += error == HDF5File.circle ? 1 : 0 }
      }
    }
    #expect(circles > 0)
  }
}
