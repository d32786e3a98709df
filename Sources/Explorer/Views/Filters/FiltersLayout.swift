import SqueezeNet
import TerminalUI

/// The layout of a layer's kernels: moving goes by it, and the screen is laid out by it. In columns
/// and lines where nothing else is said.
struct FiltersLayout: Sendable, Hashable {
  /// Columns for the marked kernel at the right; 0 without room. Of weights for the picture at the
  /// left.
  let panelWidth: Int
  /// Samples along each side of a kernel; below four for a weight, some may have one more.
  let samples: Int
  /// Of one kernel, its label not included.
  let tileWidth: Int
  let tileHeight: Int
  let gap: Int
  /// Kernels beside each other, and lines of them that are seen at once.
  let columns: Int
  let lines: Int
  /// The lines that one of them takes, its label included.
  let lineHeight: Int

  /// Three times, and six times, the largest kernel, and its numbers beside each other.
  private static let panels = (narrow: 26, wide: 42)
  /// Side of a kernel in samples that shows all there is to see.
  private static let enough = 28
  /// For a label: `▸128 99%`.
  private static let label = 8

  /// A grid of kernels: a title above, a line of details below.
  ///
  /// - Parameters:
  ///   - width, height: What the view has.
  ///   - side: Of a kernel.
  ///   - count: Of kernels: where all fit they are as large as they can be.
  ///   - halfBlocks: A sample is one column wide and half a line high; else two columns and a line.
  ///   - enlargement: Steps of a whole sample a weight larger than that.
  init(
    width: Int, height: Int, side: Int, count: Int, halfBlocks: Bool, enlargement: Int
  ) {
    let panelWidth = width >= 120 ? Self.panels.wide : width >= 64 ? Self.panels.narrow : 0
    let gap = width >= 100 ? 2 : 1
    let area = (
      width: max(1, width - 2 - (panelWidth > 0 ? panelWidth + 2 : 0)), height: max(2, height - 2)
    )
    func tile(_ samples: Int) -> (width: Int, height: Int) {
      halfBlocks ? (samples, (samples + 1) / 2) : (2 * samples, samples)
    }
    func grid(_ samples: Int) -> (columns: Int, lines: Int) {
      let tile = tile(samples)
      return (
        max(1, (area.width + gap) / (max(Self.label, tile.width) + gap)),
        max(1, area.height / (tile.height + 1))
      )
    }
    let side = max(1, side)
    let sizes = (side...max(side, Self.enough)).filter {
      ($0 % side == 0 || halfBlocks && $0 < FittedMap.evenFrom * side)
        && ($0 == side || tile($0).width <= area.width && tile($0).height < area.height)
    }
    let largest = sizes.last ?? side
    let usual = halfBlocks && side <= 3 ? 2 * side : side
    let allFit = sizes.last { grid($0).columns * grid($0).lines >= count } ?? side
    let fitting = min(max(usual, allFit), largest)
    // Steps begin at the next whole one.
    let whole = (enlargement < 0 ? fitting + side - 1 : fitting) / side
    samples =
      enlargement == 0
      ? fitting
      : max(
        enlargement > 0 ? fitting : side, min((whole + enlargement) * side, largest / side * side))
    let size = tile(samples)
    tileWidth = max(Self.label, size.width)
    tileHeight = size.height
    (columns, lines) = grid(samples)
    let spare = area.height - lines * (size.height + 1)
    lineHeight = size.height + 1 + (spare >= lines - 1 && lines > 1 ? 1 : 0)
    self.panelWidth = panelWidth
    self.gap = gap
  }

  /// A list of weights, a line each: a title and heads above, a line of details below.
  init(listIn width: Int, height: Int) {
    panelWidth = width >= 64 ? max(30, width * 2 / 5) : 0
    samples = 1
    tileWidth = max(1, min(72, width - 2 - (panelWidth > 0 ? panelWidth + 2 : 0)))
    tileHeight = 0
    gap = 0
    columns = 1
    lines = max(1, height - 3)
    lineHeight = 1
  }
}

extension State {
  /// The kernels of the shown convolution on the present terminal.
  var filtersLayout: FiltersLayout {
    guard let convolution = shownConvolution, filterPicture != .weights else {
      return FiltersLayout(listIn: terminal.width, height: terminal.bodyHeight)
    }
    return FiltersLayout(
      width: terminal.width, height: terminal.bodyHeight, side: convolution.kernel,
      count: filterPicture == .colors ? convolution.outputChannels : convolution.inputChannels,
      halfBlocks: drawsHalfBlocks, enlargement: filters.enlargement)
  }

  /// `filters.scroll`, moved as little as shows what is marked and leaves no line empty.
  var firstFilterLine: Int {
    let layout = filtersLayout
    let line = filterPlace / layout.columns
    let count = (filterOrder.count + layout.columns - 1) / layout.columns
    return filters.scroll.scrolled(toShow: line, length: layout.lines, of: count)
  }
}
