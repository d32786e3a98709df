/// The largest centred rectangle of a photo that has the aspect of the network's input.
public struct CentredCrop: Sendable, Hashable {
  /// Left and top edge in the upright photo at full scale, in pixels.
  public let x: Int
  public let y: Int
  /// In pixels of the photo.
  public let width: Int
  public let height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  /// For a square input the side is the photo's shorter one; for others the longer side of the
  /// crop is cut to ⌊side · aspect⌋, at least 1. Offsets are ⌊(side − crop) / 2⌋.
  public init(photoWidth: Int, photoHeight: Int, input: InputSize) {
    let isTooWide = photoWidth * input.height > photoHeight * input.width
    width = isTooWide ? max(1, photoHeight * input.width / input.height) : photoWidth
    height = isTooWide ? photoHeight : max(1, photoWidth * input.height / input.width)
    x = (photoWidth - width) / 2
    y = (photoHeight - height) / 2
  }
}

/// The place of the network's input on a photo: a part of the photo is resized, and of that a
/// rectangle is what the network sees.
public struct PhotoPlacement: Sendable, Hashable {
  public let part: CentredCrop
  public let resized: InputSize
  /// Upper left corner of the input on the resized part.
  public let row: Int
  public let column: Int

  /// Without a resize of its own the centred crop becomes the input; else it is cut from the
  /// whole photo's, as torchvision's `Resize` and `CenterCrop` do.
  public init(
    photoWidth: Int, photoHeight: Int, input: InputSize, resizing: Preprocessing.Resizing?
  ) {
    guard let resizing else {
      part = CentredCrop(photoWidth: photoWidth, photoHeight: photoHeight, input: input)
      (resized, row, column) = (input, 0, 0)
      return
    }
    part = CentredCrop(x: 0, y: 0, width: photoWidth, height: photoHeight)
    switch resizing {
    case .both(let size): resized = size
    case .shorterSide(let side):
      resized = InputSize(
        height: photoHeight <= photoWidth
          ? side : Int(Double(side * photoHeight) / Double(photoWidth)),
        width: photoWidth <= photoHeight
          ? side : Int(Double(side * photoWidth) / Double(photoHeight)))
    }
    func start(_ whole: Int, _ part: Int) -> Int {
      max(0, Int((Double(whole - part) / 2).rounded(.toNearestOrEven)))
    }
    row = start(resized.height, input.height)
    column = start(resized.width, input.width)
  }
}
