import Foundation

/// The manual page, written from what the program tells of its commands
/// (`--experimental-dump-help` of swift-argument-parser), in the macros of man(7).
struct ManualPage {
  private struct Dump: Decodable {
    let command: Command
  }

  private struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool
    let arguments: [Argument]?
    let subcommands: [Command]?
  }

  private struct Argument: Decodable, Hashable {
    struct Name: Decodable, Hashable {
      let kind: String
      let name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let abstract: String?
    let allValues: [String]?
    let defaultValue: String?
    let isOptional: Bool
    let isRepeating: Bool
    let kind: String
    let names: [Name]?
    let shouldDisplay: Bool
    let valueName: String?
  }

  private let root: Command
  /// Options that most commands take with the same words; told once.
  private let common: [Argument]

  init(dump: Data) throws {
    root = try JSONDecoder().decode(Dump.self, from: dump).command
    let all = Self.leaves(of: root, path: []).flatMap { $0.command.arguments ?? [] }
    let counts = Dictionary(grouping: all.filter { $0.kind != "positional" }, by: { $0 })
    common = all.reduce(into: []) { found, argument in
      if counts[argument, default: []].count >= 5, !found.contains(argument) {
        found.append(argument)
      }
    }
  }

  var text: String {
    """
    .\\" Written from the commands: make manual
    .TH SQZ-TUI 1
    .SH NAME
    sqz-tui \\- \(Self.escaped(Self.sentence(root.abstract)))
    .SH SYNOPSIS
    .B sqz-tui
    .RI [ command ]
    .RI [ options ]
    .IR image \\ .\\|.\\|.
    .SH DESCRIPTION
    .B sqz-tui
    .I photo.jpg
    sends a photo through SqueezeNet and opens the explorer: the layer table fills in live, views show
    feature maps, times and reasons. In it
    .B ?
    shows the keys,
    .B :
    finds commands by name,
    .B q
    quits. The other commands print or write the same numbers for scripts.
    \(Self.prose(root.discussion, heading: ".SH"))
    .SH COMMANDS
    \(Self.leaves(of: root, path: []).map(section).joined(separator: "\n"))
    .SH COMMON OPTIONS
    \(Self.items(common).joined(separator: "\n"))
    .SH ENVIRONMENT
    .TP
    .B NO_COLOR
    Set to anything: no colours.
    .TP
    .BR TERM ,\\  COLORTERM ,\\  COLORFGBG
    The terminal, its number of colours, its background.
    .TP
    .BR LC_ALL ,\\  LC_CTYPE ,\\  LANG
    A UTF\\-8 locale draws with block characters, others with ASCII.
    .SH FILES
    .TP
    .I $XDG_CONFIG_HOME/sqz\\-tui/config.toml
    The settings; usually under
    .IR \\(ti/.config .
    .TP
    .I $XDG_DATA_HOME/sqz\\-tui/
    The installed weights; usually under
    .IR \\(ti/.local/share .

    """
  }

  /// The commands that do something, each with its names from the root on.
  private static func leaves(
    of command: Command, path: [String]
  ) -> [(name: String, command: Command)] {
    (command.subcommands ?? []).flatMap { child -> [(name: String, command: Command)] in
      guard child.shouldDisplay, child.commandName != "help" else { return [] }
      let names = path + [child.commandName]
      return child.subcommands?.isEmpty ?? true
        ? [(names.joined(separator: " "), child)] : leaves(of: child, path: names)
    }
  }

  private func section(name: String, command: Command) -> String {
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay }
    let positional = arguments.filter { $0.kind == "positional" }
    let own = arguments.filter { $0.kind != "positional" && !common.contains($0) }
    var lines = [".SS \(Self.escaped("sqz-tui \(name)"))", ".B \(Self.escaped("sqz-tui \(name)"))"]
    lines += positional.map { argument in
      let value = Self.escaped(argument.valueName ?? "argument")
      let more = argument.isRepeating ? "\\ .\\|.\\|." : ""
      return argument.isOptional ? ".RI [ \(value)\(more) ]" : ".I \(value)\(more)"
    }
    lines.append(".RI [ options ]")
    lines += [".PP", Self.escaped(command.abstract ?? "")]
    let prose = Self.prose(command.discussion, heading: ".PP\n.B")
    if !prose.isEmpty { lines += [".PP", prose] }
    return (lines + Self.items(positional + own)).joined(separator: "\n")
  }

  /// A flag and its opposite (`--mouse`, `--no-mouse`) have the same words and are one item.
  private static func items(_ arguments: [Argument]) -> [String] {
    let groups: [[Argument]] = arguments.reduce(into: []) { groups, argument in
      if argument.kind == "flag", groups.last?[0].abstract == argument.abstract {
        groups[groups.count - 1].append(argument)
      } else {
        groups.append([argument])
      }
    }
    return groups.compactMap { group in
      group.first.map { item($0, names: group.flatMap { $0.names ?? [] }) }
    }
  }

  private static func item(_ argument: Argument, names: [Argument.Name]) -> String {
    let value = argument.valueName.map { "\\fI\(escaped($0))\\fR" } ?? ""
    let tag: String
    if argument.kind == "positional" {
      tag = value
    } else {
      let options = names.map { "\\fB\(escaped($0.text))\\fR" }.joined(separator: ", ")
      tag = options + (argument.kind == "option" ? " \(value)" : "")
    }
    var about = argument.abstract ?? ""
    if let values = argument.allValues, !values.isEmpty {
      about += " Values: \(values.joined(separator: ", "))."
    }
    if let standard = argument.defaultValue { about += " Default: \(standard)." }
    return ".TP\n\(tag)\n\(escaped(about))"
  }

  /// Paragraphs; indented lines stay as they are; `WORDS:` on a line of its own is a heading.
  private static func prose(_ text: String?, heading: String) -> String {
    var lines: [String] = []
    var literal = false
    for line in (text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("  ") != literal, !line.isEmpty {
        literal.toggle()
        lines.append(literal ? ".EX" : ".EE")
      }
      if line.isEmpty {
        lines.append(literal ? "" : ".PP")
      } else if line.hasSuffix(":"), line == line.uppercased() {
        if lines.last == ".PP" { lines.removeLast() }
        lines.append("\(heading) \(escaped(line.dropLast()))")
      } else {
        lines.append(escaped(line))
      }
    }
    if literal { lines.append(".EE") }
    let joined = lines.joined(separator: "\n")
    // A blank line before the end of an example, or before a heading, is no line of the page.
    return joined.replacingOccurrences(of: "\n\n.EE", with: "\n.EE")
  }

  private static func escaped(_ text: some StringProtocol) -> String {
    let plain = text.replacingOccurrences(of: "\\", with: "\\e")
      .replacingOccurrences(of: "-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }

  /// As the line under NAME wants it: small at the beginning, no full stop.
  private static func sentence(_ text: String?) -> String {
    let text = text ?? ""
    return text.prefix(1).lowercased() + text.dropFirst().trimmingCharacters(in: ["."])
  }
}
