import Analysis
import TerminalUI

/// Commands of the contact sheet.
extension CommandTable {
  static let sheetCommands: CommandGroup = CommandGroup(
    "The contact sheet", in: [.view(.sheet)],
    Motion.commands(
      "sheet",
      [
        .left: "map before", .right: "map after", .up: "map above", .down: "map below",
        .pageUp: "page up", .pageDown: "page down", .first: "first map", .last: "last map",
      ]
    ) { $0.moveInSheet($1) } + [
      Command(
        "sort", ["o"], "sort by number, mean, maximum, variance, zeros, contribution", hint: "sort",
        change: { $0.changeOrder() }),
      Command(
        "open-map", [.enter], "this map alone; Esc leads back", hint: "enlarge",
        change: { $0.enlargeMap() }),
      Command(
        "larger-maps", ["+", "="], "larger maps", hint: "larger",
        change: { $0.sheet.size = min($0.sheet.size + 1, SheetLayout.widths.count - 1) }),
      Command(
        "smaller-maps", ["-"], "smaller maps", hint: "smaller",
        change: { $0.sheet.size = max(0, $0.sheet.size - 1) }),
    ])
}

extension State {
  /// Moves through the channels in the sheet's order and stops at both ends; a step up or down
  /// stays in its column.
  fileprivate mutating func moveInSheet(_ motion: Motion) {
    let channels = sheetChannels
    guard let place = channels.firstIndex(of: map.channel) else { return }
    let layout = sheetLayout
    let offset = motion.offset(
      columns: layout.columns, lines: layout.lines, count: channels.count)
    var target = place + offset
    if offset.magnitude == layout.columns, layout.columns > 1, !channels.indices.contains(target) {
      target = place
    }
    choose(channel: channels[max(0, min(target, channels.count - 1))])
  }

  /// Shows a channel alone, chosen by hand.
  mutating func choose(channel: Int) {
    map.channel = channel
    map.reduction = .channel
    map.rank = nil
  }

  /// Shows the chosen channel as one map.
  mutating func enlargeMap() {
    map.reduction = .channel
    show(.singleMap)
  }

  fileprivate mutating func changeOrder() {
    sheet.order = SheetState.orders.turn(from: sheet.order)
    if !ablationLosses.asked.isWaiting { ablationLosses.asked.forget() }
    guard sheet.order != .contribution else {
      return say("by what channels do for the class of Y: Home goes to the first")
    }
    say("sorted by \(sheet.order.title): Home goes to the first")
  }
}
