import Analysis
import ArgumentParser
import Configuration
import Exports
import Heatmaps
import Runs
import SqueezeNet
import TerminalUI

extension Colormap: ExpressibleByArgument {}
extension TerminalDescription.Background: ExpressibleByArgument {}

/// One channel, from 0.
struct ChannelIndex: ExpressibleByArgument {
  let index: Int

  init?(argument: String) {
    guard let index = ChannelList.index(argument) else { return nil }
    self.index = index
  }
}

/// One channel, or all of them in one map.
enum ChannelArgument: ExpressibleByArgument, Equatable {
  case channel(Int)
  case mean, maximum

  init?(argument: String) {
    switch argument {
    case "mean": self = .mean
    case "max": self = .maximum
    default:
      guard let channel = ChannelIndex(argument: argument) else { return nil }
      self = .channel(channel.index)
    }
  }

  /// As one types it.
  var defaultValueDescription: String {
    switch self {
    case .channel(let index): "\(index)"
    case .mean: "mean"
    case .maximum: "max"
    }
  }

  func apply(to choice: inout MapChoice) {
    switch self {
    case .channel(let index): (choice.reduction, choice.channel) = (.channel, index)
    case .mean: choice.reduction = .mean
    case .maximum: choice.reduction = .maximum
    }
  }
}

/// From which values the colours go.
enum RangeArgument: ExpressibleByArgument {
  case own, layer
  case fixed(Float, Float)

  init?(argument: String) {
    switch argument {
    case "own": self = .own
    case "layer": self = .layer
    default:
      let ends = argument.split(separator: ":", omittingEmptySubsequences: false)
        .compactMap { Float($0) }
      guard ends.count == 2, ends[0] < ends[1], ends.allSatisfy(\.isFinite) else { return nil }
      self = .fixed(ends[0], ends[1])
    }
  }

  var ends: MapScaling.Ends {
    switch self {
    case .own: .channel
    case .layer: .layer
    case .fixed(let low, let high): .fixed(ValueRange(minimum: low, maximum: high))
    }
  }
}

struct LayerOption: ParsableArguments {
  @Option(help: "The layer's name, as 'sqz-tui layers' lists them.")
  var layer: String
}

struct ChannelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A channel, from 0; or mean, max: over all channels.",
      valueName: "n|mean|max"))
  var channel = ChannelArgument.channel(0)
}

/// The way from values to colours.
struct ColorOptions: ParsableArguments {
  @Option(help: "Colours of values that are all positive; others are blue below zero, else orange.")
  var colormap: Colormap?

  @Option(
    help: ArgumentHelp(
      "Values of the first and last colour: each map's own, the layer's, or two numbers.",
      valueName: "own|layer|low:high"))
  var range: RangeArgument?

  @Option(help: ArgumentHelp("Exponent; below 1 shows small values stronger.", valueName: "number"))
  var gamma = 1.0

  func validate() throws {
    guard gamma > 0, gamma <= 10 else {
      throw ValidationError("--gamma \(gamma): give a number above 0, at most 10")
    }
  }

  /// - Parameter layer: A layer's name; nil where the content says which.
  func choice(layer: String? = nil, of opened: OpenModel) throws -> MapChoice {
    MapChoice(
      layer: try layer.flatMap { try opened.network.index(ofLayer: $0) },
      scaling: MapScaling(ends: range?.ends ?? .channel, gamma: gamma),
      colormap: colormap ?? opened.preferences[Settings.colormap] ?? .magma)
  }
}

/// The size of a picture, and its paper.
struct PaperOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Side of a value in pixels; over a photo, of its pixels. (default: what suits)",
      valueName: "n"))
  var scale: Int?

  @Flag(name: .customLong("no-labels"), help: "Write no title, legend and numbers around the maps.")
  var hasNoLabels = false

  @Option(help: "The paper.")
  var background: TerminalDescription.Background?

  func validate() throws { try check("scale", scale, in: 1...1024) }

  func options(columns: Int? = nil, opacity: Double = 0.6) -> PictureOptions {
    PictureOptions(
      scale: scale, hasLabels: !hasNoLabels, isDark: background == .dark, columns: columns,
      opacity: opacity)
  }
}

struct OpacityOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The map's share of the colour, 0 to 1.", valueName: "share"))
  var opacity = 0.6

  func validate() throws {
    guard (0...1).contains(opacity) else {
      throw ValidationError("--opacity \(opacity): give a number from 0 to 1")
    }
  }
}
