/// The part of the input that one unit of a layer sees.
///
/// Unit (y, x) sees the input's rows `top + y·stride ..< top + y·stride + size` and the columns
/// likewise from `left`; the part that lies in the padding is outside the image.
/// Recurrence: size += (kernel − 1)·stride, start −= padding·stride, stride *= layer stride.
public struct ReceptiveField: Sendable, Hashable {
  /// Side in input pixels.
  public let size: Int
  /// Distance between neighbouring units, in input pixels.
  public let stride: Int
  /// First row and column that unit (0, 0) sees; negative inside the padding.
  public let top: Int
  public let left: Int

  public init(size: Int, stride: Int, top: Int, left: Int) {
    self.size = size
    self.stride = stride
    self.top = top
    self.left = left
  }

  /// One pixel of the input itself.
  public static let pixel = ReceptiveField(size: 1, stride: 1, top: 0, left: 0)

  /// The field of a windowed layer on top of a layer with this field.
  func after(kernel: Int, stride layerStride: Int, padding: Padding) -> ReceptiveField {
    ReceptiveField(
      size: size + (kernel - 1) * stride, stride: stride * layerStride,
      top: top - padding.top * stride, left: left - padding.left * stride)
  }
}
