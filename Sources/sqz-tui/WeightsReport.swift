import SqueezeNet
import Weights

/// The installed weights in each format.
struct WeightsReport {
  let directory: String
  let entries: [InstalledWeights]

  /// A few lines a file: they are too long for one row.
  var text: String {
    guard !entries.isEmpty else {
      return "No weights in \(Failure.oneLine(directory)): 'sqz-tui weights add FILE' installs some.\n"
    }
    return entries.map { entry in
      Failure.oneLine(entry.name) + "\n"
        + lines(of: entry).map { "  \(TextTable.left($0, 14))\(Failure.oneLine($1))\n" }.joined()
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
        ("geometry", summary.geometry.rawValue),
        ("preparation", summary.preparation.summary),
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
    var table = CSV(Self.columns)
    for row in entries.map(Row.init) {
      table.add([
        row.architecture ?? "", row.file, row.format ?? "", row.geometry ?? "",
        row.preparation ?? "", row.trained.map { "\($0)" } ?? "", row.bytes.map { "\($0)" } ?? "",
        row.sha256 ?? "", row.origin ?? "", row.error ?? "",
      ])
    }
    return table.text
  }

  var json: String {
    get throws { try JSON.text(Document(directory: directory, weights: entries.map(Row.init))) }
  }

  private struct Document: Encodable {
    let directory: String
    let weights: [Row]
  }

  private struct Row: Encodable {
    let file: String
    let origin: String?
    var architecture: String?
    var format: String?
    var geometry: String?
    var preparation: String?
    var trained: Bool?
    var bytes: Int?
    var sha256: String?
    var error: String?

    init(_ entry: InstalledWeights) {
      file = entry.name
      origin = entry.origin
      switch entry.content {
      case .success(let summary):
        architecture = summary.architecture.rawValue
        format = summary.formatName
        geometry = summary.geometry.rawValue
        preparation = summary.preparation.name
        trained = summary.isTrained
        bytes = summary.byteCount
        sha256 = summary.sha256
      case .failure(let problem):
        error = problem.description
      }
    }
  }
}

extension InputPreparation {
  /// Name and what it does, e.g. `caffe (BGR, mean 104 117 123)`.
  fileprivate var summary: String {
    let mean = (0..<3).map { "\(self.mean[$0])" }.joined(separator: " ")
    return "\(name) (\(order.rawValue)\(scale == 1 ? "" : " / 255"), mean \(mean))"
  }
}
