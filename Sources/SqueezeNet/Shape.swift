/// Shape of one activation, height × width × channels. Batch is always 1.
public struct Shape: Sendable, Hashable, CustomStringConvertible {
  public let height: Int
  public let width: Int
  public let channels: Int

  public init(height: Int, width: Int, channels: Int) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// Number of values.
  public var count: Int { height * width * channels }

  /// True where each channel has one value.
  public var isOnePixel: Bool { height == 1 && width == 1 }

  /// As the profile CSV writes it, e.g. `111x111x96`.
  public var description: String { "\(height)x\(width)x\(channels)" }

  /// For the screen, e.g. `111×111×96`.
  public var display: String { "\(height)×\(width)×\(channels)" }
}

/// Spatial size of the network's input, in pixels.
public struct InputSize: Sendable, Hashable, CustomStringConvertible {
  public let height: Int
  public let width: Int

  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  public init(_ side: Int) { self.init(height: side, width: side) }

  /// Largest side that is accepted; at 4096 one pass already takes 300 times the time of 224.
  public static let maximumSide = 4096

  /// Nil for a side that is not accepted.
  public init?(accepted height: Int, by width: Int) {
    guard [height, width].allSatisfy((1...Self.maximumSide).contains) else { return nil }
    self.init(height: height, width: width)
  }

  /// Reads `N` or `HxW` (both positive decimal numbers); nil for anything else.
  public init?(parsing text: some StringProtocol) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy({ (48...57).contains($0) }) ? Int(part) : nil
    }
    guard numbers.count == parts.count, numbers.allSatisfy({ $0 > 0 }) else { return nil }
    switch numbers.count {
    case 1: self.init(numbers[0])
    case 2: self.init(height: numbers[0], width: numbers[1])
    default: return nil
    }
  }

  /// `224` for a square, `480x640` (height first) otherwise.
  public var description: String { height == width ? "\(height)" : "\(height)x\(width)" }
}
