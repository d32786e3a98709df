import Explorer
import Heatmaps
import SqueezeNet
import TerminalUI

/// Everything that can be set in the file, in the order of the template. The raw value is the key.
/// The template, `config`, the messages and the tests are made from this.
public enum Setting: String, CaseIterable, Sendable {
  case model, weights, geometry, size, threads
  case top, runs
  case view, colormap, colors, background, glyphs, mouse
  case slowMotion = "slow-motion"

  /// The heading in the template that it is the first under.
  var heading: String? {
    switch self {
    case .model: "The network, for every command"
    case .top: "Commands"
    case .view: "The explorer"
    default: nil
    }
  }

  /// What it is, in one line.
  public var help: String {
    switch self {
    case .model: "The architecture. auto: whichever trained weights are installed, v1.0 first."
    case .weights: "A weights file in place of the installed ones; ~/ is your home folder."
    case .geometry: "How borders are treated. auto: as the weights were trained."
    case .size: "Side of the input in pixels, or \"HEIGHTxWIDTH\". auto: the geometry's."
    case .threads: "Threads of the network. auto: one a core."
    case .top: "Classes that classify shows."
    case .runs: "Passes that profile, and t in the explorer, measure."
    case .view: "The view that opens first."
    case .colormap: "Colours of maps, on the screen and in exported pictures."
    case .colors: "Colours of the terminal. auto: NO_COLOR, COLORTERM and TERM say."
    case .background: "What the terminal's own text stands on. auto: COLORFGBG says, else dark."
    case .glyphs: "Characters on the screen. auto: as the locale says."
    case .mouse: "Whether the mouse clicks and scrolls from the start, as with Ctrl-T."
    case .slowMotion: "Seconds that each layer waits before it runs, as with s."
    }
  }

  /// The values that it takes, as one writes them.
  public var values: String {
    switch self {
    case .model: Self.list(Architecture.allCases.map(\.rawValue), auto: true)
    case .weights: "a file's name in quotes"
    case .geometry: Self.list(Geometry.allCases.map(\.rawValue), auto: true)
    case .size: "a number, \"HEIGHTxWIDTH\" or \"auto\""
    case .threads: "a number from 1 to \(Limits.threads.upperBound) or \"auto\""
    case .top: "a number from 1 to \(Limits.top.upperBound)"
    case .runs: "a number from 1 to \(Limits.runs.upperBound)"
    case .view: Self.list(View.allCases.map(\.rawValue))
    case .colormap: Self.list(Colormap.allCases.map(\.rawValue))
    case .colors: Self.list(ColorCount.allCases.map(\.rawValue), auto: true)
    case .background:
      Self.list(TerminalDescription.Background.allCases.map(\.rawValue), auto: true)
    case .glyphs: Self.list(GlyphSet.allCases.map(\.rawValue), auto: true)
    case .mouse: "true or false"
    case .slowMotion: "a number from 0 to \(Int(Limits.slowMotion.upperBound))"
    }
  }

  /// What holds when nothing is set, as the file would say it; nil for nothing at all.
  public var fallback: String? {
    switch self {
    case .model, .geometry, .size, .threads, .colors, .background, .glyphs: "\"auto\""
    case .weights: nil
    case .top: "\(Limits.usualTop)"
    case .runs: "\(Limits.usualRuns)"
    case .view: "\"\(View.layers.rawValue)\""
    case .colormap: "\"\(Colormap.magma.rawValue)\""
    case .mouse: "false"
    case .slowMotion: "0"
    }
  }

  private static func list(_ values: [String], auto: Bool = false) -> String {
    let quoted = (values + (auto ? ["auto"] : [])).map { "\"\($0)\"" }
    return quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? "")
  }
}

/// Bounds that options and the file share.
public enum Limits {
  /// More than any machine that runs this has cores.
  public static let threads = 1...256
  public static let top = 1...Architecture.classCount
  /// A pass of the smallest model takes some milliseconds: this is hours.
  public static let runs = 1...1_000_000
  /// Seconds.
  public static let slowMotion = 0.0...10.0
  public static let usualTop = 5
  public static let usualRuns = 20
}

/// How many colours, as one says it.
public enum ColorCount: String, CaseIterable, Sendable {
  case direct = "true"
  case many = "256"
  case sixteen = "16"
  case eight = "8"
  case none

  public var colors: TerminalDescription.Colors {
    switch self {
    case .direct: .direct
    case .many: .many
    case .sixteen: .sixteen
    case .eight: .eight
    case .none: .none
    }
  }

  public init(_ colors: TerminalDescription.Colors) {
    switch colors {
    case .direct: self = .direct
    case .many: self = .many
    case .sixteen: self = .sixteen
    case .eight: self = .eight
    case .none: self = .none
    }
  }
}

/// Which characters the screen is made of.
public enum GlyphSet: String, CaseIterable, Sendable {
  case unicode = "utf-8"
  case ascii
}
