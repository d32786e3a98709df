import TerminalUI

/// A way of moving, with the same keys in every list, table and map.
enum Motion: String, Sendable, CaseIterable {
  case up, down, left, right
  case pageUp = "page-up"
  case pageDown = "page-down"
  case first, last

  var keys: [Key] {
    switch self {
    case .up: [.up, "k"]
    case .down: [.down, "j"]
    case .left: [.left, "h"]
    case .right: [.right, "l"]
    case .pageUp: [.pageUp, .control("b")]
    case .pageDown: [.pageDown, .control("f")]
    case .first: [.home, "g"]
    case .last: [.end, "G"]
    }
  }

  /// The keys where letters are typed.
  var keysWhileTyping: [Key] {
    switch self {
    case .up: [.up, .control("p")]
    case .down: [.down, .control("n")]
    default: Array(keys.prefix(1))
    }
  }

  /// Places from where the mark is to where it goes, in a list of so many columns and lines that
  /// are seen at once; beyond the ends of the list for the first and the last.
  func offset(columns: Int = 1, lines: Int, count: Int) -> Int {
    switch self {
    case .up: -columns
    case .down: columns
    case .left: -1
    case .right: 1
    case .pageUp: -columns * lines
    case .pageDown: columns * lines
    case .first: -count
    case .last: count
    }
  }

  /// The commands of one list: named `kernel-up`, `kernel-page-down`.
  ///
  /// - Parameters:
  ///   - helps: A line of help for each way in which the list is moved in.
  ///   - hints: For the hint bar.
  static func commands(
    _ noun: String, in contexts: Set<InputContext> = [], _ helps: KeyValuePairs<Motion, String>,
    hints: [Motion: String] = [:],
    perform: @escaping @Sendable (inout State, Motion) -> Void
  ) -> [Command] {
    helps.map { motion, help in
      Command(
        "\(noun)-\(motion.rawValue)", in: contexts, motion.keys, help,
        hint: hints[motion], change: { perform(&$0, motion) })
    }
  }
}
