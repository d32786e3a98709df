import TerminalUI

/// The layer table, and its rows in other views.
extension CommandTable {
  static let tableCommands: CommandGroup = CommandGroup(
    "The layer table", in: .layers,
    Motion.commands(
      "row", in: .rows,
      [
        .up: "row above", .down: "row below", .pageUp: "page up", .pageDown: "page down",
        .first: "first row", .last: "last row",
      ]
    ) { $0.moveRow($1) } + [
      Command(
        "open-row", [.enter], "a block unfolds or folds; a layer: its map; the photo: why",
        hint: "open", change: { $0.openRow() }),
      Command(
        "whole-table", in: .rows, ["z"], "unfold all, or fold all",
        change: { $0.toggleAllBlocks() }),
      Command(
        "search", in: .layers.union([.view(.activity), .view(.compare), .view(.filters)]), ["/"],
        "search a layer by name", hint: "search", change: { $0.openSearch() }),
    ])
}

/// Moving the selection, folding and unfolding.
extension State {
  mutating func moveRow(_ motion: Motion) {
    stopFollowing()
    let rows = rows
    let offset = motion.offset(lines: max(1, terminal.tableHeight - 1), count: rows.count)
    let index = rows.firstIndex(of: table.selection) ?? 0
    let moved = max(0, min(index + offset, rows.count - 1))
    guard rows.indices.contains(moved) else { return }
    table.selection = rows[moved]
  }

  /// Goes into the selected row: a block unfolds or folds, a layer's map stands alone.
  mutating func openRow() {
    switch table.selection {
    case .block: foldBlock()
    case .layer: show(.singleMap)
    case .input: show(.why)
    }
  }

  /// Folds or unfolds the block that the selection is in. A layer whose block is folded hands the
  /// selection to the block's row.
  mutating func foldBlock() {
    stopFollowing()
    guard let number = network.fireNumber(of: table.selection) else {
      say("only fire blocks unfold")
      return
    }
    if table.unfolded.remove(number) == nil {
      table.unfolded.insert(number)
    } else {
      table.selection = .block(number)
    }
  }

  mutating func toggleAllBlocks() {
    stopFollowing()
    let blocks = Set(network.architecture.fireBlocks.map(\.number))
    table.unfolded = table.unfolded == blocks ? [] : blocks
    if let number = network.fireNumber(of: table.selection), table.unfolded.isEmpty {
      table.selection = .block(number)
    }
  }
}
