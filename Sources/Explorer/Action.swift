/// Everything that a key can ask for. Each has exactly one entry in `KeyBindings.table`.
public enum Action: String, Sendable, CaseIterable {
  // The pass
  case stepForward, stepBack, blockForward, blockBack, runOrPause, restart, jump, slowMotion
  case measure
  // The table
  case up, down, pageUp, pageDown, first, last, toggleFold, unfold, fold, toggleAll, search
  // The feature map
  case previousChannel, nextChannel, tenChannelsBack, tenChannelsForward, reduction
  case strongerChannel, weakerChannel, glyphs, colormap
  // Images and program
  case previousImage, nextImage, export, help, stop, leave, redraw, suspend, quit
  // Help
  case helpUp, helpDown, helpPageUp, helpPageDown, helpFirst, helpLast, closeHelp
  // Search
  case nextMatch, previousMatch, acceptSearch, abandonSearch
  // Export
  case acceptExport, abandonExport, overwrite, keepFile
  // Line editing
  case cursorLeft, cursorRight, cursorStart, cursorEnd, deleteBackward, deleteForward
  case deleteWord, deleteToStart, deleteToEnd
}
