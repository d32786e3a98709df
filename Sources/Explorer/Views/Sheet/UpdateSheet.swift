import Analysis

/// The contact sheet's keys.
extension State {
  mutating func sheetAction(_ action: Action) {
    let layout = sheetLayout
    switch action {
    case .sheetLeft: moveInSheet(by: -1)
    case .sheetRight: moveInSheet(by: 1)
    case .sheetUp: moveInSheet(by: -layout.columns)
    case .sheetDown: moveInSheet(by: layout.columns)
    case .sheetPageUp: moveInSheet(by: -layout.columns * layout.lines)
    case .sheetPageDown: moveInSheet(by: layout.columns * layout.lines)
    case .sheetFirst: moveInSheet(by: -sheetChannels.count)
    case .sheetLast: moveInSheet(by: sheetChannels.count)
    case .sheetOrder: changeOrder(by: 1)
    case .sheetOrderBack: changeOrder(by: -1)
    case .enlarge:
      map.reduction = .channel
      open(.map)
    case .sheetLarger: sheet.size = min(sheet.size + 1, SheetLayout.widths.count - 1)
    case .sheetSmaller: sheet.size = max(0, sheet.size - 1)
    default: break
    }
  }

  /// Moves through the channels in the sheet's order and stops at both ends; a step up or down
  /// stays in its column.
  private mutating func moveInSheet(by offset: Int) {
    let channels = sheetChannels
    guard let place = channels.firstIndex(of: map.channel) else { return }
    var target = place + offset
    let columns = sheetLayout.columns
    if offset.magnitude == columns, columns > 1, !channels.indices.contains(target) {
      target = place
    }
    map.channel = channels[max(0, min(target, channels.count - 1))]
    map.reduction = .channel
    map.rank = nil
  }

  private mutating func changeOrder(by offset: Int) {
    let orders = SheetState.orders
    let place = orders.firstIndex(of: sheet.order) ?? 0
    sheet.order = orders[(place + offset + orders.count) % orders.count]
    if ablationLosses.progress == nil { ablationLosses.asked = nil }
    guard sheet.order != .contribution else {
      return say("by what channels do for the class of Y: Home goes to the first")
    }
    say("sorted by \(sheet.order.title): Home goes to the first")
  }

  mutating func keepSheetInRange() { sheet.scroll = firstSheetLine }

  /// `sheet.scroll`, moved as little as shows the selected map and leaves no line empty.
  public var firstSheetLine: Int {
    let layout = sheetLayout
    let channels = sheetChannels
    let line = (channels.firstIndex(of: map.channel) ?? 0) / layout.columns
    let count = (channels.count + layout.columns - 1) / layout.columns
    let kept = min(max(sheet.scroll, line - layout.lines + 1), line)
    return max(0, min(kept, count - layout.lines))
  }
}
