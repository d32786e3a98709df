import ArgumentParser
import Reports

/// How a command prints: for people, or for programs.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, csv
}

struct FormatOption: ParsableArguments {
  @Option(help: "How to print.")
  var format: OutputFormat = .text

  func print(_ report: some Report) throws {
    switch format {
    case .text: try StandardOutput.write(report.text)
    case .json: try StandardOutput.write(report.json)
    case .csv: try StandardOutput.write(report.csv)
    }
  }
}

/// What can be printed in every format.
protocol Report {
  var text: String { get }
  var json: String { get }
  var csv: String { get }
}

extension ModelSummary: Report {}
extension Profile: Report {}
extension ActivityReport: Report {}
extension CompareReport: Report {}
extension FiltersReport: Report {}
extension WhatIfReport: Report {}
extension WhyReport: Report {}
