import ArgumentParser
import Explorer
import Exports
import SqueezeNet

/// What every export has: a photo, a file, a model.
struct ExportTarget: ParsableArguments {
  @Argument(help: "The photo, JPEG or PNG.", completion: .file())
  var image: String

  @Option(
    name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String

  @OptionGroup var overwriting: OverwriteOption
  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  /// The format by the file's extension, before any work is done; standard output gets the first.
  func format(_ formats: [ExportFormat]) throws -> ExportFormat {
    let file = output.split(separator: "/").last ?? ""
    let known = formats.map { "." + $0.rawValue }.joined(separator: ", ")
    let suffix = file.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
    guard
      let format = output == "-"
        ? formats.first : formats.first(where: { $0.rawValue == suffix?.lowercased() })
    else { throw Failure.usage("\(output): this is written as \(known): choose such a name") }
    try OutputFile.check(output, force: overwriting.force)
    return format
  }

  /// Computes what a content needs, and writes it.
  func export(
    options: PictureOptions = PictureOptions(),
    _ content: (OpenModel) throws -> ExportContent
  ) throws {
    let opened = try OpenModel(model)
    let content = try content(opened)
    let format = try format(content.formats)
    let photo = try decoding.load(image, for: opened.identity)
    let runner = try ModelRunner(opened)
    let source = ExportSource(
      model: runner.description, image: Failure.oneLine(image), pixels: photo.pixels,
      activations: try runner.activations(of: photo, layers: content.layers(in: opened.network)))
    try write(content, format, source, options)
  }

  func write(
    _ content: ExportContent, _ format: ExportFormat, _ source: ExportSource,
    _ options: PictureOptions = PictureOptions()
  ) throws {
    let bytes: [UInt8]
    do throws(ExportError) {
      bytes = try Exporter(source, options: options).bytes(content, format)
    } catch {
      throw Failure.usage(error.description)
    }
    try OutputFile.write(bytes, to: output, force: overwriting.force)
  }
}
