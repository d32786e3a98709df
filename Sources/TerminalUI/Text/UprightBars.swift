import TextFormats

/// Bars that stand: histograms and the small ones in a row of a table.
extension Glyphs {
  /// Returns one line of an upright bar; line 0 is the lowest. Eighths of a line in Unicode, halves
  /// in ASCII. Anything above nothing shows.
  ///
  /// - Parameter share: 0 … 1 of the height.
  public func upright(_ share: Double, line: Int, of height: Int) -> Character {
    guard share > 0, height > 0 else { return " " }
    let parts: [Character] =
      unicode ? [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [" ", ".", "#"]
    let steps = parts.count - 1
    let length = max(1, Int((min(share, 1) * Double(height * steps)).rounded()))
    return parts[max(0, min(length - line * steps, steps))]
  }

  /// Counts as bars one line high, relative to the largest; by density in ASCII.
  public func smallBars(_ counts: [Int]) -> String {
    guard unicode else { return DensityBars.text(counts) }
    let most = Double(max(1, counts.max() ?? 1))
    return String(counts.map { upright(Double($0) / most, line: 0, of: 1) })
  }
}
