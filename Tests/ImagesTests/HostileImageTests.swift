import Images
import SqueezeNet
import TestSupport
import Testing

@Suite("A bad image gives a clear error or is marked")
struct HostileImageTests {
  @Test(
    "A claim that the file has no room for is refused after the header",
    arguments: [
      (62_994, 65_284, false), (65_500, 65_500, true), (5000, 5000, true), (16_384, 1025, false),
    ])
  func jpegClaim(_ width: Int, _ height: Int, _ progressive: Bool) {
    let file = HostileFiles.jpegClaim(width: width, height: height, progressive: progressive)
    #expect(throws: ImageError.tooManyPixels(width: width, height: height, fileSize: file.count)) {
      try ImageFile.decode(file, for: InputSize(224))
    }
  }

  @Test("A PNG's claim too")
  func pngClaim() {
    let file = HostileFiles.pngClaim(width: 62_994, height: 65_284)
    let error = ImageError.tooManyPixels(width: 62_994, height: 65_284, fileSize: file.count)
    #expect(throws: error) { try ImageFile.decode(file) }
    #expect(
      error.description
        == "claims 62994×65284 pixels in \(file.count) bytes, which is too large to decode")
    #expect(error.exitCode == 65)
  }

  @Test("A small claim with no data is shown, marked truncated", arguments: [false, true])
  func smallClaim(_ progressive: Bool) throws {
    let file = HostileFiles.jpegClaim(width: 300, height: 200, progressive: progressive)
    let photo = try ImageFile.decode(file)
    #expect(photo.isTruncated)
    #expect(photo.pixels.count == 300 * 200 * 3)
  }

  @Test("A thousand progressive scans are refused, a normal number is not")
  func scans() throws {
    let file = try Golden.files.bytes("progressive.jpg")
    #expect(throws: ImageError.undecodable(format: .jpeg, reason: "more than 100 scans")) {
      try ImageFile.decode(HostileFiles.manyScans(file, repetitions: 1000))
    }
    #expect(HostileFiles.manyScans(file, repetitions: 1) == file)
    _ = try ImageFile.decode(HostileFiles.manyScans(file, repetitions: 20))
  }

  @Test("A file cut off anywhere is an error or marked truncated", arguments: Golden.photos)
  func truncation(_ name: String) throws {
    let file = try Golden.files.bytes(name)
    var shown = 0
    for length in stride(from: file.count - 1, through: 0, by: -max(1, file.count / 150)) {
      do {
        let photo = try ImageFile.decode(Array(file.prefix(length)))
        try #require(photo.damage == .truncated, "\(length) of \(file.count) bytes")
        try #require(photo.pixels.count == photo.width * photo.height * 3)
        shown += 1
      } catch let error as ImageError {
        try #require(error.exitCode == 65)
        try #require(!error.description.contains("\n"))
      }
    }
    #expect(shown > 0)
  }

  @Test("Flipped bits never crash", arguments: Golden.photos)
  func flips(_ name: String) throws {
    let file = try Golden.files.bytes(name)
    var generator = SeededGenerator(state: 20)
    for _ in 0..<60 {
      var damaged = file
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let index = Int.random(in: 3..<damaged.count, using: &generator)
        damaged[index] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
      }
      do {
        let photo = try ImageFile.decode(damaged, for: InputSize(16))
        try #require(photo.pixels.count == photo.width * photo.height * 3)
        try #require(photo.width > 0 && photo.height > 0)
        let prepared = PreparedImage(
          photo, path: name.asPath, size: InputSize(16), preprocessing: .torchvision)
        try #require(prepared.values.allSatisfy { $0.isFinite })
      } catch let error as ImageError {
        try #require(!error.description.isEmpty)
      }
    }
  }

  @Test("What came before the cut is shown as it is; strict refuses it")
  func partial() throws {
    for (name, rows) in [("baseline-444.jpg", 16), ("rgb8.png", 8)] {
      let file = try Golden.files.bytes(name)
      let whole = try ImageFile.decode(file)
      let cut = Array(file.prefix(file.count * 6 / 10))
      let photo = try ImageFile.decode(cut)
      #expect(photo.isTruncated)
      let count = photo.width * rows * 3
      #expect(photo.pixels.prefix(count) == whole.pixels.prefix(count))
      #expect(photo.pixels != whole.pixels)

      try TemporaryFolder.use { folder in
        let path = try folder.write(cut, "cut.jpg")
        let shown = try PreparedImage.load(
          path: path.asPath, size: InputSize(8), preprocessing: .caffe)
        #expect(shown.source.isTruncated)
        #expect(throws: ImageError.damaged(.truncated)) {
          try PreparedImage.load(
            path: path.asPath, size: InputSize(8), preprocessing: .caffe, strict: true)
        }
      }
    }
  }

  @Test("Missing rows of a PNG are background")
  func background() throws {
    let file = try Golden.files.bytes("rgb8.png")
    let photo = try ImageFile.decode(Array(file.prefix(file.count / 2)))
    #expect(photo.pixels.suffix(45 * 3).allSatisfy { $0 == DecodedImage.background })
  }

  @Test("Damaged data inside a whole file is marked corrupt")
  func corrupt() throws {
    var jpeg = try Golden.files.bytes("baseline-444.jpg")
    // A marker in the midst of the entropy-coded data.
    jpeg.replaceSubrange(jpeg.count / 2..<jpeg.count / 2 + 2, with: [0xFF, 0xD3])
    #expect(try ImageFile.decode(jpeg).damage == .corrupt)
    var png = try Golden.files.bytes("rgb8.png")
    png[png.count / 2] ^= 0xFF
    #expect(try ImageFile.decode(png).damage == .corrupt)
  }
}
