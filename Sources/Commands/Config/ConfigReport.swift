import Configuration
import Runs
import Terminal
import TextFormats

/// The settings in effect, and where each comes from, in each format.
struct ConfigReport: Report {
  private struct Row {
    let setting: Setting
    /// Nil where there is none.
    let value: String?
    /// `option`, `environment`, `file` or `default`.
    let source: String
    /// What it goes by, in words; empty where the source says it all.
    let detail: String
    /// Of the file.
    let line: Int?
  }

  private let file: ConfigurationFile
  private let rows: [Row]

  init(file: ConfigurationFile, settled: Settled) {
    self.file = file
    let found = TerminalFindings()
    // What opens where nobody said; a model that can't be opened is not this command's business.
    let opened = try? OpenModel(settled)
    rows = Setting.allCases.map { setting in
      let value = settled.preferences.text(setting)
      let (fallback, reason) = Self.found(setting, settled.preferences, found, opened)
      let automatic = value == nil ? reason : ""
      let row = { (source: String, detail: String, line: Int?) in
        Row(setting: setting, value: value ?? fallback, source: source, detail: detail, line: line)
      }
      switch settled.source(of: setting) {
      case .option:
        let option = setting == .glyphs ? "ascii" : setting.rawValue
        return row("option", Self.words("--\(option)", automatic), nil)
      case .environment(let text): return row("environment", text, nil)
      case .file(_, let line): return row("file", automatic, line)
      case .fallback:
        let isTold = [.colors, .background, .glyphs].contains(setting) && reason.contains("=")
        return row(isTold ? "environment" : "default", reason, nil)
      }
    }
  }

  /// What holds where nobody says anything or `auto`, and what that goes by.
  private static func found(
    _ setting: Setting, _ wanted: Preferences, _ terminal: TerminalFindings, _ opened: OpenModel?
  ) -> (String?, String) {
    let weights = opened.map { $0.weights.isTrained ? "weights \($0.weightsName)" : "untrained" }
    switch setting {
    case .model: return (opened?.network.architecture.rawValue ?? "auto", weights ?? "")
    case .geometry:
      return (opened?.network.geometry.rawValue ?? "auto", opened == nil ? "" : "as trained")
    case .size:
      return (opened?.network.size.description ?? "auto", opened == nil ? "" : "the geometry's")
    case .threads: return ("\(ThreadCount.available())", "one a core")
    case .colors: return (ColorCount(terminal.colors).rawValue, terminal.colorsFrom)
    case .background:
      return (terminal.background.rawValue, terminal.backgroundFrom ?? "COLORFGBG says nothing")
    case .glyphs:
      let set: GlyphSet = terminal.unicode ? .unicode : .ascii
      return (set.rawValue, terminal.unicodeFrom ?? "no locale is set")
    case .weights: return (opened == nil ? nil : "installed", "")
    default: return (setting.fallback?.filter { $0 != "\"" }, "")
    }
  }

  private static func words(_ parts: String...) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  var text: String {
    let path = Failure.oneLine(file.path ?? "")
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
      text += row.setting.rawValue.padded(to: 11) + "  "
      text += Failure.oneLine(row.value ?? "-").padded(to: width) + "  " + from + "\n"
    }
    return text
  }

  var csv: String {
    rows.reduce(into: CSVText.record(["setting", "value", "source", "detail", "line"])) {
      $0 += CSVText.record([
        $1.setting.rawValue, $1.value ?? "", $1.source, $1.detail, $1.line.map { "\($0)" } ?? "",
      ])
    }
  }

  var json: String {
    let settings = rows.map { row -> JSONText in
      .object([
        ("setting", .string(row.setting.rawValue)), ("value", .optional(row.value)),
        ("source", .string(row.source)), ("detail", .string(row.detail)),
        ("line", .optional(row.line)),
      ])
    }
    return JSONText.object([
      ("file", .optional(file.path)), ("exists", .bool(file.exists)),
      ("settings", .array(settings)),
    ]).sortedDocument
  }
}
