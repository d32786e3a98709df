extension String {
  /// Spaces after it up to a width, in columns.
  public func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - columns))
  }

  /// Spaces before it up to a width, in columns.
  public func rightAligned(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns)) + self
  }

  /// Lines of at most `width` columns, broken at spaces where there are any.
  public func wrapped(to width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      var rest = String(word)
      if !line.isEmpty, line.columns + 1 + rest.columns > width {
        lines.append(line)
        line = ""
      }
      while rest.columns > width {
        let shown = rest.shown
        // A wide character in one column is left to who clips it.
        let part = shown.prefix(max(1, shown.prefix(columns: width).count))
        lines.append(String(part))
        rest = String(shown.dropFirst(part.count))
      }
      line += line.isEmpty ? rest : " " + rest
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
