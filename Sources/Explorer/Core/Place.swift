/// Where the person is, as far as keys are concerned.
public enum Place: Sendable, Hashable, CaseIterable {
  case view(View)
  case menu, palette, help, search, classes, exports, export, confirm
  /// A terminal in which nothing can be shown.
  case tooSmall

  public static let allCases: [Place] =
    View.allCases.map(Place.view)
    + [.menu, .palette, .help, .search, .classes, .exports, .export, .confirm, .tooSmall]

  var view: View? { if case .view(let view) = self { view } else { nil } }
}

extension Set<Place> {
  static let layers: Set = [.view(.layers)]
  /// All views.
  static let views = Set(View.allCases.map(Place.view))
  /// All views but the layers.
  static let otherViews = views.subtracting(layers)
  /// Where a line is typed.
  static let typing: Set = [.palette, .search, .classes, .export]
  static let everywhere = Set(Place.allCases)
}

extension State {
  /// Which keys count now.
  public var place: Place {
    guard !terminal.isTooSmall else { return .tooSmall }
    return switch overlay {
    case nil: .view(view)
    case .menu: .menu
    case .palette: .palette
    case .help: .help
    case .search: .search
    case .classes: .classes
    case .exports: .exports
    case .export: .export
    case .confirmOverwrite: .confirm
    }
  }
}
