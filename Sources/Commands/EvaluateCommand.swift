import Analysis
import ArgumentParser
import Configuration
import Files
import Glibc
import Heatmaps
import Pictures
import Reports
import Runs
import Synchronization

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "How often the network is right, on pictures whose class is known.",
    discussion: """
      FOLDER has a sub-folder for each class, called like the class or its number; where the network \
      has no names for its classes, the sub-folders are taken in order of name, as torchvision's \
      ImageFolder does. Or it is a CSV file of picture and class. Ctrl-C ends it with what is done, \
      and status 130.

      EXAMPLES:
        sqz-tui evaluate test --weights best_model.pth
        sqz-tui evaluate test --matrix matrix.png --format csv > answers.csv
        sqz-tui evaluate pictures.csv --worst 50
      """)

  @Argument(
    help: ArgumentHelp("A folder of folders of pictures, or a CSV file.", valueName: "folder"),
    completion: .directory)
  var folder: Path

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Wrong answers that the text names, the surest first.", valueName: "k"))
  var worst = 10

  @Option(
    help: ArgumentHelp("Write the confusion matrix as a PNG.", valueName: "file"),
    completion: .file(extensions: ["png"]))
  var matrix: Path?

  @OptionGroup var overwriting: OverwriteOption
  @OptionGroup var formatOption: FormatOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    try check("worst", worst, in: 0...1_000_000)
    if let matrix, !matrix.description.lowercased().hasSuffix(".png") {
      throw ValidationError("--matrix \(matrix): it is written as PNG: end the name in .png")
    }
  }

  func run() throws {
    let opened = try OpenModel(model, asText: formatOption.isText)
    if let matrix { try OutputFile.check(matrix, force: overwriting.force) }
    let pictures = try LabelledPictures(folder, for: opened.network)
    for note in pictures.notes { StandardError.tell(note) }
    let evaluator = try Evaluator(opened, strict: decoding.strict)
    Interruption.listen()
    let line = ProgressLine()
    let outcome = try evaluator.answers(
      for: pictures, report: { progress, _, _ in line.show(progress) },
      shouldStop: { Interruption.came })
    line.clear()
    var failures = FailureList()
    for (picture, damage) in outcome.damaged { ImageOptions.tell(damage.rawValue, of: picture) }
    for failure in outcome.failures { failures.report(failure) }
    let evaluation = Evaluation(answers: outcome.answers, classes: pictures.classes)
    let progress = outcome.progress
    let isWhole = progress.done == progress.count
    if !isWhole {
      StandardError.tell("interrupted: \(progress.done) of \(progress.count) pictures are done")
    }
    try formatOption.print(
      EvaluationReport(
        evaluation, network: opened.network, headline: opened.identity.headline,
        assumed: opened.identity.assumed, failures: outcome.failures.count, isWhole: isWhole,
        picturesPerSecond: progress.picturesPerSecond, worst: worst))
    if let matrix { try write(evaluation, to: matrix, headline: opened.identity.headline) }
    if !isWhole { throw Reported(status: .interrupted) }
    try failures.end()
  }

  private func write(_ evaluation: Evaluation, to path: Path, headline: String) throws {
    guard let map = evaluation.matrixMap else { return }
    let scale = ColorScale(
      ValueRange(minimum: 0, maximum: 1), colormap: .magma, signed: false, onDark: true)
    let side = max(1, 480 / max(1, map.width))
    let bytes: [UInt8]
    do throws(PictureError) {
      let picture = try Picture.map(
        map, scale, style: PictureStyle(scale: side),
        title: "Confusion matrix: a row a class, a column an answer",
        notes: ["share of the class's pictures", headline])
      bytes = try PNGFile.encode(picture)
    } catch {
      throw Failure.usage("\(path): \(error.description)")
    }
    try OutputFile.write(bytes, to: path, force: overwriting.force)
  }
}

/// Ctrl-C, once: a second one ends the program at once.
private enum Interruption {
  private static let flag = Atomic<Bool>(false)

  static var came: Bool { flag.load(ordering: .relaxed) }

  static func listen() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      Interruption.flag.store(true, ordering: .relaxed)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
  }
}

/// Progress on standard error where that is a terminal, one line that is written again.
private final class ProgressLine: Sendable {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let shown = Mutex<Double>(0)

  func show(_ progress: Evaluator.Progress) {
    guard isTerminal else { return }
    shown.withLock { last in
      guard progress.seconds - last > 0.2 else { return }
      last = progress.seconds
      let rate = Int(progress.picturesPerSecond.rounded())
      let left = Int(progress.secondsLeft.rounded(.up))
      write(
        "\(progress.done) of \(progress.count) pictures, \(rate) a second, \(left) s left")
    }
  }

  func clear() {
    if isTerminal, shown.withLock({ $0 > 0 }) { write("") }
  }

  private func write(_ text: String) {
    try? WholeFile.writeAll(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
  }
}
