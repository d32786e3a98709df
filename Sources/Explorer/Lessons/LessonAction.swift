import Analysis
import SqueezeNet

/// What a command of a lesson sets or does, with a network.
enum LessonAction: Sendable, Hashable {
  /// The selected row; nil is the photo's.
  case layer(Int?)
  /// Nil is the strongest.
  case channel(Int?)
  case view(View)
  /// The class that Why explains; nil is the strongest.
  case shownClass(Int?)
  /// The cursor on the map.
  case place(row: Int, column: Int)
  /// An entry of the palette.
  case entry(String)

  /// True for what says where one is: that stays from step to step.
  fileprivate var stays: Bool { if case .entry = self { false } else { true } }

  fileprivate func isReplaced(by other: LessonAction) -> Bool {
    switch (self, other) {
    case (.view, .view), (.shownClass, .shownClass), (.place, .place), (.channel, .channel): true
    // Channel and place are the layer's.
    case (.layer, .layer), (.channel, .layer), (.place, .layer): true
    default: false
    }
  }
}

extension Lesson {
  /// - Throws: for the first command that does not exist, or not with this network.
  public func check(for network: Network) throws(Problem) { _ = try actions(in: network) }

  /// The actions of each step.
  func actions(in network: Network) throws(Problem) -> [[LessonAction]] {
    var all: [[LessonAction]] = []
    for step in steps { all.append(try actions(of: step, in: network)) }
    return all
  }

  private func actions(of step: Step, in network: Network) throws(Problem) -> [LessonAction] {
    var actions: [LessonAction] = []
    var layer: Layer?
    for command in step.commands {
      do throws(Misfit) {
        let action = try network.action(command, in: layer)
        if case .layer(let index) = action { layer = index.flatMap { network.layer(at: $0) } }
        actions.append(action)
      } catch {
        throw Problem(line: command.line, error.reason)
      }
    }
    return actions
  }
}

extension [[LessonAction]] {
  /// What a step shows follows from the lesson alone, wherever one comes from: first what the steps
  /// before it have set and it leaves, then its own.
  func actions(ofStep index: Int) -> [LessonAction] {
    guard indices.contains(index) else { return [] }
    var kept: [LessonAction] = []
    for action in self[..<index].joined() where action.stays {
      kept.removeAll { $0.isReplaced(by: action) }
      kept.append(action)
    }
    return kept + self[index]
  }
}

private struct Misfit: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}

extension Network {
  /// - Parameter layer: The one that the step went to.
  fileprivate func action(
    _ command: Lesson.Command, in layer: Layer?
  ) throws(Misfit) -> LessonAction {
    let text = command.argument
    switch command.name {
    case "go":
      if text == "input" { return .layer(nil) }
      guard let layer = self.layer(named: text) else {
        throw Misfit("go \(text): SqueezeNet \(architecture.name) has no such layer")
      }
      return .layer(layer.index)
    case "channel":
      if text == "strongest" { return .channel(nil) }
      let count = layer?.outputShape.channels ?? .max
      guard let channel = ChannelList.index(text), (0..<count).contains(channel) else {
        let all = layer.map { "\($0.name) has \(ChannelList.all(count))" } ?? "give a number"
        throw Misfit("channel \(text): \(all), or strongest")
      }
      return .channel(channel)
    case "view":
      guard let view = View(rawValue: text) else {
        throw Misfit("view \(text): give \(View.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return .view(view)
    case "class":
      if text == "top" { return .shownClass(nil) }
      guard let index = ClassSearch.only(text, among: classes) else {
        throw Misfit("class \(text): no class alone fits: give a name, its number, or top")
      }
      return .shownClass(index)
    case "place":
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { ChannelList.index($0) }
      guard numbers.count == 2, let row = numbers[0], let column = numbers[1],
        (0..<(layer?.outputShape.height ?? .max)).contains(row),
        (0..<(layer?.outputShape.width ?? .max)).contains(column)
      else {
        let size = layer.map { " of \($0.outputShape.height)×\($0.outputShape.width)" } ?? ""
        throw Misfit("place \(text): give ROW,COLUMN\(size), from 0")
      }
      return .place(row: row, column: column)
    default: return .entry(try Self.entry(command))
    }
  }

  private static func entry(_ command: Lesson.Command) throws(Misfit) -> String {
    let (name, names) = (command.name, PaletteEntry.lessonNames)
    guard names.contains(name) else {
      let near = names.sorted().matching(name, name: { $0 }, help: { _ in "" }).first
      throw Misfit("there is no command \(name)\(near.map { ": is it \($0)?" } ?? "")")
    }
    guard command.argument.isEmpty else {
      throw Misfit("\(name) takes no argument: \(command.argument) is too much")
    }
    return name
  }
}

extension PaletteEntry {
  /// What a lesson can do: every command but those that lead out of a view, to another step, or
  /// out of the program.
  fileprivate static let lessonNames: Set<String> = {
    let left = Set(CommandTable.lessonCommands.commands.map(\.name) + ["quit", "suspend"])
    let commands = CommandTable.all.filter {
      !$0.contexts.isDisjoint(with: .views) && !$0.leadsOut && !left.contains($0.name)
    }
    return Set(
      commands.flatMap { $0.targets.isEmpty ? [$0.name] : $0.targets.values.map(\.name) }
        + ExportKind.all.map { "export-\($0.name)" })
  }()
}
