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
}

/// The beginning and the look of the explorer.
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

  /// Returns the settings of these and the model's options over the configuration file.
  func resolved(over model: ModelOptions) throws -> ResolvedSettings {
    var options = model.preferences
    options[Settings.view] = view?.rawValue
    options[Settings.colormap] = colormap
    options.set(Settings.colors, colors)
    options.set(Settings.background, background)
    options.set(Settings.glyphs, ascii.map { $0 ? .value(.ascii) : .auto })
    options[Settings.mouse] = mouse
    options[Settings.slowMotion] = slowMotion
    return ResolvedSettings(options: options, file: try model.configuration.read())
  }
}

extension Preferences {
  fileprivate mutating func set<Value>(_ setting: Setting<Value>, _ option: AutoOr<Value>?) {
    switch option {
    case .value(let value): self[setting] = value
    case .auto: setAuto(setting)
    case nil: break
    }
  }
}

extension TerminalSettings {
  init(_ preferences: Preferences) {
    self.init(
      colors: preferences[Settings.colors]?.colors, background: preferences[Settings.background],
      unicode: preferences[Settings.glyphs].map { $0 == .unicode })
  }
}
