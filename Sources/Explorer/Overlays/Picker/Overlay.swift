import TerminalUI

/// What lies over a view and takes the keys.
public enum Overlay: Sendable {
  /// The keys of the view that is shown, or all keys.
  case help(Help)
  /// The views to choose from, one of them marked.
  case menu(selected: Int)
  /// All commands, filtered as one types.
  case palette(CommandPalette)
  /// Search by layer name as one types.
  case search(Search)
  /// All classes, found as one types.
  case classes(ClassPick)
  /// What can be exported from the view.
  case exports(ExportMenu)
  /// The name of the file to write.
  case export(ExportPrompt)
  /// The file exists: overwrite?
  case confirmOverwrite(ExportJob)
}

/// The help screen.
public struct Help: Sendable, Hashable {
  /// First line shown.
  public var scroll: Int
  /// Nil: all keys.
  public var view: View?

  public init(of view: View?, scroll: Int = 0) {
    self.view = view
    self.scroll = scroll
  }

  public var lines: [HelpLine] {
    view.map { KeyBindings.helpLines(of: $0) } ?? KeyBindings.helpLines
  }
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
