import Files
import Heatmaps
import SqueezeNet
import TerminalUI

/// The table of settings: everything that can be set in the file. The template, the reading of the
/// file, `config`, the messages and the tests come from it.
///
/// To add one write its row, name it in `all(views:)`, and read it with `preferences[Settings.x]`.
public enum Settings {
  /// The rows in the order of the template.
  ///
  /// - Parameter views: The names of the application's views, the one that opens first in front.
  public static func all(views: [String]) -> [any SettingRow] {
    [
      model, weights, labels, preprocess, geometry, size, threads, memory,
      top, runs,
      viewRow(among: views), colormap, colors, background, glyphs, mouse, slowMotion,
    ]
  }

  /// A published architecture or installed weights; which there are is known where models are opened.
  public static let model = Setting<String>(
    "model", heading: "The network, for every command",
    help: "An architecture or installed weights. auto: trained weights, v1.0's first.",
    values: Architecture.published.map { "\"\($0.name)\"" } + ["the name of installed weights"],
    hasAuto: true,
    read: {
      guard case .string(let name) = $0, !name.isEmpty, !name.utf8.contains(0), $0 != .auto else {
        return nil
      }
      return name
    },
    write: { .string($0) },
    found: { found in
      found.model.map { Finding($0.network.architecture.name, $0.weights) } ?? Finding("auto")
    })

  public static let weights = fileRow(
    "weights", help: "A weights file in place of the installed ones; ~/ is your home folder.",
    example: "~/mine.safetensors"
  ) { Finding($0.model == nil ? nil : "installed") }

  public static let labels = fileRow(
    "labels", help: "The names of its classes: one a line, JSON or CSV.", example: "~/classes.txt"
  ) { _ in Finding(nil, "as the weights have them") }

  private static func fileRow(
    _ key: String, help: String, example: String, found: @escaping @Sendable (Findings) -> Finding
  ) -> Setting<Path> {
    Setting(
      key, help: help, values: ["a file's name in quotes"], example: .string(example),
      read: {
        switch $0 {
        case .string(let name) where !name.isEmpty && !name.utf8.contains(0): Path(name)
        case .path(let path): path
        default: nil
        }
      },
      write: { .path($0) }, found: found)
  }

  public static let preprocess = Setting<Preprocessing>(
    "preprocess", help: "What becomes of a photo before the network. auto: as trained.",
    values: Preprocessing.named.map { "\"\($0.name)\"" } + ["parts"],
    hasAuto: true,
    read: { if case .string(let text) = $0 { try? Preprocessing(parsing: text) } else { nil } },
    write: { .string($0.name) },
    found: { found in
      found.model.map { Finding($0.preprocessing.name, $0.preprocessingReason) } ?? Finding("auto")
    })

  public static let geometry = Setting<PaddingConvention>(
    "geometry", help: "How borders are treated. auto: as the weights were trained.",
    names: PaddingConvention.named.map(\.name), hasAuto: true,
    value: PaddingConvention.init(named:), name: \.name,
    found: { found in
      found.model.map { Finding($0.network.paddingConvention.name, $0.geometryReason) }
        ?? Finding("auto")
    })

  public static let size = Setting<InputSize>(
    "size", help: "Side of the input in pixels, or \"HEIGHTxWIDTH\". auto: the geometry's.",
    values: ["a number", "\"HEIGHTxWIDTH\""], hasAuto: true,
    read: {
      switch $0 {
      case .string(let text): InputSize(parsing: text)
      case .integer(let side): InputSize(parsing: "\(side)")
      case .number, .boolean, .path: nil
      }
    },
    write: { $0.height == $0.width ? .integer($0.height) : .string("\($0.height)x\($0.width)") },
    found: { found in
      found.model.map { Finding($0.network.size.description, "the geometry's") } ?? Finding("auto")
    })

  public static let threads = Setting<Int>(
    "threads", help: "Threads of the network. auto: one a core.", limits: Limits.threads,
    hasAuto: true, found: { Finding("\($0.threads)", "one a core") })

  public static let memory = Setting<Int>(
    "memory", help: "Most memory that a pass and what is made of it may take, in MiB.",
    limits: Limits.memory, fallback: Limits.usualMemory)

  public static let top = Setting<Int>(
    "top", heading: "Commands", help: "Classes that classify shows.", limits: Limits.top,
    fallback: Limits.usualTop)

  public static let runs = Setting<Int>(
    "runs", help: "Passes that profile, and t in the explorer, measure.", limits: Limits.runs,
    fallback: Limits.usualRuns)

  public static let view = viewRow(among: nil)

  /// - Parameter names: Nil for whatever the table has let through.
  private static func viewRow(among names: [String]?) -> Setting<String> {
    Setting(
      "view", heading: "The explorer", help: "The view that opens first.", names: names ?? [],
      hasAuto: false, fallback: names?.first,
      value: { names?.contains($0) == false ? nil : $0 }, name: { $0 })
  }

  public static let colormap = Setting<Colormap>(
    "colormap", help: "Colours of maps, on the screen and in exported pictures.",
    hasAuto: false, fallback: .magma)

  public static let colors = Setting<ColorCount>(
    "colors", help: "Colours of the terminal. auto: NO_COLOR, COLORTERM and TERM say.",
    environment: ("NO_COLOR", .none), found: { $0.colors })

  public static let background = Setting<TerminalDescription.Background>(
    "background",
    help: "What the terminal's own text stands on. auto: COLORFGBG says, else dark.",
    found: { $0.background })

  public static let glyphs = Setting<GlyphSet>(
    "glyphs", help: "Characters on the screen. auto: as the locale says.", option: "ascii",
    found: { $0.glyphs })

  public static let mouse = Setting<Bool>(
    "mouse", help: "Whether the mouse clicks and scrolls from the start, as with Ctrl-T.",
    values: ["true", "false"], fallback: false,
    read: { if case .boolean(let uses) = $0 { uses } else { nil } }, write: { .boolean($0) })

  /// Seconds.
  public static let slowMotion = Setting<Double>(
    "slow-motion", help: "Seconds that each layer waits before it runs, as with s.",
    values: ["a number from 0 to \(Int(Limits.slowMotion.upperBound))"], fallback: 0,
    read: {
      let seconds: Double
      switch $0 {
      case .integer(let number): seconds = Double(number)
      case .number(let number): seconds = number
      case .string, .boolean, .path: return nil
      }
      return Limits.slowMotion.contains(seconds) ? seconds : nil
    },
    write: { .number($0) })
}

/// Bounds that options and the file share.
public enum Limits {
  /// More than any machine that runs this has cores.
  public static let threads = 1...256
  /// MiB. The smallest leaves some room beside the program, the largest is a terabyte.
  public static let memory = 64...1 << 20
  public static let usualMemory = 512
  public static let top = 1...Architecture.classLimit
  /// A pass of the smallest model takes some milliseconds: this is hours.
  public static let runs = 1...1_000_000
  /// Seconds.
  public static let slowMotion = 0.0...10.0
  public static let usualTop = 5
  public static let usualRuns = 20
}
