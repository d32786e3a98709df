/// Channels as text: `1-16,20`, counted from 1 as on the screen, or `all`.
public enum ChannelList {
  /// Channels counted from 0, in order, each once.
  ///
  /// - Parameter count: the layer's channels.
  /// - Throws: `Problem`, whose description is one line.
  public static func channels(_ text: String, of count: Int) throws(Problem) -> [Int] {
    if text == "all" { return Array(0..<count) }
    var found: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(number)
      guard (1...2).contains(ends.count), let first = ends.first ?? nil,
        let last = ends.last ?? nil, first <= last
      else { throw .notAList(text) }
      guard first >= 1, last <= count else { throw .outOfRange(String(part), count: count) }
      found.formUnion(first - 1..<last)
    }
    return found.sorted()
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy({ (48...57).contains($0) }) ? Int(text) : nil
  }

  /// The shortest text for channels counted from 0: `1-16,20`; `all` for all of a layer's.
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
      part.first == part.last ? "\(part.first + 1)" : "\(part.first + 1)-\(part.last + 1)"
    }.joined(separator: ",")
  }

  public enum Problem: Error, Hashable, CustomStringConvertible {
    case notAList(String)
    case outOfRange(String, count: Int)

    public var description: String {
      switch self {
      case .notAList(let text):
        "'\(text)' is no list of channels: write numbers and ranges, as in 1-16,20, or all"
      case .outOfRange(let text, let count):
        "channel \(text): the layer has channels 1 to \(count)"
      }
    }
  }
}
