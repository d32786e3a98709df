import Foundation
import Testing

/// The configuration file, from the outside.
@Suite struct ConfigCommandTests {
  private func folder(_ text: String) throws -> CommandFolder {
    let folder = try CommandFolder()
    let place = folder.url.appending(path: "config/sqz-tui")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try folder.write(Data(text.utf8), "config/sqz-tui/config.toml")
    return folder
  }

  /// `setting: [value, source, detail, line]` as `config --format csv` says it.
  private func settings(_ run: CommandRun) -> [String: [String]] {
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let rows = run.text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let cells = row.components(separatedBy: ",")
        return (cells[0], Array(cells.dropFirst()))
      })
  }

  @Test func eachValueSaysWhereItComesFrom() throws {
    let folder = try folder("model = \"v1.1\"\nthreads = 1\ncolors = 256\nmouse = true\n")
    let script =
      "LC_ALL=C NO_COLOR=1 COLORFGBG='0;15' \"$0\" config --threads 2 --format csv --no-mouse"
    let all = settings(try folder.run(script: script))
    #expect(all["model"] == ["v1.1", "file", "", "1"])
    #expect(all["threads"] == ["2", "option", "--threads", ""])
    #expect(all["colors"] == ["none", "environment", "NO_COLOR=1", ""])
    #expect(all["background"] == ["light", "environment", "COLORFGBG=0;15", ""])
    #expect(all["glyphs"] == ["ascii", "environment", "LC_ALL=C", ""])
    #expect(all["mouse"] == ["false", "option", "--mouse", ""])
    #expect(all["view"] == ["layers", "default", "", ""])
    #expect(all["geometry"]?.prefix(2) == ["keras", "default"], "as untrained weights have it")
    let automatic = settings(
      try folder.run(
        script: "COLORTERM=truecolor TERM=xterm-256color \"$0\" config --colors auto --format csv"))
    #expect(automatic["colors"] == ["true", "option", "--colors, COLORTERM=truecolor", ""].csv)
    let none = settings(try folder.run("config", "--no-config", "--format", "csv"))
    #expect(none["model"]?.prefix(2) == ["v1.0", "default"])
  }

  @Test func commandsHonourTheFile() throws {
    let folder = try folder(
      "geometry = \"keras\"\nweights = \"../../v11.npz\"\ntop = 2\nsize = 96\n")
    let classes = try folder.run("classify", "photo.jpg", "--format", "csv")
    #expect(classes.text.components(separatedBy: "\r\n").count == 4, "head, two classes, the end")
    let text = try folder.run("classify", "photo.jpg", "--top", "1").text
    #expect(text.contains("v1.1, keras 96"))
    #expect(text.split(separator: "\n").count == 2)
    let layers = try folder.run("layers", "--size", "64", "--format", "json").text
    #expect(layers.contains("v1.1") && layers.contains("64"))
    // Another architecture than that of the file's weights: its own weights.
    let other = try folder.run("classify", "photo.jpg", "--model", "v1.0")
    #expect(other.status == 0 && other.text.contains("v1.0, keras 96"))
    let ignored = try folder.run("classify", "photo.jpg", "--no-config").text
    #expect(ignored.contains("v1.0, keras 224"))
  }

  @Test(arguments: [
    ("threads = 0\n", 65, "config.toml:1: threads: give a number from 1 to 256"),
    ("\n\nthread = 2\n", 65, "config.toml:3: there is no setting thread: is it threads?"),
    ("model = v1.0\n", 65, "config.toml:1: model: v1.0 is no number"),
    ("[look]\n", 65, "config.toml:1: tables"),
    ("geometry = 'caffe'\nsize = 5\n", 65, "config.toml:2: size: "),
    ("weights = \"none.npz\"\n", 66, "config.toml:1: weights: "),
    ("# \nmodel = 'v1.0'\nweights = '../../v11.npz'\n", 65, "config.toml:3: weights: "),
  ])
  func aBadFileIsOneLine(_ text: String, _ status: Int32, _ says: String) throws {
    let folder = try folder(text)
    let run = try folder.run("layers")
    #expect(run.status == status && run.hasOneErrorLine && run.output.isEmpty)
    #expect(run.errors.contains(says), "\(run.errors)")
    #expect(run.errors.contains("--no-config"))
  }

  @Test func aBadFileIsIgnoredAndAnotherHasToBeThere() throws {
    let folder = try folder("threads = oops\n")
    #expect(try folder.run("layers", "--no-config").status == 0)
    #expect(try folder.run("weights", "list").status == 0, "what needs no model")
    try folder.write(Data("top = 1\n".utf8), "mine.toml")
    let mine = try folder.run("classify", "photo.jpg", "--config", "mine.toml")
    #expect(mine.status == 0 && mine.text.split(separator: "\n").count == 2)
    let missing = try folder.run("classify", "photo.jpg", "--config", "none.toml")
    #expect(missing.status == 66 && missing.hasOneErrorLine)
    let unreadable = try folder.run("classify", "photo.jpg", "--config", "folder")
    #expect(unreadable.status == 66 && unreadable.hasOneErrorLine)
    let both = try folder.run("classify", "photo.jpg", "--config", "mine.toml", "--no-config")
    #expect(both.status == 64 && both.hasOneErrorLine)
  }

  @Test func initWritesOnceAndWhatItWritesIsRead() throws {
    let folder = try CommandFolder()
    let path = try folder.run("config", "path").text
    #expect(path == folder.url.appending(path: "config/sqz-tui/config.toml").path + "\n")
    #expect(try folder.run("config", "init").text == "Wrote \(path)")
    let written = try folder.read("config/sqz-tui/config.toml")
    #expect(try folder.run("config", "init", "-o", "-").output == written)
    let shown = try folder.run("config")
    #expect(shown.text.hasPrefix("Configuration file \(path)"))
    try folder.write(Data("top = 3\n".utf8), "config/sqz-tui/config.toml")
    let again = try folder.run("config", "init")
    #expect(again.status == 73 && again.hasOneErrorLine && again.errors.contains("--force"))
    #expect(try folder.read("config/sqz-tui/config.toml") == Data("top = 3\n".utf8))
    #expect(try folder.run("config", "init", "--force").status == 0)
    #expect(try folder.read("config/sqz-tui/config.toml") == written)
  }
}

extension [String] {
  /// A cell with a comma is quoted; `settings` splits at it.
  fileprivate var csv: [String] {
    flatMap { $0.contains(",") ? "\"\($0)\"".components(separatedBy: ",") : [$0] }
  }
}
