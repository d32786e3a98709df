import Heatmaps

extension Picture {
  /// One channel on a contact sheet.
  public struct SheetTile: Sendable {
    public let height: Int
    public let width: Int
    /// Below the map, the longest wording first that leaves a gap to the next: the channel's number
    /// and more. The last one is cut to the map's width.
    public let labels: [String]
    /// Nil where colours do not stand for single values.
    public let scale: ColorScale?
    let color: @Sendable (_ row: Int, _ column: Int) -> RGB

    public init(map: FeatureMap, scale: ColorScale, label: String) {
      self.init(map: map, scale: scale, labels: [label])
    }

    public init(map: FeatureMap, scale: ColorScale, labels: [String]) {
      self.init(height: map.height, width: map.width, scale: scale, labels: labels) {
        scale.color(map.values[$0 * map.width + $1])
      }
    }

    /// - Parameter color: of each value.
    public init(
      height: Int, width: Int, scale: ColorScale? = nil, labels: [String],
      color: @escaping @Sendable (_ row: Int, _ column: Int) -> RGB
    ) {
      self.height = height
      self.width = width
      self.scale = scale
      self.labels = labels
      self.color = color
    }
  }

  /// Maps of one size in rows, in the order given.
  ///
  /// - Parameters:
  ///   - columns: Nil for about four thirds as many columns as rows.
  ///   - scale: The legend's, where all tiles share one; nil for none.
  ///   - hasFrames: True to draw a line around each tile: where the paper's colour is among the
  ///     map's.
  public static func contactSheet(
    _ tiles: [SheetTile], columns: Int? = nil, style: PictureStyle, title: String,
    notes: [String] = [], scale: ColorScale? = nil, hasFrames: Bool = false
  ) throws(PictureError) -> Picture {
    guard let first = tiles.first else { throw .size(width: 0, height: 0) }
    let grid = try SheetGrid(
      tiles.count, height: first.height, width: first.width, columns: columns, style: style)
    let (width, height, gap) = (grid.tileWidth, grid.tileHeight, grid.gap)
    return try LabelledPicture(style: style, title: title, notes: notes, scale: scale).picture(
      width: grid.width, height: grid.height
    ) { picture, left, top in
      for (index, tile) in tiles.enumerated() {
        let x = left + index % grid.columns * (width + gap)
        let y = top + index / grid.columns * (height + gap + grid.label)
        if hasFrames {
          picture.fill(x: x - 1, y: y - 1, width: width + 2, height: height + 2, style.line)
        }
        picture.draw(tile, x: x, y: y, side: style.scale)
        guard style.hasLabels else { continue }
        let letters = max(0, (width + gap) / PictureText.advance)
        let label = tile.labels.first { $0.count < letters } ?? tile.labels.last ?? ""
        picture.write(
          String(label.prefix(letters)), x: x, y: y + height + 2, scale: 1, style.ink)
      }
    }
  }

  private mutating func draw(_ tile: SheetTile, x: Int, y: Int, side: Int) {
    for row in 0..<tile.height {
      for column in 0..<tile.width {
        fill(
          x: x + column * side, y: y + row * side, width: side, height: side,
          tile.color(row, column))
      }
    }
  }

}

/// The places of a contact sheet's maps, known before anything is drawn; lengths are in pixels.
public struct SheetGrid {
  let tileWidth: Int
  let tileHeight: Int
  let gap: Int
  /// Height of a label.
  let label: Int
  let columns: Int
  let rows: Int

  public var width: Int { columns * (tileWidth + gap) - gap }
  public var height: Int { rows * (tileHeight + gap + label) - gap }

  /// - Parameters:
  ///   - count: Of maps.
  ///   - height: Of each, in values.
  ///   - columns: As for `contactSheet`.
  public init(_ count: Int, height: Int, width: Int, columns: Int?, style: PictureStyle)
    throws(PictureError)
  {
    tileWidth = try Picture.scaled(width, style)
    tileHeight = try Picture.scaled(height, style)
    gap = max(2, min(8, tileWidth / 12))
    label = style.hasLabels ? PictureText.lineHeight : 0
    // About four to three.
    let shape = 4.0 / 3 * Double(tileHeight + gap + label) / Double(tileWidth + gap)
    let usual = Int((Double(count) * shape).squareRoot().rounded(.up))
    self.columns = max(1, min(count, max(1, columns ?? usual)))
    rows = (count + self.columns - 1) / self.columns
  }
}
