import Analysis
import TerminalUI
import TextFormats

/// A column of the view of dead and busy channels.
struct ActivityColumn: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case name, dead, zeros, bar, weights, paper, distribution, mean, deviation, maximum
  }
  let kind: Kind
  let title: String
  let width: Int
  /// Columns of lower rank come first when there is little room.
  let rank: Int

  private init(_ kind: Kind, _ title: String, _ width: Int, rank: Int) {
    self.kind = kind
    self.title = title
    self.width = width
    self.rank = rank
  }

  /// The distribution has bins of a column each: a divisor of the survey's.
  private static let all = [
    ActivityColumn(.name, "   layer", 15, rank: 0),
    ActivityColumn(.dead, "dead of", 9, rank: 1),
    ActivityColumn(.zeros, "zeros", 5, rank: 2),
    ActivityColumn(.bar, "", 8, rank: 5),
    ActivityColumn(.weights, "zero w", 6, rank: 3),
    ActivityColumn(.paper, "paper", 5, rank: 4),
    ActivityColumn(.distribution, "distribution", 24, rank: 6),
    ActivityColumn(.mean, "mean", 7, rank: 7),
    ActivityColumn(.deviation, "std", 7, rank: 8),
    ActivityColumn(.maximum, "max", 7, rank: 9),
  ]

  /// As many as fit side by side, a column between them.
  static func columns(width: Int) -> [ActivityColumn] {
    var chosen: Set<Kind> = []
    var used = -1
    for column in all.sorted(by: { $0.rank < $1.rank }) {
      used += column.width + 1
      guard used <= width || chosen.isEmpty else { break }
      chosen.insert(column.kind)
    }
    return all.filter { chosen.contains($0.kind) }
  }

  var isBar: Bool { kind == .bar || kind == .distribution }
  var isRightAligned: Bool { kind != .name && !isBar }

  /// Returns the text of a row; empty where nothing is known (yet).
  func text(
    _ row: ActivityRow, name: String, _ scale: ActivationHistogram.Scale, _ glyphs: Glyphs
  ) -> String {
    let figures = row.statistics
    switch kind {
    case .name: return name
    case .dead:
      return row.survey.map { "\($0.activity.deadChannels.count)/\($0.activity.channels)" } ?? ""
    case .zeros: return figures.map { Numbers.percent($0.zeroShare) } ?? ""
    case .bar: return figures.map { glyphs.bar($0.zeroShare, width: width) } ?? ""
    case .weights: return row.weightZeroShare.map(Numbers.percent) ?? ""
    case .paper: return row.paperZeroShare.map(Numbers.percent) ?? ""
    case .distribution:
      return row.survey?.histogram(scale).counts(inBins: width).map(glyphs.smallBars) ?? ""
    case .mean: return figures.map { Numbers.value($0.mean) } ?? ""
    case .deviation: return figures.map { Numbers.value($0.standardDeviation) } ?? ""
    case .maximum: return figures.map { Numbers.value(Double($0.maximum)) } ?? ""
    }
  }
}
