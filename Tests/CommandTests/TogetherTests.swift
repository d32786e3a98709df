import Foundation
import Testing

/// Several at once, and what a command writes into. Those that run at once stand in a pipeline:
/// some shells' `wait` hears nothing of processes that end where the test runner blocks signals.
@Suite struct TogetherTests {
  private func names(in store: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: store))
  }

  /// Two files of one name and size: one is installed with its own record, the other is refused.
  @Test func ofTwoFilesOfOneNameOneIsInstalled() throws {
    let folder = try CommandFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("folder/other"), withIntermediateDirectories: true)
    try folder.write(SmallWeights.bytes(), "folder/x.net")
    try folder.write(SmallWeights.bytes(other: true), "folder/other/x.net")
    for round in 0..<8 {
      try? FileManager.default.removeItem(atPath: folder.path("data"))
      let run = try folder.run(
        script: """
          "$0" weights add folder/x.net > one | "$0" weights add folder/other/x.net > two
          "$0" config show --format csv | grep ^model
          "$0" weights list --format csv | tail -n 1
          """)
      #expect(run.text.contains("weights x.net"), "round \(round): \(run.text)")
      #expect(run.hasOneErrorLine && run.errors.contains("other content is installed"))
      // The origin of the record is where the content came from.
      let installed = try folder.read("data/sqz-tui/weights/x.net")
      let isOther = installed == Data(SmallWeights.bytes(other: true))
      #expect(isOther || installed == Data(SmallWeights.bytes()))
      #expect(run.text.contains("folder/other/x.net") == isOther, "round \(round): \(run.text)")
      #expect(try names(in: folder.path("data/sqz-tui/weights")) == ["x.net", ".x.net.json"])
    }
  }

  @Test func theSameFileFourTimesIsInstalledOnce() throws {
    let folder = try CommandFolder()
    try folder.write(SmallWeights.bytes(), "x.net")
    for _ in 0..<4 {
      try? FileManager.default.removeItem(atPath: folder.path("data"))
      let run = try folder.run(
        script: """
          add() { "$0" weights add x.net > $1; }
          add 1 | add 2 | add 3 | add 4; cat 1 2 3 4
          """)
      #expect(run.errors == "")
      let lines = run.text.split(separator: "\n")
      #expect(lines.count == 4 && lines.count { $0.hasPrefix("Installed already: ") } == 3)
    }
  }

  @Test func severalWritersOfOneFileLeaveOneOfThem() throws {
    let folder = try CommandFolder()
    let before = folder.names
    let run = try folder.run(
      script: """
        make() { "$0" config init -o $@ > /dev/null; }
        make x.toml --force | make x.toml --force | make x.toml --force | make x.toml --force
        make y.toml | make y.toml | make y.toml | make y.toml
        """)
    // Who is not the first of the second four is told so.
    #expect(run.errors.components(separatedBy: "y.toml: exists already").count == 4)
    #expect(try folder.read("x.toml") == folder.read("y.toml"))
    #expect(folder.names == before.union([".output", ".errors", "x.toml", "y.toml"]))
  }

  @Test func forceKeepsLinksModesAndPipes() throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      script: """
        set -e
        echo old > target; chmod 600 target; ln -s target link; mkfifo pipe
        "$0" weights convert v11.npz -o usual.safetensors
        ln -s pipe pipe.safetensors; cat pipe > piped.safetensors |
          "$0" weights convert v11.npz -o pipe.safetensors --force
        "$0" config init -o link --force > /dev/null
        test -L link; test -p pipe; test -L pipe.safetensors; stat -c %a target
        cmp piped.safetensors usual.safetensors
        """)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "600\n")
  }

  @Test func weightsAreReplacedOnlyByForce() throws {
    let folder = try CommandFolder()
    try folder.write("mine".utf8, "x.npz")
    let refused = try folder.run("weights", "convert", "v11.npz", "-o", "x.npz")
    #expect(refused.status == 73 && refused.hasOneErrorLine)
    #expect(try folder.read("x.npz") == Data("mine".utf8))
    #expect(try folder.run("weights", "convert", "v11.npz", "-o", "x.npz", "--force").status == 0)
    #expect(try folder.read("x.npz").count > 4_000_000)
  }

  /// A limit on the size of files is an error of the write, and leaves nothing.
  @Test func filesThatMayNotBecomeSoLarge() throws {
    let folder = try CommandFolder()
    let before = folder.names
    let run = try folder.run(
      script: "ulimit -f 100; exec \"$0\" weights convert v11.npz -o x.npz")
    #expect(run.status == 73 && run.hasOneErrorLine && run.errors.contains("File too large"))
    #expect(folder.names == before.union([".output", ".errors"]))
  }

  @Test func aByteOrderMarkIsNoPartOfTheSettings() throws {
    let folder = try CommandFolder()
    try folder.write(
      [0xEF, 0xBB, 0xBF] + Array("model = \"v1.1\"\r\ntop = 2\r\n".utf8), "bom.toml")
    let run = try folder.run("classify", "photo.jpg", "--config", "bom.toml")
    #expect(run.status == 0 && run.text.contains("SqueezeNet v1.1"))
    #expect(run.text.split(separator: "\n").count == 3)
  }

  /// XML has no place for these, and none for a sign that an accent follows.
  @Test func theScreenIsWellFormedWhateverTheNameIs() throws {
    let folder = try CommandFolder()
    let name = "u\u{FFFE}\u{FFFF}\u{1}\u{1B}&\u{301}<\u{301}.jpg"
    try folder.write(try folder.read("photo.jpg"), name)
    let run = try folder.run("export", "screen", name, "-o", "x.svg", "--columns", "100")
    #expect(run.status == 0)
    let svg = try #require(String(validating: try folder.read("x.svg"), as: UTF8.self))
    let scalars = svg.unicodeScalars.map(\.value)
    #expect(scalars.allSatisfy { $0 == 10 || (0x20...0xFFFD).contains($0) || $0 > 0xFFFF })
    // An ampersand begins a name, a less-than sign a tag, whatever follows.
    for (index, scalar) in scalars.enumerated() where scalar == 0x26 || scalar == 0x3C {
      #expect(scalars[index + 1] != 0x301)
    }
    #expect(svg.contains("&amp;\u{301}") || !svg.contains("\u{301}"))
  }
}
