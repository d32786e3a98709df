import Inference
import SqueezeNet

/// Everything that the screen shows. Changed only by `update`.
public struct State: Sendable {
  public let model: ModelDescription
  public var terminal: TerminalDescription
  public var images: [ImageEntry]
  public var imageIndex: Int
  public var pass: Pass
  public var table: TableState
  public var map: MapState
  public var overlay: Overlay?
  /// One line above the key hints: what just happened, or what went wrong. Gone at the next key.
  public var message: Message?
  /// Milliseconds that each layer waits before it runs; 0 is full speed.
  public var slowMotion: Int
  /// Repeated passes: in progress or done.
  public var measuring: (done: Int, of: Int)?
  public var measurement: Measurement?
  /// Passes of one repeated measurement (`t`).
  public var measurementRuns: Int
}

/// What does not change while the program runs.
public struct ModelDescription: Sendable {
  public let network: Network
  public let isTrained: Bool
  /// Where the weights came from: a file's name, or `untrained, seed 0`.
  public let weightsName: String
  public let threads: Int
  /// The kernels in use: `AVX-512`, `AVX2+FMA`, `baseline`.
  public let kernels: String

  public init(
    network: Network, isTrained: Bool, weightsName: String, threads: Int, kernels: String
  ) {
    self.network = network
    self.isTrained = isTrained
    self.weightsName = weightsName
    self.threads = threads
    self.kernels = kernels
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
    public static func < (a: Colors, b: Colors) -> Bool { a.rawValue < b.rawValue }
  }
  public var width: Int
  public var height: Int
  public var colors: Colors
  /// Whether characters beyond ASCII reach the screen.
  public var unicode: Bool

  public init(width: Int, height: Int, colors: Colors, unicode: Bool) {
    self.width = width
    self.height = height
    self.colors = colors
    self.unicode = unicode
  }
}

/// One image of the command line.
public struct ImageEntry: Sendable {
  public enum Status: Sendable {
    case pending
    case loaded(LoadedImage)
    /// The error's one line.
    case failed(String)
  }
  public let path: String
  public var status: Status

  public init(path: String, status: Status = .pending) {
    self.path = path
    self.status = status
  }
}

/// What the screen says and shows of an image; its prepared values are with the session.
public struct LoadedImage: Sendable, Hashable {
  /// Size of the photo as it is seen, orientation applied, in pixels.
  public let width: Int
  public let height: Int
  public let isTruncated: Bool
  /// RGB, 8 bits, network's input height × width × 3: the photo as the network sees it.
  public let pixels: [UInt8]

  public init(width: Int, height: Int, isTruncated: Bool, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.isTruncated = isTruncated
    self.pixels = pixels
  }
}

/// One image's way through the network. Layers `0 ..< frontier` are done.
public struct Pass: Sendable {
  /// Tags the session's events; what belongs to an earlier generation is dropped.
  public var generation: Int
  public var frontier: Int
  /// The layer that is being computed now.
  public var running: Int?
  /// Layers `frontier ..< target` have been asked for; nil when nothing has.
  public var target: Int?
  /// One entry a layer; nil beyond the frontier.
  public var results: [LayerResult?]
  /// Strongest classes, once the last layer is done.
  public var top: [Prediction]

  /// Sum of the finished layers' times, in nanoseconds.
  public var nanoseconds: UInt64 { results.reduce(0) { $0 + ($1?.nanoseconds ?? 0) } }
}

/// The layer table: what is unfolded, what is selected.
public struct TableState: Sendable {
  /// Numbers of the fire blocks whose layers are shown.
  public var unfolded: Set<Int>
  public var selection: TableRow
  /// First visible row.
  public var scroll: Int
}

/// A row of the layer table.
public enum TableRow: Sendable, Hashable {
  /// A fire block's own row; its numbers are those of the whole block.
  case block(Int)
  /// A layer, by index. Inside a fire block only when it is unfolded.
  case layer(Int)
}

/// How the selected layer's output is drawn.
public struct MapState: Sendable {
  public enum Reduction: String, Sendable, CaseIterable {
    case channel, mean, maximum
  }
  public enum Glyphs: Sendable {
    case ascii, blocks
  }
  public var reduction: Reduction
  /// The channel shown; kept within the selected layer's channels.
  public var channel: Int
  public var glyphs: Glyphs
  public var colormap: Colormap
  /// The copy that the session sent last, and of which layer (nil is the image).
  public var activation: (layer: Int?, activation: Activation)?
}

/// What lies over the main view and takes the keys.
public enum Overlay: Sendable {
  case help(scroll: Int)
  /// Search by layer name as one types.
  case search(LineEditor)
  /// Name of the profile CSV.
  case export(LineEditor)
  /// The file exists: overwrite?
  case confirmOverwrite(path: String)
}

/// A line that is being typed.
public struct LineEditor: Sendable, Hashable {
  public var text: String
  /// In characters, 0 … text.count.
  public var cursor: Int
}

public struct Message: Sendable, Hashable {
  public enum Kind: Sendable { case information, error }
  public let kind: Kind
  public let text: String
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
