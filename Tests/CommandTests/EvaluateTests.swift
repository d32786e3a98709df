import Files
import Foundation
import SqueezeNet
import TestSupport
import Testing
import Weights

/// `evaluate` on a few drawn pictures. What the untrained network says of them is what `classify`
/// says; its figures are worked out from that here.
@Suite struct EvaluateTests {
  private let folder: CommandFolder

  init() throws {
    folder = try CommandFolder()
    let photo = try Data(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Assets/coffee.png").standardizedFileURL)
    for name in ["set/espresso", "set/Coffee_Mug", "set/5", "set/.hidden"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    for name in ["set/espresso/a.png", "set/Coffee_Mug/b.png", "set/5/c10.png", "set/5/c9.png"] {
      try folder.write(photo, name)
    }
    try folder.write(Data("text".utf8), "set/5/notes.txt")
  }

  private func answer() throws -> String {
    let run = try folder.run("classify", "set/5/c9.png", "--top", "1", "--format", "csv")
    return try #require(run.text.split(whereSeparator: \.isNewline).last)
      .split(separator: ",")[3].description
  }

  @Test func everyPictureIsARecordInOrder() throws {
    let run = try folder.run("evaluate", "set", "--threads", "3", "--format", "csv")
    #expect(run.status == 0 && run.errors.contains("skipped 1 file"))
    let lines = run.text.split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.split(separator: ",").map(String.init) }
    #expect(
      lines.map { $0[0] }
        == ["set/5/c9.png", "set/5/c10.png", "set/Coffee_Mug/b.png", "set/espresso/a.png"])
    #expect(lines.map { $0[1] } == ["electric ray", "electric ray", "coffee mug", "espresso"])
    #expect(Set(lines.map { $0[2] }) == [try answer()])
  }

  @Test func aFolderOfClassFoldersStandsForTheirPictures() throws {
    let run = try folder.run("classify", "set", "--top", "1", "--format", "csv")
    #expect(run.status == 0 && run.errors.contains("set: skipped 1 file"))
    let pictures = run.text.split(whereSeparator: \.isNewline).dropFirst()
      .map { $0.prefix { $0 != "," } }
    #expect(
      pictures == ["set/5/c9.png", "set/5/c10.png", "set/Coffee_Mug/b.png", "set/espresso/a.png"])
  }

  @Test func textJSONAndMatrix() throws {
    let run = try folder.run("evaluate", "set", "--worst", "1", "--matrix", "m.png")
    #expect(run.text.contains("4 pictures of 3 classes,") && run.text.contains("top-5"))
    #expect(run.text.contains("surest mistakes"))
    #expect(try folder.read("m.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let again = try folder.run("evaluate", "set", "--matrix", "m.png")
    #expect(again.status == 73 && again.hasOneErrorLine)
    let json = try folder.run("evaluate", "set", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
    #expect(object["pictures"] as? Int == 4 && object["unread"] as? Int == 0)
    let matrix = try #require(object["matrix"] as? [[Int]])
    #expect(matrix.flatMap(\.self).reduce(0, +) == 4)
    #expect(matrix.count == (object["matrix_classes"] as? [Int])?.count)
  }

  /// Quotes, CRLF, a line of names, paths beside the file; a picture that is none.
  @Test func listOfPictures() throws {
    let list = "picture,class\r\n\"set/5/c9.png\",\"electric ray\"\r\nset/espresso/a.png,967\r\n"
    try folder.write(Data(list.utf8), "list.csv")
    let run = try folder.run("evaluate", "list.csv")
    #expect(run.status == 0 && run.text.contains("2 pictures of 2 classes"))
    try folder.write(Data((list + "no.png,3\n").utf8), "list.csv")
    let missing = try folder.run("evaluate", "list.csv")
    #expect(missing.status == 66 && missing.errors.contains("no.png"))
    #expect(missing.text.contains("2 pictures of 2 classes, 1 could not be read"))
  }

  @Test(arguments: [
    ("set/5", 66, "no pictures in sub-folders"), ("nowhere", 66, "nowhere"),
    ("set/5/c9.png", 65, "neither a folder nor text"), ("bad.csv", 65, "bad.csv:2: blue whale"),
    ("wrong", 65, "sub-folder what is none of the network's 1000 classes (tench, "),
    ("set --matrix m.gif", 64, "end the name in .png"), ("set --matrix -", 64, "--matrix -"),
  ])
  func whatCannotBeEvaluated(_ path: String, _ status: Int32, _ says: String) throws {
    try folder.write(Data("a.png,tench\nb.png,blue whale\n".utf8), "bad.csv")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "wrong/what"), withIntermediateDirectories: true)
    let run = try folder.run(script: "\"$0\" evaluate \(path)")
    #expect(run.status == status && run.errors.contains(says), "\(run.errors)")
  }

  /// As many folders as classes are taken in order only where the classes have no names: a slip
  /// in one name must not turn all answers around.
  @Test func foldersInOrderOnlyWithoutNames() throws {
    let member = try #require(FamilyMembers.all.first { $0.name == "two classes" })
    let seeded = try ModelWeights.glorot(architecture: member.architecture, seed: 5)
    for (file, names) in [("plain.npz", nil), ("named.npz", ["tumour", "healthy"])] {
      let weights = try ModelWeights(
        architecture: member.architecture, convolutions: seeded.convolutions,
        preprocessing: .torchvision, paddingConvention: .torchvision, isTrained: true,
        classes: names.map { ClassNames(count: 2, names: $0) })
      try WeightsWriter.write(weights, to: Path(folder.url.appending(path: file).path))
    }
    for name in ["healthy", "tumor"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: "slip/\(name)"), withIntermediateDirectories: true)
      try folder.write(try folder.read("set/espresso/a.png"), "slip/\(name)/a.png")
    }
    let named = try folder.run("evaluate", "slip", "--weights", "named.npz")
    #expect(named.status == 65 && named.errors.contains("tumor is none of the network's 2 classes"))
    let plain = try folder.run("evaluate", "slip", "--weights", "plain.npz", "--format", "csv")
    #expect(plain.status == 0 && plain.errors.contains("in order of name"))
    #expect(plain.text.contains("slip/healthy/a.png,healthy,"))
  }

  @Test func interruptedIsNoSuccess() throws {
    for index in 0..<40 {
      try folder.write(try folder.read("set/espresso/a.png"), "set/espresso/a\(index).png")
    }
    // An interrupt that comes at once; shells let what runs in the background ignore it.
    let run = try folder.run(
      script: """
        python3 -c 'import os,signal,subprocess,sys,time
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        p = subprocess.Popen([sys.argv[1], "evaluate", "set", "--threads", "1", "--format", "json"])
        time.sleep(0.5)
        p.send_signal(signal.SIGINT)
        sys.exit(p.wait())' "$0"
        """)
    // It may have been done by then, on a fast machine.
    let isInterrupted = run.text.contains("\"interrupted\": true")
    #expect(run.status == (isInterrupted ? 130 : 0), "\(run.errors)")
  }
}
