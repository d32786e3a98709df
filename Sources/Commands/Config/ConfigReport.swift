import Configuration
import Reports
import Runs
import Terminal
import TextFormats
import Weights

/// The settings in effect, and where each comes from, in each format.
struct ConfigReport: Report {
  private struct Row {
    let key: String
    /// Nil where there is none.
    let value: String?
    /// `option`, `environment`, `file` or `default`.
    let source: String
    /// The reason, in words; empty where the source says it all.
    let detail: String
    /// Of the file.
    let line: Int?

    var fields: [Field] {
      [
        Field("setting", key), Field("value", value), Field("source", source),
        Field("detail", detail), Field("line", line),
      ]
    }
  }

  private let file: ConfigurationFile
  private let rows: [Row]

  init(file: ConfigurationFile, resolved: ResolvedSettings) {
    self.file = file
    // The model that opens by default; one that can't be opened is not this command's business.
    let findings = Findings(terminal: TerminalFindings(), opened: try? OpenModel(resolved))
    rows = file.settings.map { setting in
      let value = resolved.preferences.text(setting)
      let found = setting.finding(in: findings)
      let automatic = value == nil ? found.reason : ""
      let row = { (source: String, detail: String, line: Int?) in
        Row(
          key: setting.key, value: value ?? found.value, source: source, detail: detail, line: line)
      }
      switch resolved.source(of: setting) {
      case .option: return row("option", Self.words("--\(setting.option)", automatic), nil)
      case .environment(let text): return row("environment", text, nil)
      case .file(_, let line): return row("file", automatic, line)
      case .fallback:
        return row(found.isOfEnvironment ? "environment" : "default", found.reason, nil)
      }
    }
  }

  private static func words(_ parts: String...) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  var text: String {
    let path = Failure.oneLine(file.path?.description ?? "")
    var text =
      file.exists
      ? "Configuration file \(path)\n"
      : file.path == nil
        ? "No configuration file is read\n"
        : "No configuration file: 'sqz-tui config init' writes \(path)\n"
    let width = rows.map { ($0.value ?? "-").count }.filter { $0 <= 32 }.max() ?? 0
    for row in rows {
      let line = row.line.map { "line \($0)" } ?? ""
      let from = Self.words(row.source + (line.isEmpty ? "" : ", \(line)"), row.detail)
      text += row.key.padded(to: 11) + "  "
      text += Failure.oneLine(row.value ?? "-").padded(to: width) + "  " + from + "\n"
    }
    return text
  }

  var csv: String {
    rows.reduce(into: CSVText.record(Self.columns)) { $0 += $1.fields.record(Self.columns) }
  }

  private static let columns = ["setting", "value", "source", "detail", "line"]

  var json: String {
    JSONText.object([
      ("file", .optional(file.path?.description)), ("exists", .bool(file.exists)),
      ("settings", .array(rows.map(\.fields.json))),
    ]).sortedDocument
  }
}

extension Findings {
  private static func reason(_ origin: FactOrigin) -> String {
    origin == .file ? "as trained" : "\(origin)"
  }

  fileprivate init(terminal: TerminalFindings, opened: OpenModel?) {
    let colors = terminal.colorsFrom
    let glyphs: GlyphSet = terminal.unicode ? .unicode : .ascii
    self.init(
      model: opened.map {
        Model(
          network: $0.network,
          weights: $0.weights.isTrained ? "weights \($0.weightsName)" : "untrained",
          preprocessing: $0.weights.preprocessing,
          preprocessingReason: Self.reason($0.weights.origins.preprocessing),
          geometryReason: Self.reason($0.weights.origins.paddingConvention))
      },
      threads: ThreadCount.available(),
      colors: Finding(
        ColorCount(terminal.colors).rawValue, from: colors.contains("=") ? colors : nil,
        otherwise: colors),
      background: Finding(
        terminal.background.rawValue, from: terminal.backgroundFrom,
        otherwise: "COLORFGBG says nothing"),
      glyphs: Finding(
        glyphs.rawValue, from: terminal.unicodeFrom, otherwise: "no locale is set"))
  }
}
