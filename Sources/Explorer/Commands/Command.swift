import TerminalUI

/// One command of the explorer: its keys, its name, what help says about it, and what it does. The
/// help screen, the hint bar, the palette and `Documentation/Keys.md` are made from these.
public struct Command: Sendable {
  /// As the palette says it: `step-forward`. Commands of the same name do the same.
  let name: String
  /// The places where the keys count.
  private(set) var contexts: Set<InputContext>
  let keys: [Key]
  /// One line for the help.
  let help: String
  /// One or two words for the hint bar; nil for what does not stand there.
  let hint: @Sendable (State) -> String?
  /// Changes the state and returns what is to be done outside. The key is the one that was pressed.
  let perform: @Sendable (inout State, Key) -> [Effect]
  /// True for what only leads out of a view: the palette leaves it out elsewhere.
  private(set) var leadsOut = false
  /// A name and a help line for each key, where these are targets of their own.
  private(set) var targets: [Key: (name: String, help: String)] = [:]
  /// False where there is no such target.
  private(set) var hasTarget: @Sendable (State, Key) -> Bool = { _, _ in true }
  /// The keys' names; of the ten digits only what tells the rule.
  private(set) var keyNames: [String]

  init(
    _ name: String, in contexts: Set<InputContext> = [], _ keys: [Key], _ help: String,
    hint: String? = nil, perform: @escaping @Sendable (inout State, Key) -> [Effect]
  ) {
    self.init(name, in: contexts, keys, help, hintIn: { _ in hint }, perform: perform)
  }

  /// - Parameter hintIn: The hint where it depends on what goes on; nil where it is of no use.
  init(
    _ name: String, in contexts: Set<InputContext> = [], _ keys: [Key], _ help: String,
    hintIn: @escaping @Sendable (State) -> String?,
    perform: @escaping @Sendable (inout State, Key) -> [Effect]
  ) {
    self.name = name
    self.contexts = contexts
    self.keys = keys
    self.help = help
    hint = hintIn
    self.perform = perform
    keyNames = keys.map(\.name)
  }

  /// A command that asks for nothing outside.
  init(
    _ name: String, in contexts: Set<InputContext> = [], _ keys: [Key], _ help: String,
    hint: String? = nil, change: @escaping @Sendable (inout State) -> Void
  ) {
    self.init(name, in: contexts, keys, help, hint: hint) { state, _ in
      change(&state)
      return []
    }
  }

  /// Returns the command as one that only leads out of a view.
  func leadingOut() -> Command {
    var copy = self
    copy.leadsOut = true
    return copy
  }

  /// Returns the command with an entry of the palette for each of its keys.
  func withTargets(
    keyNames: [String], _ target: (Key) -> (name: String, help: String),
    where hasTarget: @escaping @Sendable (State, Key) -> Bool
  ) -> Command {
    var copy = self
    copy.hasTarget = hasTarget
    copy.keyNames = keyNames
    copy.targets = Dictionary(uniqueKeysWithValues: keys.map { ($0, target($0)) })
    return copy
  }

  /// The keys as help writes them: `n`, `Up k`, `PgDn Ctrl-F`. ASCII, so that every terminal has
  /// it.
  var keysText: String { keyNames.joined(separator: " ") }

  /// Returns the command with a group's contexts where it names none itself.
  fileprivate func counting(in contexts: Set<InputContext>) -> Command {
    var copy = self
    if self.contexts.isEmpty { copy.contexts = contexts }
    return copy
  }
}

/// Commands that stand below one heading in the help.
public struct CommandGroup: Sendable {
  let heading: String
  let commands: [Command]

  /// - Parameter contexts: Of the commands that name none themselves.
  init(_ heading: String, in contexts: Set<InputContext> = [], _ commands: [Command]) {
    self.heading = heading
    self.commands = commands.map { $0.counting(in: contexts) }
  }
}
