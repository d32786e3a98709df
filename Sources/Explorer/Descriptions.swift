import SqueezeNet
import Weights

/// What does not change while the program runs.
public struct ModelDescription: Sendable {
  public let network: Network
  public let isTrained: Bool
  /// Where the weights came from: a file's name, or `untrained, seed 0`.
  public let weightsName: String
  public let threads: Int
  /// What the machine has for this process, and `threads` at least.
  public let availableThreads: Int
  /// The kernels in use: `AVX-512`, `AVX2+FMA`, `baseline`.
  public let kernels: String
  /// What the network runs with; nil where only its shapes are described.
  public let weights: ModelWeights?

  public init(
    network: Network, isTrained: Bool, weightsName: String, threads: Int, kernels: String,
    availableThreads: Int = 1, weights: ModelWeights? = nil
  ) {
    self.network = network
    self.isTrained = isTrained
    self.weightsName = weightsName
    self.threads = threads
    self.availableThreads = max(threads, availableThreads)
    self.kernels = kernels
    self.weights = weights
  }
}

/// What the terminal can show.
public struct TerminalDescription: Sendable, Hashable {
  public enum Colors: Int, Sendable, Comparable {
    /// NO_COLOR, or a terminal without colours.
    case none = 0
    case eight = 8
    case sixteen = 16
    case many = 256
    /// Any colour.
    case direct = 0x1000000
    public static func < (a: Colors, b: Colors) -> Bool { a.rawValue < b.rawValue }
  }
  public enum Background: String, Sendable, CaseIterable {
    case light, dark
  }
  public var width: Int
  public var height: Int
  public var colors: Colors
  /// What the terminal's own colours are written on. Decides what near zero looks like in signed
  /// maps, and whether ink is a photo's light or its shadow; everything else reads on both.
  public var background: Background = .dark
  /// Whether characters beyond ASCII reach the screen.
  public var unicode: Bool

  public init(width: Int, height: Int, colors: Colors, unicode: Bool) {
    self.width = width
    self.height = height
    self.colors = colors
    self.unicode = unicode
  }

  /// In less than this nothing is shown.
  public static let smallestWidth = 40
  public static let smallestHeight = 12
  public var isTooSmall: Bool { width < Self.smallestWidth || height < Self.smallestHeight }

  /// Lines of a view, between the header and the message or the key hints.
  public var bodyHeight: Int { ScreenLines(height: height).content }

  /// Lines that the layer table may take.
  public var tableHeight: Int { ScreenLines(height: height).table }

  /// Lines of the help's text: all but a frame and the key hints.
  public var helpHeight: Int { max(1, height - 3) }
}
