import ArgumentParser
import Configuration
import Explorer
import Heatmaps
import Terminal
import TerminalUI

/// A value, or `auto` to have it found out whatever the configuration file says.
enum AutoOr<Value: RawRepresentable<String> & CaseIterable & Sendable>: ExpressibleByArgument {
  case auto
  case value(Value)

  init?(argument: String) {
    if argument == "auto" {
      self = .auto
    } else if let value = Value(rawValue: argument) {
      self = .value(value)
    } else {
      return nil
    }
  }

  static var allValueStrings: [String] { ["auto"] + Value.allCases.map(\.rawValue) }

  var value: Value? { if case .value(let value) = self { value } else { nil } }
}

/// How the explorer begins and looks.
struct LookOptions: ParsableArguments {
  @Option(help: "The view that opens first. (default: layers)")
  var view: Explorer.View?

  @Option(help: "Colours of maps. (default: magma)")
  var colormap: Colormap?

  @Option(help: "Colours of the terminal. (default: NO_COLOR, COLORTERM and TERM say)")
  var colors: AutoOr<ColorCount>?

  @Option(help: "What the terminal's own text stands on. (default: COLORFGBG says, else dark)")
  var background: AutoOr<TerminalDescription.Background>?

  @Flag(
    inversion: .prefixedNo,
    help: "Nothing but ASCII characters, or what the locale has. (default: what the locale has)")
  var ascii: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Let the mouse click and scroll from the start, as Ctrl-T does. (default: no)")
  var mouse: Bool?

  @Option(
    help: ArgumentHelp(
      "Seconds that each layer waits before it runs, as with s. (default: 0)",
      valueName: "seconds"))
  var slowMotion: Double?

  func validate() throws {
    if let slowMotion, !Limits.slowMotion.contains(slowMotion) {
      throw ValidationError(
        "--slow-motion \(slowMotion): give a number from 0 to \(Int(Limits.slowMotion.upperBound))")
    }
  }

  /// What these and the model's options say, over the configuration file.
  func settled(over model: ModelOptions) throws -> Settled {
    var options = model.preferences
    options.view = view
    options.colormap = colormap
    options.colors = colors?.value
    options.background = background?.value
    options.glyphs = ascii == true ? .ascii : nil
    options.mouse = mouse
    options.slowMotion = slowMotion
    var automatic: Set<Setting> = []
    if case .auto = colors { automatic.insert(.colors) }
    if case .auto = background { automatic.insert(.background) }
    if ascii == false { automatic.insert(.glyphs) }
    return Settled(options: options, automatic: automatic, file: try model.configuration.read())
  }
}

extension TerminalSettings {
  init(_ preferences: Preferences) {
    self.init(
      colors: preferences.colors?.colors, background: preferences.background,
      unicode: preferences.glyphs.map { $0 == .unicode })
  }
}
