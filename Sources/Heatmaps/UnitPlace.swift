import Inference
import SqueezeNet

/// Which value of a map stands over a pixel of the photo.
public protocol MapPlace: Sendable {
  /// Row and column of the value; nil where none stands.
  func unit(row: Int, column: Int) -> (row: Int, column: Int)?
}

extension OcclusionGrid: MapPlace {
  public func unit(row: Int, column: Int) -> (row: Int, column: Int)? {
    nearest(row: row, column: column)
  }
}

/// Which unit of a layer stands over a pixel of the photo.
///
/// A unit sees more than this: its receptive field overlaps its neighbours'. Here every unit has
/// the square of `stride` pixels around the middle of its field, so that the squares fill the photo
/// without overlap, and a map lies where its values were seen.
public struct UnitPlace: MapPlace {
  private let field: ReceptiveField
  private let height: Int
  private let width: Int

  /// Nil for layers that see the whole photo.
  public init?(_ layer: Layer) {
    guard let field = layer.receptiveField else { return nil }
    self.field = field
    height = layer.outputShape.height
    width = layer.outputShape.width
  }

  /// Row and column of the unit over a pixel; nil where the photo's border lies beyond the last.
  public func unit(row: Int, column: Int) -> (row: Int, column: Int)? {
    guard let y = index(row, field.top, height), let x = index(column, field.left, width) else {
      return nil
    }
    return (y, x)
  }

  /// The pixel of the prepared image in the middle of a unit's field, which may lie in the padding.
  public func middle(row: Int, column: Int) -> (row: Int, column: Int) {
    (
      field.top + row * field.stride + field.size / 2,
      field.left + column * field.stride + field.size / 2
    )
  }

  private func index(_ pixel: Int, _ start: Int, _ count: Int) -> Int? {
    // Twice everything, so that middles of odd and even fields are whole numbers:
    // the square of unit u begins at start + u·stride + (size − stride) / 2.
    let distance = 2 * (pixel - start) + 1 - (field.size - field.stride)
    guard distance >= 0 else { return nil }
    let unit = distance / (2 * field.stride)
    return unit < count ? unit : nil
  }
}
