import Images
import SqueezeNet
import Testing

@Suite("A photo is prepared as Pillow prepares it")
struct PreparedImageTests {
  @Test("Pixels agree with Pillow's: exactly for PNG, to 1 level for JPEG", arguments: Golden.all)
  func pixels(_ golden: Golden) throws {
    let photo = try ImageFile.decode(Golden.files.bytes(golden.photo))
    #expect(photo.fullWidth == golden.photoWidth && photo.fullHeight == golden.photoHeight)
    #expect(photo.width == golden.photoWidth && photo.height == golden.photoHeight)
    #expect(photo.scaleDenominator == 1)
    #expect(photo.damage == nil)
    let prepared = PreparedImage(
      photo, path: golden.photo.asPath, size: golden.size, preprocessing: .torchvision)
    let expected = try Golden.files.bytes(golden.pixels)
    try #require(prepared.pixels.count == expected.count)
    let worst = zip(prepared.pixels, expected).map { abs(Int($0) - Int($1)) }.max() ?? 255
    #expect(worst <= (photo.format == .png ? 0 : 1))
  }

  @Test(
    "Values agree with NumPy's in every preparation",
    arguments: [Preprocessing.caffe, .caffeExact, .torchvision])
  func values(_ preprocessing: Preprocessing) throws {
    let golden = try #require(Golden.all.first { $0.values[preprocessing.name] != nil })
    let file = try #require(golden.values[preprocessing.name])
    let prepared = try PreparedImage.load(
      path: Golden.files.path(golden.photo).asPath, size: golden.size, preprocessing: preprocessing)
    let expected = try Golden.floats(file)
    try #require(prepared.values.count == expected.count)
    for (value, expected) in zip(prepared.values, expected) {
      try #require(abs(value - expected) <= 2e-5)  // a unit in the last place of 255
    }
  }

  @Test("The source says what was read")
  func source() throws {
    let path = Golden.files.path("orientation-6.jpg")
    let prepared = try PreparedImage.load(
      path: path.asPath, size: InputSize(8), preprocessing: .caffe)
    #expect(prepared.size == InputSize(8))
    let source = prepared.source
    #expect(source.path == path.asPath && source.name == "orientation-6.jpg")
    #expect(source.format == .jpeg && source.scaleDenominator == 1 && source.damage == nil)
    #expect(source.width == 26 && source.height == 41)
  }

  /// Photo, input, expected denominator and decoded size. `large.jpg` is 800×533; the rotated one
  /// is stored as 41×26 and stands upright as 26×41.
  @Test(
    "The scale is the smallest that leaves twice the input",
    arguments: [
      ("large.jpg", InputSize(227), 1, 800, 533),
      ("large.jpg", InputSize(134), 1, 800, 533),
      ("large.jpg", InputSize(133), 2, 400, 267),
      ("large.jpg", InputSize(66), 4, 200, 134),
      ("large.jpg", InputSize(33), 8, 100, 67),
      ("large.jpg", InputSize(4), 8, 100, 67),
      ("large.jpg", InputSize(height: 66, width: 101), 2, 400, 267),
      ("orientation-6.jpg", InputSize(height: 5, width: 3), 4, 7, 11),
      ("orientation-6.jpg", InputSize(height: 3, width: 5), 2, 13, 21),
      ("rgb8.png", InputSize(2), 1, 45, 36),
    ])
  func scale(_ photo: String, _ size: InputSize, _ denominator: Int, _ width: Int, _ height: Int)
    throws
  {
    let decoded = try ImageFile.decode(Golden.files.bytes(photo), for: size)
    #expect(decoded.scaleDenominator == denominator)
    #expect(decoded.width == width && decoded.height == height)
  }

  @Test(
    "Decoding at a smaller scale changes little and moves nothing, however it is turned",
    arguments: [InputSize(32), InputSize(65), InputSize(height: 33, width: 50)], 1...8)
  func scaledQuality(_ size: InputSize, _ orientation: Int) throws {
    let bytes = try turned(Golden.files.bytes("large.jpg"), UInt8(orientation))
    let scaled = try ImageFile.decode(bytes, for: size)
    try #require(scaled.scaleDenominator > 1)
    let full = try ImageFile.decode(bytes)
    try #require(full.scaleDenominator == 1)
    let pixels = [scaled, full].map {
      PreparedImage($0, path: "", size: size, preprocessing: .caffe).pixels
    }
    let differences = zip(pixels[0], pixels[1]).map { abs(Int($0) - Int($1)) }
    let mean = Double(differences.reduce(0, +)) / Double(differences.count)
    // A shift by half a pixel gives more than 1.
    #expect(mean < 0.6)
  }

  /// Puts an EXIF segment with an orientation before everything else.
  private func turned(_ jpeg: [UInt8], _ orientation: UInt8) -> [UInt8] {
    let tiff: [UInt8] = [
      0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0,
      0, 0,
    ]
    let segment = Array("Exif\0\0".utf8) + tiff
    return jpeg.prefix(2) + [0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment + jpeg.dropFirst(2)
  }
}
