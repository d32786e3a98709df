import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `--lesson` and `export lesson`.
@Suite struct LessonCommandTests {
  private static let text = """
    # Two views

    This is conv1.
    > go conv1
    > channel strongest
    > view map

    And this is why.
    > view why
    """

  @Test func theListNeedsNoPhoto() throws {
    let run = try CommandFolder().run("--lesson", "list")
    #expect(run.status == 0 && run.errors.isEmpty)
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.dropFirst().contains { $0.contains(/^fire-block +\d+  The fire block$/) })
  }

  /// Without a final line break, with those of Windows: the same.
  @Test func recordingsAreWritten() throws {
    let folder = try CommandFolder()
    try folder.write(Data(Self.text.utf8), "two.txt")
    try folder.write(Data(Self.text.replacing("\n", with: "\r\n").utf8), "windows.txt")
    var casts: [Data] = []
    for (file, name) in [("two", "a.cast"), ("windows", "b.cast"), ("two", "c.svg")] {
      let run = try folder.run(
        "export", "lesson", "photo.jpg", "--lesson", "\(file).txt", "--seconds", "2", "--columns",
        "100", "--rows", "30", "-o", name)
      #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      if name.hasSuffix("cast") { casts.append(try folder.read(name)) }
    }
    let texts = casts.map { String(decoding: $0, as: UTF8.self) }
    #expect(Set(texts.map { $0.replacing(/[\d. ]+ms/, with: "") }).count == 1)
    let lines = texts[0].split(separator: "\n")
    #expect(lines.count == 4)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    #expect(lines[0].contains("\"width\": 100") && lines[0].contains("Two views: photo.jpg"))
    #expect(lines[1].contains("This is conv1.") && lines[1].contains("step 1 of 2"))
    #expect(lines[2].contains("And this is why.") && lines[2].contains("step 2 of 2"))
    let svg = try folder.read("c.svg")
    #expect(XMLParser(data: svg).parse())
    #expect(String(decoding: svg, as: UTF8.self).contains("And this is why."))
  }

  @Test(
    arguments: [
      ("none", 66, "there is no such lesson: give convolution, fire-block, "),
      ("folder", 66, "folder"),
      ("large.txt", 65, "64 KiB"), ("/dev/zero", 65, "64 KiB"),
      ("nul.txt", 65, "nul.txt:3: a control"),
      ("photo.jpg", 65, "photo.jpg:1: this is not UTF-8 text"),
      ("empty.jpg", 65, "empty.jpg:1: a lesson"),
      ("typo.txt", 65, "typo.txt:4: there is no command vieww"),
      ("layer.txt", 65, "layer.txt:4: go fire99: "),
    ] as [(String, Int32, String)])
  func whatIsNoLessonIsOneLine(_ name: String, _ status: Int32, _ says: String) throws {
    let folder = try CommandFolder()
    try folder.write(Data(repeating: 0x61, count: 10 << 20), "large.txt")
    try folder.write(Data("# T\n\nx\0y\n".utf8), "nul.txt")
    try folder.write(Data("# T\n\nx\n> vieww map".utf8), "typo.txt")
    try folder.write(Data("# T\r\n\r\nx\r\n> go fire99\r\n".utf8), "layer.txt")
    for script in [
      "photo.jpg --lesson \(name)", "export lesson photo.jpg --lesson \(name) -o x.svg",
    ] {
      let run = try folder.run(script: "\"$0\" \(script)")
      #expect(run.status == status, "\(run.errors)")
      #expect(run.hasOneErrorLine && run.errors.contains(says), "\(run.errors)")
      #expect(run.output.isEmpty)
    }
  }

  @Test(arguments: [
    ("--seconds 0 -o x.svg", "--seconds"), ("--columns 0 -o x.svg", "--columns 0"),
    ("-o x.png", ".svg or .cast"), ("--columns 1000 --rows 1000 -o x.svg", "too many"),
  ]) func wrongOptionsAreUsage(_ options: String, _ says: String) throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      script: "\"$0\" export lesson photo.jpg --lesson fire-block \(options)")
    #expect(run.status == 64 && run.hasOneErrorLine && run.errors.contains(says), "\(run.errors)")
  }
}

/// A lesson in a real terminal.
@Suite(.serialized) struct PTYLessonTests {
  @Test func aLessonIsGiven() throws {
    let explorer = try PTYExplorer(script: "exec \"$0\" \"$1\" --lesson fire-block")
    let process = explorer.process
    try process.wait("first step") { $0.text.contains("The fire block ─ step 1 of ") }
    process.type(";")
    try process.wait("second step") { $0.text.contains(" step 2 of ") }
    process.resize(width: 40, height: 12)
    try process.wait("small") { $0.text.contains("step 2 of ") && $0.lines[11].contains("back") }
    process.resize(width: 80, height: 24)
    process.type("'")
    try process.wait("first again") { $0.text.contains(" step 1 of ") }
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack)
  }
}
