/// Numbers that can be written in every format: for people, or for programs.
public protocol Report: Sendable {
  var text: String { get }
  var json: String { get }
  var csv: String { get }
}
