import SqueezeNet

/// Which cell of a second map stands for each cell of a first one: the same layer of two networks
/// may have more or fewer cells, by geometry, input size or architecture.
///
/// Maps of one size are taken cell by cell. Otherwise a cell's place is the centre of its receptive
/// field as a share of the image, and the nearest cell of the second map stands for it (of two, the
/// upper or left one); nothing is made up between cells.
public struct CellAlignment: Sendable, Hashable {
  /// For each row and column of the first map, that of the second.
  public let rows: [Int]
  public let columns: [Int]
  /// True where the maps have one size.
  public let isExact: Bool

  /// Nil for layers is the prepared image itself.
  public init(_ first: Layer?, of network: Network, with second: Layer?, of other: Network) {
    let own = first?.outputShape ?? network.inputShape
    let others = second?.outputShape ?? other.inputShape
    isExact = own.height == others.height && own.width == others.width
    if isExact {
      rows = Array(0..<own.height)
      columns = Array(0..<own.width)
    } else {
      rows = Self.nearest(
        Axis(first, start: \.top, count: own.height, length: network.size.height),
        Axis(second, start: \.top, count: others.height, length: other.size.height))
      columns = Self.nearest(
        Axis(first, start: \.left, count: own.width, length: network.size.width),
        Axis(second, start: \.left, count: others.width, length: other.size.width))
    }
  }

  /// Cells along one side of a map.
  private struct Axis {
    /// Twice the centre of the first cell's field, and twice the distance of two, in pixels.
    let start: Int
    let step: Int
    let count: Int
    /// Pixels of the image.
    let length: Int

    init(
      _ layer: Layer?, start: KeyPath<ReceptiveField, Int>, count: Int, length: Int
    ) {
      // A layer without a field sees the whole image in its one cell.
      let field = layer == nil ? ReceptiveField.pixel : layer?.receptiveField
      self.start = field.map { 2 * $0[keyPath: start] + $0.size } ?? length
      step = 2 * (field?.stride ?? 0)
      self.count = count
      self.length = length
    }
  }

  /// Whole numbers throughout, so that equal distances are equal.
  private static func nearest(_ first: Axis, _ second: Axis) -> [Int] {
    (0..<first.count).map { cell in
      let place = (first.start + cell * first.step) * second.length
      func distance(_ other: Int) -> Int {
        abs((second.start + other * second.step) * first.length - place)
      }
      return (0..<second.count).min { distance($0) < distance($1) } ?? 0
    }
  }
}
