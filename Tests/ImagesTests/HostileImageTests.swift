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
        == "claims 62994x65284 pixels in \(file.count) bytes, which is too large to decode")
    #expect(error.exitCode == 65)
  }

  @Test("What nobody reads is skipped unread, whatever it claims; beyond the file it is an error")
  func chunks() throws {
    let file = try Golden.files.bytes("rgb8.png")
    let whole = try ImageFile.decode(file)
    // A megabyte each once inflated, in every kind of chunk that libpng would keep.
    let packed = HostileFiles.deflatedZeros(1 << 20)
    for name in ["zTXt", "iTXt", "iCCP", "sPLT", "tEXt", "eXIf", "teSt"] {
      let text = Array("a\0\0".utf8) + (name == "iTXt" ? [1, 0, 0, 0] : []) + packed
      let chunk = HostileFiles.chunk(name, text)
      let many = file.prefix(33) + Array(repeating: chunk, count: 900).joined() + file.dropFirst(33)
      let photo = try ImageFile.decode(Array(many))
      #expect(photo.pixels == whole.pixels && photo.damage == nil)
    }
    let claim = file.prefix(33) + [0x7F, 0xFF, 0xFF, 0xFF] + Array("tEXt".utf8)
    #expect(
      throws: ImageError.undecodable(
        format: .png, reason: "the file ends before the picture begins")
    ) { try ImageFile.decode(Array(claim)) }
  }

  @Test("Text that unpacks to much more than an orientation takes is read to its limit")
  func textBomb() throws {
    let file = try Golden.files.bytes("rgb8.png")
    let whole = try ImageFile.decode(file)
    let packed = HostileFiles.deflatedZeros(200 << 20)
    for (name, head) in [
      ("zTXt", "Raw profile type exif\0\0"), ("iTXt", "XML:com.adobe.xmp\0\u{1}\0\0\0"),
    ] {
      let chunk = HostileFiles.chunk(name, Array(head.utf8) + packed)
      let photo = try ImageFile.decode(file.prefix(33) + chunk + file.dropFirst(33))
      #expect(photo.pixels == whole.pixels)
    }
  }

  @Test("The first text counts, others are not read")
  func firstText() throws {
    let file = try Golden.files.bytes("rgb8.png")
    func text(_ orientation: Int) -> [UInt8] {
      let xmp = "XML:com.adobe.xmp\0\0\0\0\0<x tiff:Orientation=\"\(orientation)\"/>"
      return HostileFiles.chunk("iTXt", Array(xmp.utf8))
    }
    for (first, second, width) in [(1, 6, 45), (6, 1, 36), (9, 6, 45)] {
      let photo = try ImageFile.decode(
        file.prefix(33) + text(first) + text(second) + file.dropFirst(33))
      #expect(photo.width == width)
    }
  }

  @Test("A lossless WebP of one colour is refused before its pixels are unpacked")
  func webpClaim() throws {
    let error = #expect(throws: ImageError.self) {
      _ = try ImageFile.decode(HostileFiles.colourWebP())
    }
    #expect(
      error?.description == "16383x16383 pixels take 1023 MiB to decode; make the photo smaller")
  }

  @Test("Sound photos of many pixels are made smaller, upright too", arguments: 0...1, [1, 6, 8])
  func manyPixels(_ interlaced: Int, _ orientation: Int) throws {
    // Black, at one bit a pixel.
    let file = HostileFiles.blackPNG(
      width: 12_000, height: 8000, interlaced: interlaced == 1, orientation: UInt8(orientation))
    let photo = try ImageFile.decode(file, for: InputSize(224))
    #expect(photo.damage == nil)
    #expect(photo.scaleDenominator == 2)
    let sides = orientation == 1 ? [12_000, 8000] : [8000, 12_000]
    #expect([photo.fullWidth, photo.fullHeight] == sides)
    #expect([photo.width * 2, photo.height * 2] == sides)
    #expect(photo.pixels.count == 6000 * 4000 * 3)
    #expect(stride(from: 0, to: photo.pixels.count, by: 997).allSatisfy { photo.pixels[$0] == 0 })
  }

  @Test("What does not fit is refused in one line")
  func budget() throws {
    // 16384 × 16384 at 16 bits a sample are 1.6 GB to unpack.
    let file = HostileFiles.pngClaim(width: 16_384, height: 16_384, depth: 16)
    let padded = file + [UInt8](repeating: 0, count: 1 << 20)
    let error = #expect(throws: ImageError.self) { _ = try ImageFile.decode(padded) }
    #expect(
      error?.description
        == "16384x16384 pixels take 1536 MiB to decode; make the photo smaller")
    // Coefficients of 144 megapixels.
    var jpeg = HostileFiles.jpegClaim(width: 14_000, height: 14_000, progressive: true)
    jpeg += [UInt8](repeating: 0, count: 1 << 20)
    let refused = #expect(throws: ImageError.self) { _ = try ImageFile.decode(jpeg) }
    #expect(
      refused?.description == "14000x14000 pixels take 373 MiB to decode; make the photo smaller")
  }

  @Test("Scans that walk over too many blocks are refused")
  func longScans() throws {
    let error = #expect(throws: ImageError.self) {
      _ = try ImageFile.decode(HostileFiles.longScans())
    }
    #expect(error?.description.contains("its scans, at least ") == true)
  }

  @Test("A small claim with no data is shown, marked truncated", arguments: [false, true])
  func smallClaim(_ progressive: Bool) throws {
    let file = HostileFiles.jpegClaim(width: 300, height: 200, progressive: progressive)
    let photo = try ImageFile.decode(file)
    #expect(photo.damage == .truncated)
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

  @Test(
    "A file cut off anywhere is an error, marked truncated, or all there", arguments: Golden.photos)
  func truncation(_ name: String) throws {
    let file = try Golden.files.bytes(name)
    let whole = try ImageFile.decode(file)
    var shown = 0
    for length in stride(from: file.count - 1, through: 0, by: -max(1, file.count / 150)) {
      do {
        let photo = try ImageFile.decode(Array(file.prefix(length)))
        // Without its last bytes it may still have all of its pixels; a WebP's orientation is last.
        try #require(
          photo.damage == .truncated
            || photo.damage == nil && (photo.pixels == whole.pixels || name.hasPrefix("webp-")),
          "\(length) of \(file.count) bytes")
        try #require(photo.pixels.count == photo.width * photo.height * 3)
        shown += 1
      } catch let error as ImageError {
        try #require(error.exitCode == 65)
        try #require(!error.description.contains("\n"))
      }
    }
    // libheif refuses a file that is cut off.
    #expect(shown > 0 || whole.format == .heic || whole.format == .avif)
  }

  // Without HEIC and AVIF: that would be a test of libheif.
  @Test(
    "Flipped bits never crash",
    arguments: Golden.photos.filter { !$0.hasSuffix(".heic") && !$0.hasSuffix(".avif") })
  func flips(_ name: String) throws {
    let file = try Golden.files.bytes(name)
    var generator = SplitMix(seed: 20)
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
      #expect(photo.damage == .truncated)
      let count = photo.width * rows * 3
      #expect(photo.pixels.prefix(count) == whole.pixels.prefix(count))
      #expect(photo.pixels != whole.pixels)

      try TemporaryFolder.use { folder in
        let path = try folder.write(cut, "cut.jpg")
        let shown = try PreparedImage.load(
          path: path.asPath, size: InputSize(8), preprocessing: .caffe)
        #expect(shown.source.damage == .truncated)
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
