import Foundation
import Images
import Testing
import Weights

/// Files that the real program writes from a real terminal.
@Suite(.serialized) struct PTYExportTests {
  private func names(_ explorer: PTYExplorer) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: explorer.directory.path).sorted()
  }

  private func bytes(_ explorer: PTYExplorer, _ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: explorer.directory.appending(path: name)))
  }

  @Test func filesAreNeverOverwrittenSilently() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    let name = "gradient-v1.0-keras-profile.csv"
    let file = explorer.directory.appending(path: name)
    process.type("e")
    try process.wait("menu") { $0.text.contains("whole pass, for NumPy") }
    process.type("\r")
    try process.wait("name") { $0.text.contains("export to: \(name)") }
    process.type("\r")
    try process.wait("answer") { $0.text.contains("wrote \(name)") }
    let rows = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\r\n")
    #expect(rows.first?.hasPrefix("layer,type,kernel,stride,input_shape,output_shape") == true)
    #expect(rows.contains { $0.hasPrefix("total,,,,,,1248424,") })

    try Data("mine".utf8).write(to: file)
    process.type("e\r\r")
    try process.wait("question") { $0.text.contains("overwrite it?") }
    process.type("n")
    try process.wait("refusal") { $0.text.contains("left as it is") }
    #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
    process.type("e\r\r")
    try process.wait("question") { $0.text.contains("overwrite it?") }
    process.type("y")
    try process.wait("answer") { $0.text.contains("wrote ") }
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("layer,"))

    // A folder that is not there, a folder in the file's place, one that nobody may write to.
    process.type("ep\u{15}missing/x.csv\r")
    try process.wait("missing") {
      $0.text.contains("missing/x.csv: No such file or directory")
    }
    try FileManager.default.createDirectory(
      at: explorer.directory.appending(path: "a.csv"), withIntermediateDirectories: true)
    process.type("ep\u{15}a.csv\r")
    try process.wait("folder") { $0.text.contains("a.csv: Is a directory") }
    var locked = "/sys"
    if geteuid() != 0 {
      locked = "locked"
      try FileManager.default.createDirectory(
        at: explorer.directory.appending(path: locked), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o555])
    }
    process.type("ew\u{15}\(locked)/x.npz\r")
    try process.wait("locked") {
      $0.text.contains("\(locked)/x.npz: ")
        && !$0.text.contains("No such file")
    }
    let left = try names(explorer).filter { $0 != locked }
    #expect(left == ["a.csv", name, "gradient.png"])
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func picturesArraysAndScreensCanBeOpened() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    try explorer.waitForPass()
    func export(_ keys: String, _ name: String) throws {
      process.type(keys)
      try process.wait(name) { $0.text.contains("wrote \(name)") }
    }
    process.type("4S")
    try process.wait("sheet") { $0.lines[1].contains("fire4  256 channels") }
    process.type("g")
    process.settle()
    try export("e\r\r", "gradient-fire4-sheet.png")
    let sheet = try ImageFile.decode(bytes(explorer, "gradient-fire4-sheet.png"))
    #expect(sheet.damage == nil && sheet.width > 500 && sheet.height > 500)
    // Without title and at one pixel for each value a map is as large as its channel.
    process.type("em")
    try process.wait("name") { $0.text.contains("gradient-fire4-ch0.png") }
    process.type("\u{1B}e\u{1B}[B" + String(repeating: "-", count: 12) + "t")
    try process.wait("scale") { $0.text.contains("without title") }
    try export("\r\r", "gradient-fire4-ch0.png")
    let map = try ImageFile.decode(bytes(explorer, "gradient-fire4-ch0.png"))
    #expect(map.width == 56 && map.height == 56)
    try export("ea\r", "gradient-fire4.npy")
    let array = try NPYFile.decode(bytes(explorer, "gradient-fire4.npy"))
    #expect(array.shape == [56, 56, 256])
    process.type(":export-pass\r\r")
    try process.wait("pass") { $0.text.contains("wrote gradient-v1.0-keras-pass.npz") }
    let arrays = try NPZFile.decode(bytes(explorer, "gradient-v1.0-keras-pass.npz"))
    #expect(arrays.count == 40)
    #expect(arrays.first { $0.name == "fire4" }?.values == array.values)

    // The whole screen is that before the menu.
    process.type("l")
    process.settle()
    let shown = process.screen.lines
    try export("ee\t\t\r", "gradient-sheet-screen.txt")
    let text = String(decoding: try bytes(explorer, "gradient-sheet-screen.txt"), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    func trimmed(_ line: some StringProtocol) -> String {
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    #expect(lines.count == 24)
    // Characters of maps differ where a cell is blank in the terminal.
    #expect(trimmed(lines[0]) == trimmed(shown[0]) && trimmed(lines[1]) == trimmed(shown[1]))
    #expect(trimmed(lines[23]) == trimmed(shown[23]))
    try export("ee\r", "gradient-sheet-screen.svg")
    let svg = String(decoding: try bytes(explorer, "gradient-sheet-screen.svg"), as: UTF8.self)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n") && svg.contains("256 channels"))

    // Leaving at once still leaves a whole file.
    process.type("ew\u{15}last.npz\rqq")
    #expect(try process.end() == .exited(0))
    #expect(try NPZFile.decode(bytes(explorer, "last.npz")).count == 40)
    #expect(try !names(explorer).contains { $0.hasSuffix(".part") })
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }
}
