import Explorer
import Runs
import SqueezeNet
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
    entries.map(Row.init).reduce(into: CSVText.record(Self.columns)) { text, row in
      text += CSVText.record([
        row.architecture.value ?? "", row.file, row.format.value ?? "", row.geometry.value ?? "",
        row.preparation.value ?? "", row.trained.value.map { "\($0)" } ?? "",
        row.bytes.value.map { "\($0)" } ?? "", row.sha256.value ?? "", row.origin.value ?? "",
        row.error.value ?? "",
      ])
    }
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
    let origin: Nullable<String>
    let architecture: Nullable<String>
    let format: Nullable<String>
    let geometry: Nullable<String>
    let preparation: Nullable<String>
    let trained: Nullable<Bool>
    let bytes: Nullable<Int>
    let sha256: Nullable<String>
    let error: Nullable<String>

    init(_ entry: InstalledWeights) {
      let (summary, problem): (WeightsSummary?, WeightsFileError?) =
        switch entry.content {
        case .success(let summary): (summary, nil)
        case .failure(let error): (nil, error)
        }
      file = entry.name
      origin = Nullable(entry.origin)
      architecture = Nullable(summary?.architecture.rawValue)
      format = Nullable(summary?.formatName)
      geometry = Nullable(summary?.geometry.rawValue)
      preparation = Nullable(summary?.preparation.name)
      trained = Nullable(summary?.isTrained)
      bytes = Nullable(summary?.byteCount)
      sha256 = Nullable(summary?.sha256)
      error = Nullable(problem?.description)
    }
  }
}

extension InputPreparation {
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
