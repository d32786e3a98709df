import Files
import FoundationEssentials
import Glibc
import SqueezeNet

/// The names of a network's classes in a file of their own: one a line, JSON or CSV.
public enum ClassNamesFile {
  /// Names that such files have beside weights, the likeliest first.
  public static let usualNames = [
    "class_indices.json", "class_names.json", "classes.json", "labels.json", "class_names.txt",
    "classes.txt", "labels.txt", "class_names.csv", "classes.csv", "labels.csv",
  ]

  private static let sizeLimit = 8 << 20

  /// - Parameter count: As many as the network has answers.
  public static func read(_ path: Path, count: Int) throws(WeightsFileError) -> ClassNames {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try WholeFile.read(path, limit: sizeLimit)
    } catch {
      throw WeightsFileError(path: path, reason: .noInput(error.description))
    }
    do throws(WeightsError) {
      let names = try names(in: bytes, isCSV: path.description.lowercased().hasSuffix(".csv"))
      guard names.count == count else {
        throw .labels("names \(names.count) classes, the network has \(count)")
      }
      return ClassNames(count: count, names: names)
    } catch {
      throw WeightsFileError(path: path, reason: .badData(error))
    }
  }

  /// - Throws: where it is no text, or does not name every class from 0.
  static func names(in bytes: [UInt8], isCSV: Bool) throws(WeightsError) -> [String] {
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let text = String(validating: bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self) else {
      throw .labels("is not UTF-8 text")
    }
    let names: [String]
    if let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[" {
      guard let value = try? JSONDecoder().decode(LabelsJSON.self, from: Data(text.utf8)),
        let found = value.names
      else {
        throw .labels(
          "is no JSON of classes: give a list of names, index to name, or name to index, from 0")
      }
      names = found
    } else {
      let lines = text.split(whereSeparator: \.isNewline)
      names = isCSV ? try LabelsCSV.names(in: lines.map(String.init)) : unnumbered(lines)
    }
    return names
  }

  /// Lines without the numbers before them, where every line has its own: `0 tench`, `1: shark`.
  private static func unnumbered(_ lines: [Substring]) -> [String] {
    let lines = lines.filter { !$0.allSatisfy(\.isWhitespace) }
    let rests = lines.enumerated().compactMap { index, line -> String? in
      let number = line.prefix { $0.isASCII && $0.isNumber }
      let rest = line.dropFirst(number.count)
      guard Int(number) == index, let mark = rest.first, mark == ":" || mark.isWhitespace else {
        return nil
      }
      return String(rest.dropFirst())
    }
    return rests.count == lines.count ? rests : lines.map(String.init)
  }
}

extension ModelWeights {
  /// Takes the names of classes from the first file with a usual name beside the weights that fits;
  /// where none does, what is wrong with the first is said among the assumptions.
  public mutating func useNames(beside file: Path) {
    var problem: String?
    for name in ClassNamesFile.usualNames {
      let path = file.folder.appending(Path(name))
      guard WholeFile.kind(of: path) == S_IFREG else { continue }
      do throws(WeightsFileError) {
        let names = try ClassNamesFile.read(path, count: architecture.answerCount)
        return use(names, from: .beside(name))
      } catch {
        problem = problem ?? "\(name) beside it \(error.description)"
      }
    }
    if let problem { assumptions.append(problem) }
  }
}

/// JSON as files of labels have it.
private indirect enum LabelsJSON: Decodable {
  case text(String)
  case number(Int)
  case list([LabelsJSON])
  case object([String: LabelsJSON])
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if let object = try? container.decode([String: LabelsJSON].self) {
      self = .object(object)
    } else if let list = try? container.decode([LabelsJSON].self) {
      self = .list(list)
    } else {
      self = .other
    }
  }

  /// Members that hold the classes of a file that holds more.
  private static let members = [
    "class_names", "classes", "labels", "class_to_idx", "class_indices", "idx_to_class",
    "id2label",
  ]

  /// By index; nil where some index has none.
  var names: [String]? {
    switch self {
    case .list(let items):
      let names = items.compactMap(\.name)
      return names.count == items.count ? names : nil
    case .object(let entries):
      if let member = Self.members.lazy.compactMap({ entries[$0]?.names }).first { return member }
      var names: [Int: String] = [:]
      for (key, value) in entries {
        if case .number(let index) = value {
          names[index] = key
        } else if let index = Int(key), let name = value.name {
          names[index] = name
        }
      }
      let sorted = (0..<entries.count).compactMap { names[$0] }
      return sorted.count == entries.count ? sorted : nil
    case .text, .number, .other: return nil
    }
  }

  /// A name; of Keras's `["n01440764", "tench"]` the last.
  private var name: String? {
    switch self {
    case .text(let text): text
    case .list(let items): items.last?.name
    case .number, .object, .other: nil
    }
  }
}

/// CSV as files of labels have it: names, or numbers and names, with a header or without.
private enum LabelsCSV {
  private static let nameHeaders = ["name", "class_name", "label", "class", "classes", "labels"]
  private static let indexHeaders = ["index", "id", "idx", "number", "class_id", "label_id"]

  static func names(in lines: [String]) throws(WeightsError) -> [String] {
    var rows = lines.map(fields).filter { $0.contains { !$0.isEmpty } }
    guard let first = rows.first else { return [] }
    let header = first.map { $0.lowercased() }
    let hasHeader = header.contains { (nameHeaders + indexHeaders).contains($0) }
    if hasHeader { rows.removeFirst() }
    let columns = first.indices.filter { column in
      rows.allSatisfy { $0.count > column && Int($0[column]) != nil }
    }
    let named = hasHeader ? nameHeaders.lazy.compactMap(header.firstIndex(of:)).first : nil
    let index = columns.first { $0 != named }
    guard let name = named ?? first.indices.first(where: { $0 != index }),
      rows.allSatisfy({ $0.count > name })
    else { throw .labels("has lines without a name") }
    guard let index else { return rows.map { $0[name] } }
    var byIndex: [Int: String] = [:]
    for row in rows { byIndex[Int(row[index]) ?? -1] = row[name] }
    let names = (0..<rows.count).compactMap { byIndex[$0] }
    guard names.count == rows.count else { throw .labels("does not number its classes from 0") }
    return names
  }

  /// The fields of a line; those in quotes may have commas.
  private static func fields(_ line: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"":
        if isQuoted || fields[fields.count - 1].isEmpty { isQuoted.toggle() }
      case ",", ";", "\t":
        if isQuoted { fields[fields.count - 1].append(character) } else { fields.append("") }
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields.map { String($0.drop(while: \.isWhitespace)) }
  }
}
