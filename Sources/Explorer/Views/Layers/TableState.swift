/// The layer table: what is unfolded, what is selected.
public struct TableState: Sendable {
  /// Numbers of the fire blocks whose layers are shown.
  var unfolded: Set<Int> = []
  var selection: TableRow
  /// First visible row.
  var scroll = 0
  /// True where the selection goes with the running layer; false once the user moves it.
  var follows = false
  /// The row that another view selects in place of the photo's: from there the layers lead back.
  var leftInput: TableRow?
  /// The block that slow motion unfolded.
  var unfoldedByRun: Int?
  /// The row that the selection goes back to when a run at full speed that it followed is over.
  var returnsTo: TableRow?
}

/// A row of the layer table.
public enum TableRow: Sendable, Hashable {
  /// The prepared photo, before the first layer: a row of the layers' view alone.
  case input
  /// A fire block's own row; its numbers are those of the whole block.
  case block(Int)
  /// A layer, by index. Inside a fire block only when it is unfolded.
  case layer(Int)
}
