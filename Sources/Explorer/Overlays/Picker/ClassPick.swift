import Analysis
import TerminalUI

/// The list of all classes, filtered as one types.
public struct ClassPick: Sendable {
  public var editor = LineEditor()
  /// Classes that fit the text, best first.
  public private(set) var matches: [Int] = []
  /// Position in `matches`.
  public private(set) var selected = 0
  /// Of all classes, to show and to sort by; nil before the pass is complete.
  public let probabilities: [Float]?

  init(probabilities: [Float]?) {
    self.probabilities = probabilities
    filter()
  }

  public var selection: Int? { matches.indices.contains(selected) ? matches[selected] : nil }

  mutating func move(by offset: Int) {
    selected = max(0, min(selected + offset, matches.count - 1))
  }

  /// Finds the classes that fit the text and marks the best.
  mutating func filter() {
    matches = ClassSearch.matches(editor.text, probabilities: probabilities)
    selected = 0
  }
}
