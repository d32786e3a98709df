import Files
import Reports
import Runs
import SqueezeNet
import TextFormats
import Weights

/// The installed weights in each format.
struct WeightsReport: Report {
  let directory: Path
  let entries: [InstalledWeights]

  /// A few lines a file: they are too long for one row.
  var text: String {
    guard !entries.isEmpty else {
      return
        "No weights in \(Failure.oneLine(directory.description)): 'sqz-tui weights add FILE' installs some.\n"
    }
    return entries.map { entry in
      Failure.oneLine(entry.name) + "\n"
        + lines(of: entry).map { "  \($0.padded(to: 14))\(Failure.oneLine($1))\n" }.joined()
    }.joined(separator: "\n")
  }

  private func lines(of entry: InstalledWeights) -> [(String, String)] {
    let origin = ("origin", entry.origin ?? "put there by hand")
    switch entry.content {
    case .success(let summary):
      let trained = summary.isTrained ? "trained" : "untrained"
      return [
        ("architecture", "SqueezeNet \(summary.architecture.name), \(trained)"),
        ("classes", summary.classes.summary),
        ("format", "\(summary.formatName), \(summary.byteCount) bytes"),
        ("geometry", summary.paddingConvention.name),
        ("preparation", summary.preprocessing.description),
        ("sha256", summary.sha256), origin,
      ] + (summary.sourceHash.map { [("converted", "from a file with sha256 \($0)")] } ?? [])
    case .failure(let error):
      return [("unreadable", error.description), origin]
    }
  }

  private static let columns = [
    "architecture", "file", "format", "geometry", "preparation", "trained", "bytes", "sha256",
    "origin", "error", "classes", "source_sha256",
  ]

  var csv: String {
    entries.reduce(into: CSVText.record(Self.columns)) {
      $0 += Self.fields($1).record(Self.columns)
    }
  }

  var json: String {
    let weights = entries.map { Self.fields($0).json }
    return JSONText.object([
      ("directory", .string(directory.description)), ("weights", .array(weights)),
    ])
    .sortedDocument
  }

  /// Empty fields are those that are not known of a file that can't be read.
  private static func fields(_ entry: InstalledWeights) -> [Field] {
    let (summary, problem): (WeightsSummary?, WeightsFileError?) =
      switch entry.content {
      case .success(let summary): (summary, nil)
      case .failure(let error): (nil, error)
      }
    return [
      Field("architecture", summary?.architecture.name), Field("file", entry.name),
      Field("format", summary?.formatName), Field("geometry", summary?.paddingConvention.name),
      Field("preparation", summary?.preprocessing.name), Field("trained", summary?.isTrained),
      Field("bytes", summary?.byteCount), Field("sha256", summary?.sha256),
      Field("origin", entry.origin), Field("error", problem?.description),
      Field("classes", summary?.classes.count), Field("source_sha256", summary?.sourceHash),
    ]
  }
}

extension ClassNames {
  /// `2: benign, malignant`; of many the first, and how many more there are.
  var summary: String {
    let shown = areNumbers ? [] : Array(all.prefix(count > 8 ? 3 : 8))
    let rest = areNumbers ? "without names" : count > shown.count ? "..." : ""
    return "\(count): " + (shown + [rest]).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
