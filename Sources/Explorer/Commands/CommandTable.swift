import TerminalUI

/// All commands.
public enum CommandTable {
  /// In the order of the help. A view's own commands stand in its folder.
  static let groups: [CommandGroup] =
    [passCommands, tableCommands, mapCommands, viewCommands]
    + View.allCases.flatMap { $0.commands() }
    + [
      programCommands, lessonCommands, helpCommands, pickerCommands, exportMenuCommands,
      fileNameCommands, lineCommands,
    ]

  static let all: [Command] = groups.flatMap(\.commands)

  private static let byKey: [InputContext: [Key: Command]] = {
    var commands: [InputContext: [Key: Command]] = [:]
    for command in all {
      for context in command.contexts {
        for key in command.keys { commands[context, default: [:]][key] = command }
      }
    }
    return commands
  }()

  /// Returns the command of a key, or nil where the key does nothing (or types itself).
  static func command(for key: Key, in context: InputContext) -> Command? {
    byKey[context]?[key.normalized]
  }

  /// The first key of a command, as help writes it: for sentences that name keys.
  static func keyName(of name: String) -> String {
    all.first { $0.name == name }?.keys.first?.name ?? ""
  }

  /// The tables of keys of `Documentation/Keys.md`.
  public static func markdown() -> String {
    KeyMeaning.markdown + "\n"
      + groups.map { group in
        let rows = group.commands.map { command in
          let keys = command.keyNames.map { "`\($0)`" }.joined(separator: " ")
          return "| \(keys) | \(command.help) |"
        }
        return (["**\(group.heading)**", "", "| Keys | What they do |", "| --- | --- |"] + rows)
          .joined(separator: "\n") + "\n"
      }.joined(separator: "\n")
  }
}

extension State {
  /// Carries out what a key means in the present context. A key without meaning types itself where
  /// a line is being typed; a view says where it counts.
  mutating func press(_ key: Key) -> [Effect] {
    guard let command = CommandTable.command(for: key, in: inputContext) else {
      if inputContext.view != nil {
        sayWhereItCounts(key)
      } else if case .character(let character) = key {
        type(String(character))
      }
      return []
    }
    return run(command, key)
  }

  /// True while a line is being typed.
  public var isTyping: Bool { Set.typing.contains(inputContext) }

  private mutating func type(_ text: String) {
    if isTyping { editLine { $0.insert(text) } }
  }

  /// Types text that came at once; where none is typed it is no keys either.
  mutating func paste(_ text: String) {
    guard !isTyping else { return type(text) }
    say("pasted text is ignored here: type / or : first")
  }

  private mutating func sayWhereItCounts(_ key: Key) {
    // From the layers there is no way back.
    guard key != .escape else { return }
    let other = View.allCases.first { CommandTable.command(for: key, in: .view($0)) != nil }
    say(
      other.map { "\(key.name) is a key of \($0.key.name), \($0.title): ? shows the keys here" }
        ?? "no such key here: ? shows the keys")
  }

  /// Runs a command; Esc stops a file that is being written first, or a network being opened.
  mutating func run(_ command: Command, _ key: Key) -> [Effect] {
    if key == .escape, overlay == nil, export.job != nil { return stopExport() }
    if key == .escape, overlay == nil, opening.isWaiting { return stopOpening() }
    return command.perform(&self, key)
  }
}
