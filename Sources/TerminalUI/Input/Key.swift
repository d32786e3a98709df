/// A key as the terminal reports it.
public enum Key: Sendable, Hashable {
  case character(Character)
  /// With the letter in lower case: Ctrl-F is `control("f")`.
  case control(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete
}

extension Key {
  /// The key's name in ASCII: `n`, `Space`, `Ctrl-F`, `PgUp`, `Esc`.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    }
  }

  /// A key by its name as help writes it; nil for what is none.
  public init?(name: String) {
    let named: [Key] = [
      .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape, .tab, .backTab,
      .backspace, .delete, .character(" "),
    ]
    if let key = named.first(where: { $0.name.lowercased() == name.lowercased() }) {
      self = key
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else if name.lowercased().hasPrefix("ctrl-"), name.count == 6, let letter = name.last {
      self = Key.control(letter).normalized
    } else {
      return nil
    }
  }

  /// As bindings are written: the letter of a control key in lower case.
  public var normalized: Key {
    guard case .control(let character) = self, let lower = character.lowercased().first,
      character.lowercased().count == 1
    else { return self }
    return .control(lower)
  }
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  /// `"n"` is the key that types n.
  public init(extendedGraphemeClusterLiteral character: Character) {
    self = .character(character)
  }
}
