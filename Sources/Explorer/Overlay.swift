/// What lies over the main view and takes the keys.
public enum Overlay: Sendable {
  case help(scroll: Int)
  /// Search by layer name as one types.
  case search(Search)
  /// Name of the profile CSV.
  case export(LineEditor)
  /// The file exists: overwrite?
  case confirmOverwrite(path: String)
}

/// A search that is being typed.
public struct Search: Sendable, Hashable {
  public var editor: LineEditor
  /// Rows whose name holds the text, in the table's order; empty without text.
  public var matches: [TableRow]
  /// Position in `matches` of the row that is selected now.
  public var current: Int
  /// What Esc restores.
  let selection: TableRow
  let unfolded: Set<Int>

  init(selection: TableRow, unfolded: Set<Int>) {
    editor = LineEditor()
    matches = []
    current = 0
    self.selection = selection
    self.unfolded = unfolded
  }
}
