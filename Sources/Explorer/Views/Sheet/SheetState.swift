import Analysis

/// The contact sheet, but for the layer and the channel that all views share.
struct SheetState: Sendable, Hashable {
  var order: ChannelOrder = .index
  /// Place in `SheetLayout.widths`.
  var size = 2
  /// First visible line of maps.
  var scroll = 0

  /// Orders that the sheet offers.
  static let orders: [ChannelOrder] = [.index, .mean, .maximum, .variance, .zeros, .contribution]
}

/// The numbers of maps that a contact sheet has beside and below each other: moving goes by it, and
/// the screen is laid out by it. In columns and lines.
struct SheetLayout: Sendable, Hashable {
  /// Widths of a map to choose from.
  static let widths = [8, 10, 14, 19, 28, 37, 56]

  let mapWidth: Int
  let mapHeight: Int
  /// Empty columns between two maps.
  let gap: Int
  let columns: Int
  /// Lines of maps that are seen at once.
  let lines: Int
  /// The lines that one of them takes, its label and a gap included.
  let lineHeight: Int

  /// - Parameters:
  ///   - width, height: What the view has, a title and a line of details among it.
  ///   - map: Height and width of a channel.
  init(width: Int, height: Int, map: (height: Int, width: Int), size: Int) {
    let room = max(1, height - 2)
    let wanted = Self.widths[max(0, min(size, Self.widths.count - 1))]
    mapWidth = max(1, min(wanted, width))
    // A column is about half as wide as a line is high. A single value needs no square.
    let isValue = map.height == 1 && map.width == 1
    let fitting = (mapWidth * map.height + 2 * map.width - 1) / max(1, 2 * map.width)
    mapHeight = isValue ? 1 : max(1, min(fitting, room - 1))
    gap = width >= 60 ? 2 : 1
    columns = max(1, (width + gap) / (mapWidth + gap))
    lines = max(1, room / (mapHeight + 1))
    lineHeight = mapHeight + 1 + (room >= lines * (mapHeight + 2) ? 1 : 0)
  }
}

extension State {
  /// The contact sheet of the selected layer on the present terminal.
  var sheetLayout: SheetLayout {
    let shape = selectedLayer?.outputShape
    return SheetLayout(
      width: terminal.width, height: terminal.bodyHeight,
      map: (shape?.height ?? 1, shape?.width ?? 1), size: sheet.size)
  }

  /// The selected layer's channels in the sheet's order; by index while what it needs is not here.
  var sheetChannels: [Int] {
    guard let held = selectedHeld else {
      return Array(0..<(selectedLayer?.outputShape.channels ?? 0))
    }
    guard let attributions = channelAttributions else { return held.channels(by: sheet.order) }
    return sheet.order.channels(held.statistics, attributions: attributions)
      ?? held.channels(by: .index)
  }

  /// `sheet.scroll`, moved as little as shows the selected map and leaves no line empty.
  var firstSheetLine: Int {
    let layout = sheetLayout
    let channels = sheetChannels
    let line = (channels.firstIndex(of: map.channel) ?? 0) / layout.columns
    let count = (channels.count + layout.columns - 1) / layout.columns
    return sheet.scroll.scrolled(toShow: line, length: layout.lines, of: count)
  }
}
