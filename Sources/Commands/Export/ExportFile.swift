import ArgumentParser
import Exports
import Files
import Reports
import Runs

/// The file that an export writes.
struct ExportFile: ParsableArguments {
  @Option(
    name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: Path

  @OptionGroup var overwriting: OverwriteOption

  /// The format by the file's extension, before any work is done; standard output gets the first.
  func format(of content: ExportContent) throws -> ExportFormat {
    let formats = content.formats
    guard
      let format = output == "-"
        ? formats.first
        : ExportFormat(ofName: output.description).flatMap({ formats.contains($0) ? $0 : nil })
    else {
      throw Failure.usage(
        "\(output): this is written as \(content.extensions): choose such a name")
    }
    try OutputFile.check(output, force: overwriting.force)
    return format
  }

  func write(
    _ content: ExportContent, _ format: ExportFormat, _ source: ReportSource,
    _ options: PictureOptions = PictureOptions(), screen: Exporter.Screen? = nil
  ) throws {
    try Self.write(
      content, format, source, options, screen: screen, to: output, force: overwriting.force)
  }

  /// - Parameter force: True replaces an existing file.
  static func write(
    _ content: ExportContent, _ format: ExportFormat, _ source: ReportSource,
    _ options: PictureOptions = PictureOptions(), screen: Exporter.Screen? = nil,
    to path: Path, force: Bool
  ) throws {
    let bytes: [UInt8]
    do throws(ExportError) {
      bytes = try Exporter(source, options: options, screen: screen).bytes(content, format)
    } catch {
      throw Failure.usage(error.description)
    }
    try OutputFile.write(bytes, to: path, force: force)
  }
}
