import TerminalUI

/// One command of the explorer: its keys, its name and what help says about it. The help screen,
/// the hint bar, the palette and the README's table are made from these.
public struct Binding: Sendable {
  /// Heading in the help.
  public enum Section: String, Sendable, CaseIterable {
    case pass = "The pass"
    case table = "The layer table"
    case map = "Channels and maps"
    case views = "Views and commands"
    case sheet = "The contact sheet"
    case singleMap = "One map"
    case onPhoto = "On the photo"
    case scaling = "The scale of maps"
    case filters = "Filters"
    case why = "Why this class"
    case whatIf = "What if"
    case compare = "Compare"
    case time = "Time"
    case activity = "Dead and busy"
    case rows = "Rows of layers in other views"
    case program = "Images, export, program"
    case help = "In this help"
    case menu = "In the menu of views"
    case palette = "In the list of commands"
    case exports = "In the menu of exports"
    case search = "While searching"
    case classes = "While choosing a class"
    case export = "While exporting"
    case editing = "While typing"
  }

  public let action: Action
  /// Where the keys count.
  public let places: Set<Place>
  public let section: Section
  public let keys: [Key]
  /// As the palette says it: `step-forward`.
  public let name: String
  /// One line for the help.
  public let help: String
  /// One or two words for the hint bar; nil for what does not stand there.
  public let hint: String?

  init(
    _ action: Action, _ places: Set<Place>, _ section: Section, _ keys: [Key], _ name: String,
    _ help: String, hint: String? = nil
  ) {
    self.action = action
    self.places = places
    self.section = section
    self.keys = keys
    self.name = name
    self.help = help
    self.hint = hint
  }

  /// The keys' names; of the ten digits only what tells the rule.
  public var keyNames: [String] { action == .jump ? ["1", "2-9", "0"] : keys.map(\.name) }

  /// The keys as help writes them: `n`, `Up k`, `PgDn Ctrl-F`. ASCII, so that every terminal has
  /// it.
  public var keysText: String { keyNames.joined(separator: " ") }
}
