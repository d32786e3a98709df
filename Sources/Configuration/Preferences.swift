import Explorer
import Heatmaps
import SqueezeNet
import TerminalUI

/// What somebody wants in place of the defaults; nil where nothing was said, or `auto`.
public struct Preferences: Sendable, Hashable {
  public var model: Architecture?
  /// A path.
  public var weights: String?
  public var geometry: Geometry?
  public var size: InputSize?
  public var threads: Int?
  /// Classes that are shown.
  public var top: Int?
  /// Passes that are measured.
  public var runs: Int?
  public var view: View?
  public var colormap: Colormap?
  public var colors: ColorCount?
  public var background: TerminalDescription.Background?
  public var glyphs: GlyphSet?
  public var mouse: Bool?
  /// Seconds a layer.
  public var slowMotion: Double?

  public init() {}

  /// The value as the file would say it, without quotes; nil where nothing was said.
  public func text(_ setting: Setting) -> String? {
    switch setting {
    case .model: model?.rawValue
    case .weights: weights
    case .geometry: geometry?.rawValue
    case .size: size.map { $0.height == $0.width ? "\($0.height)" : "\($0.height)x\($0.width)" }
    case .threads: threads.map(String.init)
    case .top: top.map(String.init)
    case .runs: runs.map(String.init)
    case .view: view?.rawValue
    case .colormap: colormap?.rawValue
    case .colors: colors?.rawValue
    case .background: background?.rawValue
    case .glyphs: glyphs?.rawValue
    case .mouse: mouse.map { $0 ? "true" : "false" }
    case .slowMotion: slowMotion.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    }
  }

  /// - Returns: false when the setting does not take the value.
  mutating func set(_ setting: Setting, _ value: KeyValueText.Value) -> Bool {
    switch setting {
    case .model: Self.choose(&model, value)
    case .geometry: Self.choose(&geometry, value)
    case .colors: Self.choose(&colors, value)
    case .background: Self.choose(&background, value)
    case .glyphs: Self.choose(&glyphs, value)
    case .view: Self.choose(&view, value, hasAuto: false)
    case .colormap: Self.choose(&colormap, value, hasAuto: false)
    case .threads: value == .string("auto") || Self.count(&threads, value, Limits.threads)
    case .top: Self.count(&top, value, Limits.top)
    case .runs: Self.count(&runs, value, Limits.runs)
    case .weights: setWeights(value)
    case .size: setSize(value)
    case .mouse: setMouse(value)
    case .slowMotion: setSlowMotion(value)
    }
  }

  /// Names; a name that is a number may stand without quotes.
  private static func choose<Choice: RawRepresentable<String>>(
    _ choice: inout Choice?, _ value: KeyValueText.Value, hasAuto: Bool = true
  ) -> Bool {
    let name: String
    switch value {
    case .string(let text): name = text
    case .integer(let number): name = "\(number)"
    case .number, .boolean: return false
    }
    if hasAuto, name == "auto" { return true }
    choice = Choice(rawValue: name)
    return choice != nil
  }

  private static func count(
    _ count: inout Int?, _ value: KeyValueText.Value, _ limits: ClosedRange<Int>
  ) -> Bool {
    guard case .integer(let number) = value, limits.contains(number) else { return false }
    count = number
    return true
  }

  private mutating func setWeights(_ value: KeyValueText.Value) -> Bool {
    guard case .string(let path) = value, !path.isEmpty, !path.contains("\0") else { return false }
    weights = path
    return true
  }

  private mutating func setSize(_ value: KeyValueText.Value) -> Bool {
    switch value {
    case .string("auto"): return true
    case .string(let text): size = InputSize(parsing: text)
    case .integer(let side): size = InputSize(parsing: "\(side)")
    case .number, .boolean: return false
    }
    return size != nil
  }

  private mutating func setMouse(_ value: KeyValueText.Value) -> Bool {
    guard case .boolean(let uses) = value else { return false }
    mouse = uses
    return true
  }

  private mutating func setSlowMotion(_ value: KeyValueText.Value) -> Bool {
    switch value {
    case .integer(let seconds): slowMotion = Double(seconds)
    case .number(let seconds): slowMotion = seconds
    case .string, .boolean: return false
    }
    return slowMotion.map(Limits.slowMotion.contains) ?? false
  }
}
