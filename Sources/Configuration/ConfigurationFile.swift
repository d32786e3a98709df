import Files
import Glibc

/// What a configuration file says.
public struct ConfigurationFile: Sendable {
  /// Nil where no file was to be read.
  public let path: String?
  /// Whether the file is there.
  public let exists: Bool
  public let preferences: Preferences
  /// Where each setting stands in it, from 1; those that are `auto` included.
  public let lines: [Setting: Int]

  /// No file at all.
  public static let none = ConfigurationFile(
    path: nil, exists: false, preferences: Preferences(), lines: [:])

  /// More than anybody writes by hand.
  private static let sizeLimit = 1 << 16

  /// Reads a file.
  ///
  /// - Parameter isRequired: whether a file that is not there is an error; else it says nothing.
  public static func read(_ path: String, isRequired: Bool) throws(ConfigurationError)
    -> ConfigurationFile
  {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try SmallFile.read(path, limit: sizeLimit)
    } catch {
      let isMissing = error.code == ENOENT || error.code == ENOTDIR
      guard isRequired || !isMissing else {
        return ConfigurationFile(path: path, exists: false, preferences: Preferences(), lines: [:])
      }
      throw ConfigurationError(path: path, line: nil, "cannot be read: \(error.description)")
    }
    return try parse(bytes, path: path)
  }

  /// - Parameter path: what messages name, and where relative file names start.
  public static func parse(_ bytes: [UInt8], path: String) throws(ConfigurationError)
    -> ConfigurationFile
  {
    var preferences = Preferences()
    var lines: [Setting: Int] = [:]
    do throws(ConfigurationProblem) {
      for entry in try KeyValueText.entries(bytes) {
        guard let setting = Setting(rawValue: entry.key) else {
          throw ConfigurationProblem(line: entry.line, unknown(entry.key))
        }
        guard preferences.set(setting, entry.value) else {
          throw ConfigurationProblem(
            line: entry.line, "\(setting.rawValue): give \(setting.values)")
        }
        lines[setting] = entry.line
      }
    } catch {
      throw ConfigurationError(path: path, line: error.line, error.reason)
    }
    preferences.weights = preferences.weights.map {
      ConfigurationPlace.expanded($0, besides: path)
    }
    return ConfigurationFile(path: path, exists: true, preferences: preferences, lines: lines)
  }

  private static func unknown(_ key: String) -> String {
    let near = Setting.allCases.map { ($0.rawValue, distance(key, $0.rawValue)) }
      .min { $0.1 < $1.1 }
    if let near, near.1 <= 2 { return "there is no setting \(key): is it \(near.0)?" }
    return "there is no setting \(key): there are "
      + Setting.allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// How many letters one has to insert, delete or replace.
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

/// Why a configuration file is of no use.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  public let path: String
  /// From 1; nil where the file could not be read at all.
  public let line: Int?
  public let reason: String

  init(path: String, line: Int?, _ reason: String) {
    self.path = path
    self.line = line
    self.reason = reason
  }

  /// `PATH:LINE: what is wrong`, as compilers say it.
  public var description: String { "\(path):\(line.map { "\($0):" } ?? "") \(reason)" }
}
