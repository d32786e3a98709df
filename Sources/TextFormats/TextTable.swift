/// Columns of plain text, two spaces apart, without trailing spaces.
public struct TextTable {
  public enum Alignment { case left, right }
  private let columns: [(heading: String, alignment: Alignment)]
  private var rows: [[String]] = []

  public init(_ columns: [(String, Alignment)]) {
    self.columns = columns.map { (heading: $0.0, alignment: $0.1) }
  }

  /// Missing cells are empty, cells beyond the last column are left out.
  public mutating func add(_ cells: [String]) {
    rows.append(columns.indices.map { $0 < cells.count ? cells[$0].shown : "" })
  }

  public var text: String {
    let lines = [columns.map(\.heading)] + rows
    let widths = columns.indices.map { column in lines.map { $0[column].columns }.max() ?? 0 }
    return lines.map { cells in
      let padded = columns.indices.map { column in
        let spaces = String(repeating: " ", count: widths[column] - cells[column].columns)
        return columns[column].alignment == .left ? cells[column] + spaces : spaces + cells[column]
      }
      var line = padded.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
