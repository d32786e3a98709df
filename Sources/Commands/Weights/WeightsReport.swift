import Reports
import Runs
import SqueezeNet
import TextFormats
import Weights

/// The installed weights in each format.
struct WeightsReport: Report {
  let directory: String
  let entries: [InstalledWeights]

  /// A few lines a file: they are too long for one row.
  var text: String {
    guard !entries.isEmpty else {
      return
        "No weights in \(Failure.oneLine(directory)): 'sqz-tui weights add FILE' installs some.\n"
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
        ("architecture", "SqueezeNet \(summary.architecture.rawValue), \(trained)"),
        ("format", "\(summary.formatName), \(summary.byteCount) bytes"),
        ("geometry", summary.paddingConvention.rawValue),
        ("preparation", summary.preprocessing.summary),
        ("sha256", summary.sha256), origin,
      ]
    case .failure(let error):
      return [("unreadable", error.description), origin]
    }
  }

  private static let columns = [
    "architecture", "file", "format", "geometry", "preparation", "trained", "bytes", "sha256",
    "origin", "error",
  ]

  var csv: String {
    entries.map(Row.init).reduce(into: CSVText.record(Self.columns)) { text, row in
      text += CSVText.record([
        row.architecture ?? "", row.file, row.format ?? "", row.geometry ?? "",
        row.preprocessing ?? "", row.trained.map { "\($0)" } ?? "",
        row.bytes.map { "\($0)" } ?? "", row.sha256 ?? "", row.origin ?? "", row.error ?? "",
      ])
    }
  }

  var json: String {
    let weights = entries.map(Row.init).map { row -> JSONText in
      let members: [(String, JSONText)] = [
        ("file", .string(row.file)), ("origin", .optional(row.origin)),
        ("architecture", .optional(row.architecture)), ("format", .optional(row.format)),
        ("geometry", .optional(row.geometry)), ("preparation", .optional(row.preprocessing)),
        ("trained", .optional(row.trained)), ("bytes", .optional(row.bytes)),
        ("sha256", .optional(row.sha256)), ("error", .optional(row.error)),
      ]
      return .object(members)
    }
    return JSONText.object([("directory", .string(directory)), ("weights", .array(weights))])
      .sortedDocument
  }

  /// A file; what is not known of one that can't be read is nil.
  private struct Row {
    let file: String
    let origin: String?
    let architecture: String?
    let format: String?
    let geometry: String?
    let preprocessing: String?
    let trained: Bool?
    let bytes: Int?
    let sha256: String?
    let error: String?

    init(_ entry: InstalledWeights) {
      let (summary, problem): (WeightsSummary?, WeightsFileError?) =
        switch entry.content {
        case .success(let summary): (summary, nil)
        case .failure(let error): (nil, error)
        }
      file = entry.name
      origin = entry.origin
      architecture = summary?.architecture.rawValue
      format = summary?.formatName
      geometry = summary?.paddingConvention.rawValue
      preprocessing = summary?.preprocessing.name
      trained = summary?.isTrained
      bytes = summary?.byteCount
      sha256 = summary?.sha256
      error = problem?.description
    }
  }
}

extension Preprocessing {
  /// Name and what it does, e.g. `caffe (BGR, mean 104 117 123)`.
  fileprivate var summary: String {
    let means = (0..<3).map { Self.number(self.mean[$0]) }.joined(separator: " ")
    return "\(name) (\(order.rawValue)\(scale == 1 ? "" : " / 255"), mean \(means))"
  }

  /// `104`, `103.939`: without a fraction where there is none.
  private static func number(_ value: Float) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}
