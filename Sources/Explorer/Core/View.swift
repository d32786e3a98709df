import TerminalUI

/// What fills the screen between the header and the key hints. All views show the selected layer
/// and channel; what is a view's own stays as it was left while another one is shown.
public enum View: String, Sendable, CaseIterable {
  case layers, sheet, map, photo, filters, why
  case whatIf = "what-if"
  case compare
  case time
  case activity

  /// Opens the view from the menu; its capital does so from any view.
  public var letter: Character {
    switch self {
    case .layers: "l"
    case .sheet: "s"
    case .map: "m"
    case .photo: "p"
    case .filters: "k"
    case .why: "y"
    case .whatIf: "w"
    case .compare: "d"
    case .time: "t"
    case .activity: "a"
    }
  }

  public var title: String {
    switch self {
    case .layers: "layers"
    case .sheet: "contact sheet"
    case .map: "one map"
    case .photo: "on the photo"
    case .filters: "filters"
    case .why: "why this class"
    case .whatIf: "what if"
    case .compare: "compare"
    case .time: "time"
    case .activity: "dead and busy"
    }
  }

  /// One line for the menu.
  public var summary: String {
    switch self {
    case .layers: "the network as a table, with times and the answer"
    case .sheet: "all channels of the layer as small maps, sorted"
    case .map: "a channel, value by value, with zoom and histogram"
    case .photo: "what a value sees, what a channel answers to most"
    case .filters: "what a channel looks for, and which channels it watches"
    case .why: "where a class is seen, and what carries its score"
    case .whatIf: "channels off, a part covered: the answer before, after"
    case .compare: "two photos, models, geometries side by side"
    case .time: "where the time goes, and what the machine could do"
    case .activity: "dead channels, zeros, sparse weights, distributions"
    }
  }

  /// What to press next, said at the first visit: in few words where there is little room, beside
  /// `? keys  Esc back` where the line is shared.
  func introduction(on terminal: TerminalDescription) -> String {
    let (long, short) = introductions
    let hasLine = ScreenLines(height: terminal.height).hasMessage
    return long.count <= terminal.width - (hasLine ? 2 : 18) ? long : short
  }

  /// The short ones leave room for the way out on the narrowest screen.
  var introductions: (long: String, short: String) {
    switch self {
    case .layers:
      ("Up and Down choose a layer, v other views, ? all keys", "arrows: layer, v views")
    case .sheet: ("arrows choose a map, o sorts, Enter enlarges, Esc back", "o sorts, Enter: large")
    case .map: ("arrows move the cursor, + enlarges, [ ] other channels", "arrows, + zoom, [ ]")
    case .photo:
      ("arrows move the frame, Enter the strongest, o lays it over", "arrows, Enter: highest")
    case .filters: ("arrows mark a kernel, [ ] channels, u goes upstream", "arrows, [ ], u: before")
    case .why: ("/ chooses a class, Right the next, Enter shows a channel", "/ class, Right: next")
    case .whatIf: ("arrows cover a part, s switches channels off, u undoes", "arrows cover, d off")
    case .compare: ("w chooses with what, arrows a layer, s one picture", "w: with what")
    case .time: ("t times pass after pass, m the machine, Tab shows more", "t: live, Tab: more")
    case .activity:
      ("arrows choose a layer, s scale, Enter shows its channels", "arrows, Enter: maps")
    }
  }

  /// Whose keys the help of this view begins with.
  var section: Binding.Section {
    switch self {
    case .layers: .pass
    case .sheet: .sheet
    case .map: .singleMap
    case .photo: .onPhoto
    case .filters: .filters
    case .why: .why
    case .whatIf: .whatIf
    case .compare: .compare
    case .time: .time
    case .activity: .activity
    }
  }

  /// The key that opens the view from any other.
  var key: Key { .character(Character(letter.uppercased())) }

  init?(letter: Character) {
    let lower = Character(letter.lowercased())
    guard let view = Self.allCases.first(where: { $0.letter == lower }) else { return nil }
    self = view
  }
}
