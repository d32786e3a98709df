import SqueezeNet

/// Channels as text: `0-15,20`, or `all`. Like every index on the screen, in options and in files they
/// begin at 0, as in the exported arrays; what is written here is what is read here. Ordinals begin
/// at 1: a rank, a place in an order, image 2 of 3.
public enum ChannelList {
  /// Returns the channels in order, each once.
  ///
  /// - Parameter count: the layer's channels.
  /// - Throws: `Problem`, whose description is one line.
  public static func channels(_ text: String, of count: Int) throws(Problem) -> [Int] {
    if text == "all" { return Array(0..<count) }
    var found: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { index($0) }
      guard (1...2).contains(ends.count), let first = ends.first ?? nil,
        let last = ends.last ?? nil, first <= last
      else { throw .notAList(text) }
      guard last < count else { throw .outOfRange(String(part), count: count) }
      found.formUnion(first...last)
    }
    return found.sorted()
  }

  /// Returns the index that digits alone say; nil for any other text.
  public static func index(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy({ (48...57).contains($0) }) ? Int(text) : nil
  }

  /// The shortest text for channels: `0-15,20`; `all` for all of a layer's.
  public static func text(_ channels: some Collection<Int>, of count: Int) -> String {
    let sorted = Set(channels).sorted()
    if sorted.count == count { return "all" }
    var parts: [(first: Int, last: Int)] = []
    for channel in sorted {
      if let part = parts.last, part.last == channel - 1 {
        parts[parts.count - 1].last = channel
      } else {
        parts.append((channel, channel))
      }
    }
    return parts.map { part in
      part.first == part.last ? "\(part.first)" : "\(part.first)-\(part.last)"
    }.joined(separator: ",")
  }

  /// Returns what a layer has: `channels 0 to 127`.
  public static func all(_ count: Int) -> String { "channels 0 to \(count - 1)" }

  /// Returns what is seen of channels that stand in an order: the channels themselves where it is
  /// their own, else places, which begin at 1.
  public static func seen(_ places: Range<Int>, byNumber: Bool) -> String {
    byNumber
      ? "\(places.lowerBound)-\(places.upperBound - 1)"
      : "\(places.lowerBound + 1)-\(places.upperBound)"
  }

  public enum Problem: Error, Hashable, CustomStringConvertible {
    case notAList(String)
    case outOfRange(String, count: Int)

    public var description: String {
      switch self {
      case .notAList(let text):
        "'\(text)' is no list of channels: write numbers and ranges, as in 0-15,20, or all"
      case .outOfRange(let text, let count):
        "channel \(text): the layer has \(ChannelList.all(count))"
      }
    }
  }
}

extension Layer {
  /// Returns one of its channels in the form that `--off` takes: `fire9/expand3x3:140`.
  public func named(_ channel: Int) -> String { "\(name):\(channel)" }
}
