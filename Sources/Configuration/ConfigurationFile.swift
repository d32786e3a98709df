import Files
import Glibc

/// The content of a configuration file.
public struct ConfigurationFile: Sendable {
  /// Nil where no file was to be read.
  public let path: Path?
  /// False where the file is missing or none was to be read.
  public let exists: Bool
  public let preferences: Preferences
  /// The lines of its settings, from 1, by key.
  public let lines: [String: Int]
  /// All that may stand in it.
  public let settings: [any SettingRow]

  /// No file at all.
  public static func none(_ settings: [any SettingRow]) -> ConfigurationFile {
    ConfigurationFile(
      path: nil, exists: false, preferences: Preferences(), lines: [:], settings: settings)
  }

  /// More than is written by hand.
  private static let sizeLimit = 1 << 16

  /// Reads a file.
  ///
  /// - Parameter isRequired: True makes a missing file an error; else it says nothing.
  public static func read(
    _ path: Path, isRequired: Bool, settings: [any SettingRow]
  ) throws(ConfigurationError) -> ConfigurationFile {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try WholeFile.read(path, limit: sizeLimit)
    } catch {
      let isMissing = error.code == ENOENT || error.code == ENOTDIR
      guard isRequired || !isMissing else {
        return ConfigurationFile(
          path: path, exists: false, preferences: Preferences(), lines: [:], settings: settings)
      }
      throw ConfigurationError(path: path, line: nil, "cannot be read: \(error.description)")
    }
    return try parse(bytes, path: path, settings: settings)
  }

  /// - Parameter path: The name in messages; relative file names start beside it.
  public static func parse(
    _ bytes: [UInt8], path: Path, settings: [any SettingRow]
  ) throws(ConfigurationError) -> ConfigurationFile {
    var preferences = Preferences()
    var lines: [String: Int] = [:]
    do throws(ConfigurationProblem) {
      for entry in try KeyValueText.entries(bytes) {
        guard let setting = settings.first(where: { $0.key == entry.key }) else {
          throw ConfigurationProblem(line: entry.line, unknown(entry.key, settings.map(\.key)))
        }
        guard var value = setting.accepted(entry.value) else {
          throw ConfigurationProblem(line: entry.line, "\(setting.key): give \(setting.values)")
        }
        if case .path(let name) = value {
          value = .path(ConfigurationPlace.expanded(name, besides: path))
        }
        preferences.set(setting.key, value)
        lines[setting.key] = entry.line
      }
    } catch {
      throw ConfigurationError(path: path, line: error.line, error.reason)
    }
    return ConfigurationFile(
      path: path, exists: true, preferences: preferences, lines: lines, settings: settings)
  }

  private static func unknown(_ key: String, _ known: [String]) -> String {
    let near = known.map { ($0, distance(key, $0)) }.min { $0.1 < $1.1 }
    if let near, near.1 <= 2 { return "there is no setting \(key): is it \(near.0)?" }
    return "there is no setting \(key): there are " + known.joined(separator: ", ")
  }

  /// Counts the letters to insert, delete or replace.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.prefix(32)), Array(b))
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let replaced = diagonal + (letter == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}

/// A configuration file that is of no use, and why.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  public let path: Path
  /// From 1; nil where the file could not be read at all.
  public let line: Int?
  public let reason: String

  init(path: Path, line: Int?, _ reason: String) {
    self.path = path
    self.line = line
    self.reason = reason
  }

  /// `PATH:LINE: what is wrong`, as compilers say it.
  public var description: String { "\(path):\(line.map { "\($0):" } ?? "") \(reason)" }
}
