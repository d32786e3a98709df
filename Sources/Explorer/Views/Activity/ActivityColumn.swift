import Analysis
import TerminalUI
import TextFormats

/// The columns of the view of dead and busy channels.
enum ActivityFigure: Sendable {
  case name, dead, zeros, bar, weights, paper, distribution, mean, deviation, maximum

  /// The distribution has bins of a column each: a divisor of the survey's.
  fileprivate static let columns = [
    ActivityColumn(.name, "   layer", 15, rank: 0, .words),
    ActivityColumn(.dead, "dead/all", 9, rank: 1),
    ActivityColumn(.zeros, "zeros", 5, rank: 2),
    ActivityColumn(.bar, "", 8, rank: 5, .bar),
    ActivityColumn(.weights, "zero w", 6, rank: 3),
    ActivityColumn(.paper, "paper", 5, rank: 4),
    ActivityColumn(.distribution, "distribution", 24, rank: 6, .bar),
    ActivityColumn(.mean, "mean", 7, rank: 7),
    ActivityColumn(.deviation, "std", 7, rank: 8),
    ActivityColumn(.maximum, "max", 7, rank: 9),
  ]
}

typealias ActivityColumn = Column<ActivityFigure>

extension ActivityColumn {
  /// As many as fit side by side, a column between them.
  static func columns(width: Int) -> [ActivityColumn] {
    ActivityFigure.columns.chosen { $1 <= width || $2 == 0 }
  }

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
