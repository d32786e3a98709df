import ArgumentParser
import Explorer
import Exports
import Files
import Reports
import Runs
import TerminalUI

struct ExportLessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "A lesson as it is played, as a picture that moves (.svg) or an asciicast (.cast).",
    discussion: """
      It needs no terminal: the photo goes through the network, and each step's screen, with its \
      caption, is shown for some seconds. The picture moves in browsers and on web pages, without \
      a script; asciinema plays the other.

      EXAMPLES:
        sqz-tui export lesson photo.jpg --lesson fire-block -o lesson.svg
        sqz-tui export lesson photo.jpg --lesson my-lesson.txt --seconds 10 -o lesson.cast
      """)

  @Option(
    help: ArgumentHelp("The lesson: its name, or a file.", valueName: "name"),
    completion: .list(BuiltInLesson.all.map(\.name)))
  var lesson: Path

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How long each step is shown, in seconds.", valueName: "n"))
  var seconds = 8.0

  @OptionGroup var look: ScreenOptions
  @OptionGroup var target: ExportTarget

  /// A cell takes some 40 bytes of a recording, and several times that while it is made.
  private static let mostCells = 1_000_000

  func validate() throws {
    guard (0.1...600).contains(seconds) else {
      throw ValidationError("--seconds \(seconds): give a number from 0.1 to 600")
    }
  }

  func run() throws {
    let opened = try OpenModel(target.model)
    let lesson = try Lesson.named(lesson, for: opened.network)
    let cells = lesson.steps.count * look.columns * look.rows
    guard cells <= Self.mostCells else {
      throw Failure.usage(
        "\(lesson.steps.count) steps of \(look.columns)×\(look.rows) characters are too many: give "
          + "smaller --columns and --rows, at most \(Self.mostCells) characters in all")
    }
    let content = ExportContent.screen("lesson", formats: [.svg, .cast])
    let format = try target.file.format(of: content)
    let terminal = look.terminal
    let explorer = try HeadlessExplorer(
      ExplorerOptions(
        model: opened, imagePaths: [target.image], strict: target.decoding.strict, lesson: lesson),
      terminal: terminal)
    let states = explorer.states { _ in
    } keys: {
      Array(repeating: ";", count: lesson.steps.count - 1)
    }
    guard let last = states.last else { return }
    ImageOptions.tell(last.loadedImage?.damage, of: target.image)
    let recording = Recording(states.map(ExplorerView.draw), seconds: seconds)
    let source = ReportSource(model: last.model, image: target.image.description)
    try target.file.write(content, format, source) { format, origin in
      let title = "\(lesson.title): \(origin)"
      return format == .cast
        ? recording.asciicast(title: title)
        : recording.svg(title: title, isDark: terminal.background == .dark)
    }
  }
}
