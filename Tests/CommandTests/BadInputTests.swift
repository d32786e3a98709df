import Foundation
import Testing

/// Bad input gets its exit status, one line, and leaves no file behind.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: String
    let status: Int32
    /// What the line must name.
    let says: String
    var testDescription: String { arguments }

    init(_ arguments: String, _ status: Int32, _ says: String) {
      self.arguments = arguments
      self.status = status
      self.says = says
    }
  }

  static let cases: [Case] = [
    Case("", 64, "photo.jpg"),
    Case("missing.jpg", 66, "missing.jpg"),
    Case("classify missing.jpg", 66, "missing.jpg"),
    Case("classify folder", 66, "folder"),
    Case("classify empty.jpg", 65, "empty.jpg"),
    Case("classify text.jpg", 65, "text.jpg"),
    Case("classify short.jpg --strict", 65, "truncated"),
    Case("explore short.jpg --strict", 65, "truncated"),
    Case("classify photo.jpg --size 5 --geometry caffe", 64, "smallest"),
    Case("photo.jpg --size 5 --geometry paper", 64, "smallest"),
    Case("layers --size 9999", 64, "4096"),
    Case("layers --size 1x2x3", 64, "--size"),
    Case("layers --size -1", 64, "--size"),
    Case("classify photo.jpg --threads 0", 64, "--threads 0"),
    Case("classify photo.jpg --threads -1", 64, "--threads -1"),
    Case("classify photo.jpg --threads 100000", 64, "--threads"),
    Case("classify photo.jpg --top 0", 64, "--top 0"),
    Case("classify photo.jpg --top 1001", 64, "--top 1001"),
    Case("profile photo.jpg --runs 0", 64, "--runs 0"),
    Case("layers --model v1.2", 64, "v1.2"),
    Case("layers --geometry round", 64, "round"),
    Case("layers --format xml", 64, "xml"),
    Case("layers extra", 64, "extra"),
    Case("classify", 64, "images"),
    Case("classify --nonsense photo.jpg", 64, "--nonsense"),
    Case("layers --weights missing.npz", 66, "missing.npz"),
    Case("layers --weights short.npz", 65, "short.npz"),
    Case("layers --weights text.jpg", 65, "text.jpg"),
    Case("layers --weights empty.jpg", 65, "empty.jpg"),
    Case("layers --weights folder", 66, "folder"),
    Case("layers --weights v11.npz --model v1.0", 65, "v1.1, not v1.0"),
    Case("weights add short.npz", 65, "short.npz"),
    Case("weights add missing.npz", 66, "missing.npz"),
    Case("weights convert v11.npz -o x.unknown", 64, "x.unknown"),
    Case("weights convert v11.npz -o none/x.npz", 73, "none/x.npz"),
    Case("weights convert v11.npz -o photo.npz/x.npz", 73, "photo.npz"),
    Case("weights convert short.npz -o x.npz", 65, "short.npz"),
    Case("profile photo.jpg --csv none/x.csv", 73, "none/x.csv"),
    Case("profile photo.jpg --csv text.jpg", 73, "exists"),
    Case("profile photo.jpg --csv folder", 73, "folder"),
    Case("dump photo.jpg conv1 -o none/x.npy", 73, "none/x.npy"),
    Case("dump photo.jpg conv1 -o text.jpg", 73, "exists"),
    Case("dump photo.jpg conv1 -o /dev/full", 73, "No space"),
    Case("dump photo.jpg conv11 -o x.npy", 64, "conv11"),
    Case("dump missing.jpg conv1 -o x.npy", 66, "missing.jpg"),
    Case("dump photo.jpg conv1", 64, "--output"),
  ]

  @Test(arguments: cases) func endsWithOneLine(_ bad: Case) throws {
    let folder = try CommandFolder()
    let text = try folder.read("text.jpg")
    let before = folder.names
    let arguments = bad.arguments.isEmpty ? "" : " \(bad.arguments)"
    let run = try folder.run(script: "\"$0\"\(arguments)")
    #expect(run.status == bad.status)
    #expect(run.hasOneErrorLine, "\(run.errors)")
    #expect(run.errors.contains(bad.says), "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(folder.names.subtracting([".output", ".errors"]) == before)
    #expect(try folder.read("text.jpg") == text)
  }

  @Test func aTruncatedImageIsShownAndSaidToBe() throws {
    let folder = try CommandFolder()
    let run = try folder.run("classify", "short.jpg")
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.text.contains("short.jpg, truncated"))
  }

  @Test func oneBadImageLeavesTheOthers() throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      "classify", "photo.jpg", "text.jpg", "missing.jpg", "short.jpg", "--top", "1", "--format",
      "csv")
    #expect(run.status == 65, "the first failure's")
    #expect(run.errorLines.count == 3)
    let rows = run.text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    #expect(rows.map { $0.prefix { $0 != "," } } == ["photo.jpg", "short.jpg"])
  }

  @Test func hostileNamesStayOnOneLine() throws {
    let folder = try CommandFolder()
    let run = try folder.run("classify", "a\n\u{1B}[31mb")
    #expect(run.status == 66)
    #expect(run.hasOneErrorLine)
    #expect(!run.errors.contains("\u{1B}"))
  }
}
