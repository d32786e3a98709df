import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

@Suite("Names of classes are read from files as people have them")
struct ClassNamesFileTests {
  private func names(_ text: String, isCSV: Bool = false) throws -> [String] {
    try ClassNamesFile.names(in: Array(text.utf8), isCSV: isCSV)
  }

  @Test(
    "Each form names the same classes",
    arguments: [
      ("cat\ndog\nfox\n", false), ("cat\r\ndog\r\nfox", false),
      ("\u{FEFF}cat\n\ndog\nfox\n\n", false),
      ("0 cat\n1 dog\n2 fox", false), ("0: cat\n1: dog\n2: fox", false),
      (#"["cat", "dog", "fox"]"#, false), (#"{"0": "cat", "2": "fox", "1": "dog"}"#, false),
      (#"{"dog": 1, "fox": 2, "cat": 0}"#, false),
      (#"{"0": ["n1", "cat"], "1": ["n2", "dog"], "2": ["n3", "fox"]}"#, false),
      (#"{"epoch": 3, "class_to_idx": {"dog": 1, "fox": 2, "cat": 0}}"#, false),
      (#"{"id2label": {"0": "cat", "1": "dog", "2": "fox"}, "label2id": {"cat": 0}}"#, false),
      ("cat\ndog\nfox", true), ("name\ncat\ndog\nfox", true),
      ("0,cat\n1,dog\n2,fox", true), ("dog,1\ncat,0\nfox,2\n", true),
      ("index,name\r\n1,dog\r\n0,\"cat\"\r\n2,fox\r\n", true),
      ("id;label\n0;cat\n1;dog\n2;fox", true),
    ])
  func forms(_ text: String, _ isCSV: Bool) throws {
    #expect(
      try names(text, isCSV: isCSV).map { $0.trimmingCharacters(in: .whitespaces) }
        == ["cat", "dog", "fox"])
  }

  @Test("Commas are part of a line's name, and of a quoted field")
  func commas() throws {
    #expect(try names("tench, Tinca tinca\ngoldfish") == ["tench, Tinca tinca", "goldfish"])
    #expect(
      try names("0,\"tench, Tinca\"\n1,goldfish", isCSV: true) == ["tench, Tinca", "goldfish"])
  }

  @Test(
    "What names no classes is refused",
    arguments: [
      #"{"1": "cat", "2": "dog"}"#, #"{"0": "cat", "2": "dog"}"#, #"{"cat": 0, "dog": 0}"#,
      #"[1, 2]"#, #"[["a"], 3]"#, #"{"a": {"b": 3}}"#, "[\"a\"", "{", "\u{FF}",
    ])
  func refusals(_ text: String) {
    if text == "\u{FF}" {
      #expect(throws: WeightsError.self) {
        try ClassNamesFile.names(in: [0xFF, 0xFE, 0x41], isCSV: false)
      }
    } else {
      #expect(throws: WeightsError.self) { try names(text) }
    }
    #expect(throws: WeightsError.self) { try names("1,a\n2,b", isCSV: true) }
  }

  @Test("A count that does not fit says both numbers")
  func count() throws {
    try TemporaryFolder.use { temporary in
      let folder = temporary.url.path
      let path = "\(folder)/classes.txt"
      try Data("a\nb\nc\n".utf8).write(to: URL(fileURLWithPath: path))
      #expect(try ClassNamesFile.read(path.asPath, count: 3).all == ["a", "b", "c"])
      let error = #expect(throws: WeightsFileError.self) {
        try ClassNamesFile.read(path.asPath, count: 2)
      }
      #expect(error?.description == "names 3 classes, the network has 2")
      #expect(error?.exitCode == 65)
      for (count, fits) in [(3, true), (2, false)] {
        var weights = try ModelWeights.glorot(architecture: FamilyMembers.small(classes: count))
        weights.useNames(beside: "\(folder)/best.pth".asPath)
        #expect(weights.origins.classes == (fits ? .beside("classes.txt") : .assumed))
        #expect(weights.classes.all == (fits ? ["a", "b", "c"] : ["class 0", "class 1"]))
        #expect(
          weights.assumptions
            == (fits ? [] : ["classes.txt beside it names 3 classes, the network has 2"]))
      }
    }
  }

  @Test("Names become one line each, without control characters, of a bounded length")
  func safety() {
    let names = ["a\u{1B}[31mb\nc", "  x  ", "", String(repeating: "é", count: 999), "\u{202E}abc"]
    let classes = ClassNames(count: 5, names: names)
    #expect(classes.all[0] == "a [31mb c" && classes.all[1] == "x" && classes.all[2] == "class 2")
    #expect(classes.all[3].count <= 200 && classes.all[4] == "abc")
  }
}
