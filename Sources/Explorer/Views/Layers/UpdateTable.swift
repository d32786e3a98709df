import SqueezeNet

/// Moving the selection, folding and unfolding.
extension State {
  mutating func tableAction(_ action: Action) {
    stopFollowing()
    let page = max(1, terminal.tableHeight - 1)
    switch action {
    case .up: moveSelection(by: -1)
    case .down: moveSelection(by: 1)
    case .pageUp: moveSelection(by: -page)
    case .pageDown: moveSelection(by: page)
    case .first: moveSelection(by: -rows.count)
    case .last: moveSelection(by: rows.count)
    case .toggleFold: foldBlock { !$0 }
    case .unfold: foldBlock { _ in true }
    case .fold: foldBlock { _ in false }
    case .toggleAll: toggleAll()
    default: break
    }
  }

  private mutating func moveSelection(by offset: Int) {
    let rows = rows
    let index = rows.firstIndex(of: table.selection) ?? 0
    let moved = max(0, min(index + offset, rows.count - 1))
    guard rows.indices.contains(moved) else { return }
    table.selection = rows[moved]
  }

  /// Folds or unfolds the block that the selection is in. A layer whose block is folded hands the
  /// selection to the block's row.
  private mutating func foldBlock(_ shown: (_ isUnfolded: Bool) -> Bool) {
    guard let number = network.fireNumber(of: table.selection) else {
      say("only fire blocks unfold")
      return
    }
    if shown(table.unfolded.contains(number)) {
      table.unfolded.insert(number)
    } else {
      table.unfolded.remove(number)
      table.selection = .block(number)
    }
  }

  private mutating func toggleAll() {
    let blocks = Set(network.architecture.fireBlocks.map(\.number))
    table.unfolded = table.unfolded == blocks ? [] : blocks
    if let number = network.fireNumber(of: table.selection), table.unfolded.isEmpty {
      table.selection = .block(number)
    }
  }
}
