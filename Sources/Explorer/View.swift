/// What fills the screen between the header and the key hints. All views show the selected layer
/// and channel; what is a view's own stays as it was left while another one is shown.
public enum View: String, Sendable, CaseIterable {
  case layers

  /// Opens the view from the menu; its capital does so from any view.
  public var letter: Character {
    switch self {
    case .layers: "l"
    }
  }

  public var title: String {
    switch self {
    case .layers: "layers"
    }
  }

  /// One line for the menu.
  public var summary: String {
    switch self {
    case .layers: "the network as a table, with times and the answer"
    }
  }

  /// What to press next, said at the first visit.
  var introduction: String {
    switch self {
    case .layers: "Up and Down choose a layer, v other views, ? all keys"
    }
  }

  /// Whose keys the help of this view begins with.
  var section: Binding.Section {
    switch self {
    case .layers: .pass
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
