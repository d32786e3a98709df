import TerminalUI

/// The lines of the main view, from top to bottom: header, column heads, table, total, a gap where
/// there is room, the selected row's details, a message where there is room, key hints. Paging goes
/// by it, and the screen is laid out by it.
struct ScreenLines: Sendable, Hashable {
  /// The message has a line of its own and does not share that of the key hints.
  let hasMessage: Bool
  /// Lines between the header and the message or the hints.
  let content: Int
  /// Empty lines between the total and the details.
  let gap: Int
  let detail: Int
  /// Lines for rows of the layer table, at least one.
  let table: Int

  /// - Parameter caption: Lines of a lesson, which are taken from the content.
  init(height: Int, caption: Int) {
    hasMessage = height > 24
    content = max(0, height - (hasMessage ? 3 : 2) - caption)
    gap = content >= 26 ? 1 : 0
    detail = content >= 23 ? 5 : content >= 20 ? 4 : content >= 14 ? 3 : 2
    // Column heads and the total take a line each.
    table = max(1, content - 2 - detail - gap)
  }
}

extension TerminalDescription {
  var lines: ScreenLines { ScreenLines(height: height, caption: captionHeight) }

  /// Lines of a view, between the header and the message or the key hints.
  var bodyHeight: Int { lines.content }

  /// Lines that the layer table may take.
  var tableHeight: Int { lines.table }

  /// Lines of the help's text: all but a frame and the key hints.
  var helpHeight: Int { max(1, height - 3) }
  var helpWidth: Int { max(1, width - 2) }
}
