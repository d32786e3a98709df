import Inference
import SqueezeNet

extension State {
  /// All rows of the table as it is folded now. The photo's own stands above those of the layers,
  /// in the layers' view.
  var rows: [TableRow] {
    (view == .layers ? [.input] : []) + network.tableRows(unfolded: table.unfolded)
  }

  /// The rows that a table of so many lines shows, the selection always among them.
  func visibleRows(height: Int) -> [TableRow] {
    let rows = rows
    let first = firstVisibleRow(height: height, rows: rows)
    return Array(rows[first..<min(rows.count, first + max(1, height))])
  }

  /// `table.scroll`, moved as little as shows the selection and leaves no line empty.
  func firstVisibleRow(height: Int, rows: [TableRow]) -> Int {
    let selected = rows.firstIndex(of: table.selection) ?? 0
    return table.scroll.scrolled(toShow: selected, length: max(1, height), of: rows.count)
  }

  /// The layer whose output the selection shows; a block's is its concatenation.
  var selectedLayer: Layer? {
    network.layerIndex(of: table.selection).flatMap { network.layer(at: $0) }
  }

  /// The selected layer's result, if it is done.
  var selectedResult: LayerResult? { selectedLayer.flatMap { pass.result($0.index) } }

  /// The selected layer's output: only when the layer is done and the copy is here.
  var selectedActivation: Activation? { selectedHeld?.activation }

  /// The same, with what follows from it.
  public var selectedHeld: HeldActivation? {
    guard let layer = selectedLayer, layer.index < pass.frontier,
      let held = map.activation, held.layer == layer.index
    else { return nil }
    return held
  }
}
