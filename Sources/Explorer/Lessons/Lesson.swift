import TextFormats

/// Steps that a teacher goes through: what each says, and what it shows.
public struct Lesson: Sendable, Hashable {
  public let title: String
  public let steps: [Step]

  public struct Step: Sendable, Hashable {
    /// In the lines of its file.
    public let caption: [String]
    let commands: [Command]
  }

  /// A line with a `>`.
  struct Command: Sendable, Hashable {
    let name: String
    /// Empty where there is none.
    let argument: String
    /// From 1.
    let line: Int
  }

  /// A line that is wrong, and why.
  public struct Problem: Error, Sendable, Hashable {
    /// From 1.
    public let line: Int
    public let reason: String

    init(line: Int, _ reason: String) {
      self.line = line
      self.reason = reason
    }
  }

  /// What a caption may have, so that it is whole on every screen.
  public static let mostLines = 3
  public static let mostColumns = 76
  /// Nobody gives more, and all of them are looked at before the first.
  static let mostSteps = 99
  static let mostCommands = 20
}

extension Lesson {
  /// Reads `# Title`, then steps with empty lines between them: a caption, and below it commands,
  /// each behind a `>`. Other lines with a `#` are notes of the author.
  public init(_ bytes: [UInt8]) throws(Problem) {
    let lines: [Substring.UnicodeScalarView]
    do throws(TextLines.Problem) {
      lines = try TextLines.read(bytes)
    } catch {
      throw Problem(line: error.line, error.reason)
    }
    var reader = LessonReader()
    for (index, line) in lines.enumerated() { try reader.read(line, number: index + 1) }
    reader.endStep()
    guard let title = reader.title else { throw reader.missingTitle(line: 1) }
    guard !reader.steps.isEmpty else {
      throw Problem(line: lines.count, "there are no steps: a caption, and commands behind a >")
    }
    (self.title, steps) = (title, reader.steps)
  }
}

/// Reads a lesson line by line.
private struct LessonReader {
  private(set) var title: String?
  private(set) var steps: [Lesson.Step] = []
  private var caption: [String] = []
  private var commands: [Lesson.Command] = []

  mutating func read(
    _ scalars: Substring.UnicodeScalarView, number: Int
  ) throws(Lesson.Problem) {
    let isText = scalars.allSatisfy { $0 == "\t" || $0.properties.generalCategory != .control }
    guard isText else { throw Lesson.Problem(line: number, "a control character") }
    var words = String(scalars).split { $0 == " " || $0 == "\t" }
    guard let first = words.first?.first else { return endStep() }
    if first == "#" || first == ">" {
      words[0].removeFirst()
      if words[0].isEmpty { words.removeFirst() }
    }
    switch first {
    case "#": try readTitle(words.joined(separator: " "), number)
    case ">": try readCommand(words, number)
    default: try readCaption(words.joined(separator: " "), number)
    }
  }

  mutating func endStep() {
    if !caption.isEmpty { steps.append(Lesson.Step(caption: caption, commands: commands)) }
    (caption, commands) = ([], [])
  }

  func missingTitle(line: Int) -> Lesson.Problem {
    Lesson.Problem(line: line, "a lesson begins with its title, as in # The fire block")
  }

  private mutating func readTitle(_ text: String, _ number: Int) throws(Lesson.Problem) {
    guard title == nil else { return }
    guard !text.isEmpty, text.columns <= Lesson.mostColumns / 2 else {
      throw Lesson.Problem(line: number, "give a title of 1 to \(Lesson.mostColumns / 2) columns")
    }
    title = text
  }

  private mutating func readCaption(_ text: String, _ number: Int) throws(Lesson.Problem) {
    guard title != nil else { throw missingTitle(line: number) }
    guard commands.isEmpty else {
      throw Lesson.Problem(line: number, "an empty line belongs before the next step's caption")
    }
    guard steps.count < Lesson.mostSteps else {
      throw Lesson.Problem(line: number, "a lesson has \(Lesson.mostSteps) steps at most")
    }
    guard caption.count < Lesson.mostLines else {
      throw Lesson.Problem(line: number, "a caption has \(Lesson.mostLines) lines at most")
    }
    guard text.columns <= Lesson.mostColumns else {
      throw Lesson.Problem(
        line: number, "\(text.columns) columns: a caption's line has \(Lesson.mostColumns) at most")
    }
    caption.append(text)
  }

  private mutating func readCommand(_ words: [Substring], _ number: Int) throws(Lesson.Problem) {
    guard !caption.isEmpty else {
      throw Lesson.Problem(line: number, "a caption belongs above a step's commands")
    }
    guard let name = words.first else {
      throw Lesson.Problem(line: number, "a command belongs behind the >, as in > view blocks")
    }
    guard commands.count < Lesson.mostCommands else {
      throw Lesson.Problem(line: number, "a step has \(Lesson.mostCommands) commands at most")
    }
    commands.append(
      Lesson.Command(
        name: String(name), argument: words.dropFirst().joined(separator: " "), line: number))
  }
}
