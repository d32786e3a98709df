import CPhotos
import Glibc
import SqueezeNet

/// Lets a C library decode a file, and makes an upright photo of its rows.
enum PhotoDecoder {
  /// - Parameter size: The network's input: a JPEG is decoded at the smallest scale that leaves its
  ///   centred crop at least twice as large. Nil for full scale.
  static func decode(
    _ bytes: ArraySlice<UInt8>, format: ImageFormat, orientation: Orientation, for size: InputSize?,
    by decode: (UnsafeMutablePointer<sqz_photo>?) -> Void
  ) throws(ImageError) -> DecodedImage {
    var rows = PhotoRows(
      format: format, fileSize: bytes.count, orientation: orientation, wanted: size)
    var photo = sqz_photo()
    photo.begin = { photo in
      guard let photo else { return 0 }
      return PhotoDecoder.rows(of: photo).pointee.begin(&photo.pointee) ? 1 : 0
    }
    photo.row = { photo, samples in
      guard let photo, let samples else { return }
      PhotoDecoder.rows(of: photo).pointee.take(samples)
    }
    bytes.withUnsafeBufferPointer { buffer in
      withUnsafeMutablePointer(to: &rows) { rows in
        photo.bytes = buffer.baseAddress
        photo.count = buffer.count
        photo.context = UnsafeMutableRawPointer(rows)
        decode(&photo)
      }
    }
    if let refusal = rows.refusal { throw refusal }
    if photo.lacks_library != 0 { throw .libraryMissing(format) }
    guard photo.rows > 0 else {
      throw .undecodable(
        format: format,
        reason: photo.is_truncated != 0
          ? "the file ends before the picture begins" : CText.string(photo.message))
    }
    return rows.finished(
      damage: photo.is_truncated != 0 ? .truncated : photo.is_corrupt != 0 ? .corrupt : nil)
  }

  private static func rows(of photo: UnsafeMutablePointer<sqz_photo>)
    -> UnsafeMutablePointer<PhotoRows>
  {
    photo.pointee.context.assumingMemoryBound(to: PhotoRows.self)
  }
}

/// The rows of one photo as they come from a decoder: made RGB, made smaller by a whole factor
/// where the photo is larger than the budget, and put into their upright place.
struct PhotoRows {
  private let format: ImageFormat
  private let fileSize: Int
  private let orientation: Orientation
  private let wanted: InputSize?

  private(set) var refusal: ImageError?
  /// As stored, at full scale.
  private var (fullWidth, fullHeight) = (0, 0)
  /// As the decoder gives them, at its scale.
  private var (givenWidth, givenHeight) = (0, 0)
  private var samples = SQZ_RGB
  private var decoderScale = 1
  /// The side of the squares of given pixels that become one.
  private var factor = 1
  private var (width, height) = (0, 0)
  private var pixels: [UInt8] = []

  /// Rows taken, and those among them that wait in `sums`.
  private var (taken, waiting) = (0, 0)
  private var line: [UInt8] = []
  private var sums: [UInt32] = []

  init(format: ImageFormat, fileSize: Int, orientation: Orientation, wanted: InputSize?) {
    (self.format, self.fileSize) = (format, fileSize)
    (self.orientation, self.wanted) = (orientation, wanted)
  }

  /// Looks at the header and sets the scale; false when the photo cannot be decoded.
  mutating func begin(_ photo: inout sqz_photo) -> Bool {
    (fullWidth, fullHeight) = (Int(photo.width), Int(photo.height))
    refusal = PixelBudget.refusal(
      width: fullWidth, height: fullHeight, memory: photo.memory, work: photo.work, format: format,
      fileSize: fileSize)
    guard refusal == nil else { return false }
    func fits(_ scale: Int) -> Bool {
      side(fullWidth, scale) * side(fullHeight, scale) * (3 + Int(photo.bytes_per_pixel))
        <= PixelBudget.pixelBytes
    }
    let suited = suitedScale()
    while decoderScale < photo.max_scale, decoderScale < suited || !fits(decoderScale) {
      decoderScale *= 2
    }
    while !fits(decoderScale * factor) { factor += 1 }
    photo.scale = UInt32(decoderScale)
    samples = Int(photo.samples)
    (givenWidth, givenHeight) = (side(fullWidth, decoderScale), side(fullHeight, decoderScale))
    (width, height) = (side(givenWidth, factor), side(givenHeight, factor))
    // Arrays trap when the memory is used up; this does not.
    let count = width * height * 3
    guard let probe = malloc(count + givenWidth * 16) else {
      refusal = .tooMuchMemory(width: fullWidth, height: fullHeight, bytes: count)
      return false
    }
    free(probe)
    pixels = [UInt8](repeating: format == .jpeg ? 128 : DecodedImage.background, count: count)
    line = [UInt8](repeating: 0, count: givenWidth * 3)
    if factor > 1 { sums = [UInt32](repeating: 0, count: width * 3) }
    return true
  }

  private func suitedScale() -> Int {
    guard let wanted else { return 1 }
    let swaps = orientation.swapsSides
    return format.scale(
      ofWidth: swaps ? fullHeight : fullWidth, height: swaps ? fullWidth : fullHeight, for: wanted)
  }

  private func side(_ length: Int, _ scale: Int) -> Int { (length + scale - 1) / scale }

  mutating func take(_ row: UnsafePointer<UInt8>) {
    guard taken < givenHeight else { return }
    taken += 1
    line.withUnsafeMutableBufferPointer { line in
      PixelConversion.convert(row, samples, to: line, background: DecodedImage.background)
    }
    guard factor > 1 else { return place(taken - 1) }
    for x in 0..<width {
      for from in (x * factor)..<min((x + 1) * factor, givenWidth) {
        for channel in 0..<3 {
          sums[x * 3 + channel] &+= UInt32(line[from * 3 + channel])
        }
      }
    }
    waiting += 1
    if waiting == factor || taken == givenHeight { reduce() }
  }

  /// Places the means of the rows that wait.
  private mutating func reduce() {
    guard waiting > 0 else { return }
    for x in 0..<width {
      let count = UInt32(waiting * (min((x + 1) * factor, givenWidth) - x * factor))
      for index in (x * 3)..<(x * 3 + 3) {
        line[index] = UInt8(clamping: (sums[index] + count / 2) / count)
        sums[index] = 0
      }
    }
    waiting = 0
    place((taken - 1) / factor)
  }

  private mutating func place(_ y: Int) {
    let target = orientation.steps(width: width, height: height)
    var to = target.start + y * target.row
    pixels.withUnsafeMutableBufferPointer { pixels in
      line.withUnsafeBufferPointer { line in
        for from in stride(from: 0, to: width * 3, by: 3) {
          pixels[to] = line[from]
          pixels[to + 1] = line[from + 1]
          pixels[to + 2] = line[from + 2]
          to += target.column
        }
      }
    }
  }

  mutating func finished(damage: Damage?) -> DecodedImage {
    reduce()
    return DecodedImage(
      format: format, storedFullWidth: fullWidth, storedFullHeight: fullHeight,
      scaleDenominator: decoderScale * factor, storedWidth: width, storedHeight: height,
      pixels: pixels, orientation: orientation, damage: damage)
  }
}
