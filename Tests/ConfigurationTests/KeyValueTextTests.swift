import Foundation
import TestSupport
import Testing

@testable import Configuration

/// Against Python's TOML parser; the goldens are made by Scripts/goldens/toml_lines.py.
@Suite("Lines of TOML") struct KeyValueTextTests {
  private struct Record: Decodable {
    let bytes: [UInt8]
    let isRead: Bool
    let values: [String: Value]?
  }

  private struct Value: Decodable {
    let value: KeyValueText.Value

    init(from decoder: any Decoder) throws {
      var parts = try decoder.unkeyedContainer()
      switch try parts.decode(String.self) {
      case "str": value = .string(try parts.decode(String.self))
      case "int": value = .integer(try parts.decode(Int.self))
      case "bool": value = .boolean(try parts.decode(Bool.self))
      default: value = .number(try parts.decode(Double.self))
      }
    }
  }

  @Test func whatIsReadIsTOMLWithTheSameMeaning() throws {
    let records: [Record] = try Goldens(.module).json("toml-lines")
    #expect(records.contains(where: \.isRead) && records.contains { !$0.isRead })
    for record in records {
      let text = String(decoding: record.bytes, as: UTF8.self)
      if let values = record.values {
        let entries = try KeyValueText.entries(record.bytes)
        let read = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.value) })
        #expect(read == values.mapValues(\.value), "\(text)")
      } else {
        #expect(throws: ConfigurationProblem.self, "\(text)") {
          try KeyValueText.entries(record.bytes)
        }
      }
    }
  }

  @Test func linesAreCounted() throws {
    let entries = try KeyValueText.entries(Array("# one\r\n\r\na = 1\n\n b = 'x'".utf8))
    #expect(entries.map(\.line) == [3, 5])
  }

  @Test(arguments: [
    ("a = 1\nb\n", 2, "a = belongs after b"), ("a = 1\n\na = 2", 3, "on line 1 already"),
    ("model = v1.0", 1, "in quotes, as in \"v1.0\""), ("\n[x]", 2, "tables"),
    ("a = \"x", 1, "closing"), ("w = \"C:\\x\"", 1, "backslash"), ("a = 1 2", 1, "begins with #"),
  ])
  func theLineAndWhatToDoAreNamed(_ text: String, _ line: Int, _ says: String) {
    do {
      _ = try KeyValueText.entries(Array(text.utf8))
      Issue.record("\(text) was read")
    } catch {
      #expect(error.line == line)
      #expect(error.reason.contains(says), "\(error.reason)")
    }
  }

  @Test func brokenBytesAreFoundInTheirLine() {
    #expect(throws: ConfigurationProblem(line: 2, "this is not UTF-8 text")) {
      try KeyValueText.entries(Array("a = 1\nb = \"".utf8) + [0xFF, 0x22, 0x0A])
    }
  }

  /// What is read has its keys once and its lines in order; what is refused names a line that is
  /// there, and the lines before it are read without it.
  @Test func noBytesAreTooOdd() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SplitMix(seed: seed)
    let seeds = Array("a-_=\"'#\\uU.0123e[]{}\n\r\t é".utf8)
    var read = 0
    for round in 0..<2000 {
      let count = Int.random(in: 0..<40, using: &generator)
      var bytes = (0..<count).map { _ in seeds.randomElement(using: &generator) ?? 0 }
      if round % 2 == 0 { bytes = Array("# a\nk\(round) = 1\nb = ".utf8) + bytes.prefix(3) }
      let lines = 1 + bytes.count { $0 == UInt8(ascii: "\n") }
      do throws(ConfigurationProblem) {
        let entries = try KeyValueText.entries(bytes)
        #expect(Set(entries.map(\.key)).count == entries.count, "seed \(seed), \(bytes)")
        #expect(entries.map(\.line) == entries.map(\.line).sorted(), "seed \(seed), \(bytes)")
        #expect(entries.allSatisfy { (1...lines).contains($0.line) }, "seed \(seed), \(bytes)")
        if round % 2 == 0 {
          #expect(entries.first?.key == "k\(round)", "seed \(seed), \(bytes)")
          #expect(entries.first?.value == .integer(1), "seed \(seed), \(bytes)")
          read += 1
        }
      } catch {
        #expect((1...lines).contains(error.line), "seed \(seed), \(bytes)")
        #expect(!error.reason.isEmpty, "seed \(seed), \(bytes)")
      }
    }
    #expect(read > 0, "seed \(seed)")
  }
}
