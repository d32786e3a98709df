/// The place of the user as far as keys are concerned: which commands count.
enum InputContext: Sendable, Hashable, CaseIterable {
  case view(View)
  /// Menus in which a letter chooses at once: of views, of exports.
  case menu, exports
  /// Lists in which typing filters: a menu after `/`, commands, layers, classes,
  /// what has no commands of its own.
  case filter, palette, search, classes, list
  case help
  /// A file's name is typed; it is asked about overwriting.
  case fileName, confirm
  /// A terminal in which nothing can be shown.
  case tooSmall

  static let allCases: [InputContext] =
    View.allCases.map(InputContext.view)
    + [
      .menu, .exports, .filter, .palette, .search, .classes, .list, .help, .fileName, .confirm,
      .tooSmall,
    ]

  var view: View? { if case .view(let view) = self { view } else { nil } }
}

extension Set<InputContext> {
  static let layers: Set = [.view(.layers)]
  static let views = Set(View.allCases.map(InputContext.view))
  /// All views but the layers.
  static let otherViews = views.subtracting(layers)
  /// Views that show the selected channel.
  static let channels = views.subtracting([
    .view(.time), .view(.why), .view(.matrix), .view(.blocks),
  ])
  /// Views with the rows of the layer table.
  static let rows: Set = [.view(.layers), .view(.activity), .view(.compare), .view(.time)]
  /// Views in which the cursor of the one map moves.
  static let cursors: Set = [.view(.singleMap), .view(.photo)]
  /// Views with maps on the scale that the user chose.
  static let scaledMaps: Set = [.view(.singleMap), .view(.sheet), .view(.photo)]
  static let menus: Set = [.menu, .exports]
  static let lists: Set = [.filter, .palette, .search, .classes, .list]
  static let pickers = menus.union(lists)
  /// Contexts in which a line is typed.
  static let typing = lists.union([.fileName, .help])
  static let everywhere = Set(InputContext.allCases)
}

extension State {
  /// Which keys count now.
  var inputContext: InputContext {
    guard !terminal.isTooSmall else { return .tooSmall }
    return switch overlay {
    case nil: .view(view)
    case .help: .help
    case .picker(let picker): picker.context
    case .export: .fileName
    case .confirmOverwrite: .confirm
    }
  }
}
