import ArgumentParser
import Reports
import Runs

/// The format that a command prints in: for people, or for programs.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, csv
}

struct FormatOption: ParsableArguments {
  @Option(help: "How to print.")
  var format: OutputFormat = .text

  /// True where what is printed says itself what is wrong with a photo.
  var isText: Bool { format == .text }

  func print(_ report: any Report) throws {
    switch format {
    case .text: try StandardOutput.write(report.text)
    case .json: try StandardOutput.write(report.json)
    case .csv: try StandardOutput.write(report.csv)
    }
  }

  /// Prints a report of a pass.
  ///
  /// - Parameter subject: The beginning of a failure's line.
  func print(_ report: @autoclosure () throws -> any Report, of subject: String) throws {
    do {
      try print(try report())
    } catch let error as MissingValues {
      throw Failure(.badData, "\(subject): \(error.description)")
    }
  }
}
