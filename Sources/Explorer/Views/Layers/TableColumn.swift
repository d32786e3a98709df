import SqueezeNet
import TerminalUI
import TextFormats

/// The columns of the layer table.
enum TableFigure: Sendable {
  case name, operation, output, parameters, macs, time, bar, rate, zeros, field, share, bytes
}

typealias TableColumn = Column<TableFigure>

extension TableColumn {
  /// Shown at 80 columns.
  var isBasic: Bool { rank < 5 }

  /// All columns from left to right; widths from the network's own names and shapes.
  static func all(_ network: Network, glyphs: Glyphs, hasMedian: Bool) -> [TableColumn] {
    let output = network.layers.map { $0.outputShape.display.count }.max() ?? 0
    return [
      TableColumn(.name, "   layer", 15, rank: 0, .words),
      TableColumn(.operation, "op", 10, rank: 3, .words),
      TableColumn(.output, "output", max(10, output), rank: 2),
      TableColumn(.parameters, "parameters", 10, rank: 5),
      TableColumn(.macs, "MACs", 8, rank: 6),
      TableColumn(.time, hasMedian ? "ms med" : "ms", 6, rank: 1),
      TableColumn(.bar, "", 4, rank: 4, .bar),
      TableColumn(.share, "share", 5, rank: 10),
      TableColumn(.rate, "GMAC/s", 6, rank: 7),
      TableColumn(.zeros, "zeros", 5, rank: 8),
      TableColumn(.field, "field", 7, rank: 9),
      TableColumn(.bytes, "bytes", 8, rank: 11),
    ]
  }

  /// Returns the text of a row; empty where there is nothing to say (yet).
  func text(_ row: RowSummary, context: TableView.Context) -> String {
    switch kind {
    case .name: Self.name(row, context.glyphs)
    case .operation: row.operation
    case .output: row.row == nil ? "" : row.outputShape?.display ?? ""
    case .parameters: row.parameters > 0 ? Numbers.count(row.parameters) : ""
    case .macs: row.macs > 0 ? Numbers.macs(row.macs) : ""
    case .time: row.shownNanoseconds.map(Numbers.milliseconds) ?? ""
    case .bar: bar(row, context)
    case .rate: row.shownNanoseconds.map { Numbers.rate(macs: row.macs, nanoseconds: $0) } ?? ""
    case .zeros: row.zeroShare.map(Numbers.percent) ?? ""
    case .field:
      row.row == nil ? "" : row.receptiveField.map { "\($0.size)/\($0.stride)" } ?? ""
    case .share: share(row, context)
    case .bytes: Numbers.bytes(row.activationBytes)
    }
  }

  /// Status, fold mark and name.
  static func name(_ row: RowSummary, _ glyphs: Glyphs) -> String {
    let state: Character =
      switch row.status {
      case .pending: glyphs.pending
      case .running: glyphs.running
      case .partial: glyphs.partial
      case .done: " "
      }
    let fold: Character =
      switch row.fold {
      case .folded: glyphs.folded
      case .unfolded: glyphs.unfolded
      case .none, .child: " "
      }
    return "\(row.row == nil ? " " : state)\(fold) \(row.fold == .child ? " " : "")\(row.name)"
  }

  private func bar(_ row: RowSummary, _ context: TableView.Context) -> String {
    guard row.row != nil, let time = row.shownNanoseconds else { return "" }
    let length = TimeNumbers.bar(time, of: context.longest, Numbers.milliseconds)
    return context.glyphs.bar(length, width: width)
  }

  private func share(_ row: RowSummary, _ context: TableView.Context) -> String {
    // A share is of the layers' sum: whole passes have none.
    guard let time = row.shownNanoseconds, context.times.sum > 0,
      row.row != nil || row.medianNanoseconds == nil
    else { return "" }
    return TimeNumbers.share(context.times.share(of: time))
  }
}
