import Images
import SqueezeNet
import TestSupport
import Testing

@Suite("Damage is where pixels are missing or wrong, and nowhere else")
struct DamageTests {
  /// What a file may have besides its picture, and what leaves it whole.
  enum Oddity: String, CaseIterable {
    case noSpectralEnd, secondStream, tableAfterLastRow, noEnd, paddingBeforeEnd, futureVersion

    func apply(to jpeg: [UInt8]) -> [UInt8] {
      var file = jpeg
      let scan = file.indices.dropLast().first { file[$0] == 0xFF && file[$0 + 1] == 0xDA } ?? 0
      switch self {
      // A field that baseline decoders do not use; some phones write 0 for 63.
      case .noSpectralEnd: file[scan + 2 + Int(file[scan + 3]) - 2] = 0
      case .secondStream: file = file.dropLast(2) + jpeg
      // A Huffman table with more codes than there are.
      case .tableAfterLastRow: file = file.dropLast(2) + [0xFF, 0xC4, 0, 5, 0xFF, 0xFF, 0xFF]
      case .noEnd: file = file.dropLast(2)
      case .paddingBeforeEnd: file.insert(contentsOf: [0, 0, 0], at: file.count - 2)
      case .futureVersion: file[11] = 9
      }
      return file
    }
  }

  @Test(
    "A JPEG with all its rows is the photo, whatever stands around them",
    arguments: ["baseline-420.jpg", "progressive.jpg", "restarts.jpg"], Oddity.allCases)
  func sound(_ name: String, _ oddity: Oddity) throws {
    // Progressive decoders do use that field.
    if name == "progressive.jpg", oddity == .noSpectralEnd { return }
    let file = try Golden.files.bytes(name)
    let whole = try ImageFile.decode(file)
    let photo = try ImageFile.decode(oddity.apply(to: file))
    #expect(photo.damage == nil)
    #expect(photo.pixels == whole.pixels)
  }

  @Test("Some scans of a progressive JPEG are the photo, marked", arguments: [1, 2, 5])
  func scans(_ count: Int) throws {
    let file = try Golden.files.bytes("progressive.jpg")
    let scans = file.indices.dropLast().filter { file[$0] == 0xFF && file[$0 + 1] == 0xDA }
    let cut = file[..<scans[count]]
    let ends: [(ArraySlice<UInt8>, Damage)] = [
      (cut, .truncated), (cut + file, .corrupt), (cut + [0xFF, 0xC4, 0, 5, 0, 255, 255], .corrupt),
    ]
    let whole = try ImageFile.decode(file)
    for (file, damage) in ends {
      let photo = try ImageFile.decode(Array(file))
      #expect(photo.damage == damage)
      let differences = zip(photo.pixels, whole.pixels).map { abs(Int($0) - Int($1)) }
      let mean = Double(differences.reduce(0, +)) / Double(differences.count)
      #expect(mean > 0 && mean < 30, "coarse, but the same photo")
    }
  }

  @Test("A picture that begins within the scan leaves the rows before it, marked")
  func startWithinScan() throws {
    var file = try Golden.files.bytes("baseline-444.jpg")
    let whole = try ImageFile.decode(file)
    let middle = file.count * 6 / 10
    file.replaceSubrange(middle..<middle + 2, with: [0xFF, 0xD8])
    let photo = try ImageFile.decode(file)
    #expect(photo.damage == .corrupt)
    let count = photo.width * 16 * 3
    #expect(photo.pixels.prefix(count) == whole.pixels.prefix(count))
    #expect(photo.pixels != whole.pixels)
  }

  @Test("A scan that refines what was never sent is damage")
  func progression() throws {
    let file = try Golden.files.bytes("progressive.jpg")
    #expect(try ImageFile.decode(HostileFiles.manyScans(file, repetitions: 2)).damage == .corrupt)
  }

  @Test("A PNG needs nothing after its last row", arguments: ["rgb8.png", "interlaced-rgb8.png"])
  func pngEnd(_ name: String) throws {
    let file = try Golden.files.bytes(name)
    let whole = try ImageFile.decode(file)
    for missing in [1, 4, 12, 16] {  // IEND, then the checksum of the pixels
      let photo = try ImageFile.decode(file.dropLast(missing))
      #expect(photo.damage == nil)
      #expect(photo.pixels == whole.pixels)
    }
    var wrong = file
    wrong[file.count - 13] ^= 1  // that checksum
    let photo = try ImageFile.decode(wrong)
    #expect(photo.damage == .corrupt)
    #expect(photo.pixels == whole.pixels)
  }
}
