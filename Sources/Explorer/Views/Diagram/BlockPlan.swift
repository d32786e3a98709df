import SqueezeNet
import TerminalUI

/// The places of a fire block's boxes and lines in a rectangle. One way lies the other one's
/// transpose: along the data's way stand squeeze, expands and concatenation, across it the expands
/// and the bypass.
struct BlockPlan {
  /// True where the data goes from left to right.
  let isSideways: Bool
  private(set) var boxes: [(layer: Layer, rect: Rect)] = []
  /// Each with the layer that it leads to.
  private(set) var lines: [(corners: [(x: Int, y: Int)], layer: Layer)] = []
  /// The places of the input's shape and of the block's name.
  let input: Rect
  let name: Rect

  private let origin: Point

  /// Nil where there is no room for boxes.
  init?(_ fire: FireLayers, in rect: Rect) {
    let hasBypass = fire.sum != nil
    isSideways = rect.width >= 60 && rect.height >= (hasBypass ? 11 : 8)
    guard isSideways || rect.width >= (hasBypass ? 36 : 24) && rect.height >= 12 else { return nil }
    // Above what goes sideways stands the shape of what comes in.
    origin = Point(x: rect.x, y: rect.y + (isSideways ? 1 : 0))
    let (lead, gap) = isSideways ? (3, 5) : (1, 1)
    let (length, breadth) =
      isSideways ? (rect.width, rect.height - 1) : (rect.height, rect.width)
    let room = length - lead - 2 * gap
    let side = max(3, room * 3 / 10)
    let (first, second) = (lead..<lead + side, lead + side + gap..<length - gap - side)
    let third = length - side..<length
    let band = hasBypass ? breadth * 2 / 3 : breadth
    let (narrow, wide, around) = (0..<band / 2, band / 2..<band, band..<breadth)

    let middle = Self.centre(0..<band)
    let shape = fire.squeeze.inputShape.display.count
    let start = isSideways ? 0 : max(0, middle - shape - 1)
    input = Rect(x: rect.x + start, y: rect.y, width: shape, height: 1)
    name = rect.row(0).inset(left: start + shape + 3)
    boxes = [
      (fire.squeeze, rectangle(first, 0..<band)), (fire.expand1x1, rectangle(second, narrow)),
      (fire.expand3x3, rectangle(second, wide)), (fire.concatenation, rectangle(third, 0..<band)),
    ]
    let (before, after) = (first.upperBound + gap / 2, second.upperBound + gap / 2)
    add(fire.squeeze, (0, middle), (lead, middle))
    for (layer, range) in [(fire.expand1x1, narrow), (fire.expand3x3, wide)] {
      let centre = Self.centre(range)
      add(
        layer, (first.upperBound - 1, middle), (before, middle), (before, centre),
        (second.lowerBound, centre))
      add(
        fire.concatenation, (second.upperBound - 1, centre), (after, centre), (after, middle),
        (third.lowerBound, middle))
    }
    if let sum = fire.sum {
      let centre = Self.centre(around)
      boxes.append((sum, rectangle(third, around)))
      let end = Self.centre(third)
      add(sum, (end, band - 1), (end, band))
      if let around1x1 = fire.bypass1x1 {
        boxes.append((around1x1, rectangle(second, around)))
        add(around1x1, (0, middle), (0, centre), (second.lowerBound, centre))
        add(sum, (second.upperBound - 1, centre), (third.lowerBound, centre))
      } else {
        add(sum, (0, middle), (0, centre), (third.lowerBound, centre))
      }
    }
  }

  static func centre(_ range: Range<Int>) -> Int {
    (range.lowerBound + range.upperBound - 1) / 2
  }

  private func rectangle(_ along: Range<Int>, _ across: Range<Int>) -> Rect {
    isSideways
      ? Rect(
        x: origin.x + along.lowerBound, y: origin.y + across.lowerBound, width: along.count,
        height: across.count)
      : Rect(
        x: origin.x + across.lowerBound, y: origin.y + along.lowerBound, width: across.count,
        height: along.count)
  }

  private mutating func add(_ layer: Layer, _ corners: (along: Int, across: Int)...) {
    let points = corners.map { corner in
      isSideways
        ? (x: origin.x + corner.along, y: origin.y + corner.across)
        : (x: origin.x + corner.across, y: origin.y + corner.along)
    }
    lines.append((points, layer))
  }
}
