import ArgumentParser
import Explorer
import Files
import Glibc
import Images
import Inference
import Runs

struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Step through the network with your photo (the default command).",
    discussion: """
      Without a terminal on standard output it prints the layer table and the top five.

      EXAMPLES:
        sqz-tui                   opens the demo photo
        sqz-tui photo.jpg
        sqz-tui cat.jpg coffee.png --model v1.1
        sqz-tui photo.jpg --view why --background light --slow-motion 0.5
        sqz-tui explore ./layers --geometry keras --size 320
        sqz-tui photo.jpg --lesson fire-block
        sqz-tui photo.jpg > table.txt
      """)

  @Argument(help: ImageFormat.argumentsHelp, completion: .file())
  var images: [Path] = []

  @Option(
    help: ArgumentHelp(
      "A lesson: steps with captions, ; leads to the next. Its name, a file, or list to list them.",
      valueName: "name"),
    completion: .list(BuiltInLesson.all.map(\.name) + ["list"]))
  var lesson: Path?

  @OptionGroup var look: LookOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  mutating func validate() throws {
    try images.checkStandardInput()
    if images.isEmpty, StandardOutput.isTerminal, let demo = DemoPhoto.path { images = [demo] }
    if images.isEmpty, lesson != "list" {
      throw ValidationError("no image: name one or more, as in 'sqz-tui photo.jpg'")
    }
  }

  func run() throws {
    guard lesson != "list" else { return try StandardOutput.write(BuiltInLesson.list) }
    let opened = try OpenModel.opened(try look.resolved(over: model))
    let lesson = try lesson.map { try Lesson.named($0, for: opened.network) }
    var failures = FailureList()
    let images = images.withPicturesOfFolders(&failures)
    if images.isEmpty { return try failures.end() }
    guard StandardOutput.isTerminal else { return try printReports(opened, images, failures) }
    let status = try runExplorer(
      ExplorerOptions(model: opened, imagePaths: images, strict: decoding.strict, lesson: lesson))
    Glibc.exit(status)
  }

  /// Prints what the explorer would show of each image, as text.
  ///
  /// - Parameter failures: Those until now.
  private func printReports(
    _ opened: OpenModel, _ images: [Path], _ failures: FailureList
  ) throws {
    var failures = failures
    let runner = try ModelRunner(opened)
    for path in images {
      do {
        let photo = try decoding.load(path, for: opened.identity, asText: true)
        let pass = try runner.pass(of: photo)
        let profile = try runner.profile(of: pass, image: path.description, runs: 0)
        let top = ClassificationReport.lines(
          Prediction.top(5, of: pass.probabilities), of: opened.network,
          isTrained: opened.weights.isTrained)
        try StandardOutput.write("\(profile.text)\n\(top)\n")
      } catch let failure as Failure {
        failures.report(failure)
      }
    }
    try failures.end()
  }
}
