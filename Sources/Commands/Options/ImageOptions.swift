import ArgumentParser
import Files
import Images
import Runs

/// The way in which image files are read.
struct ImageOptions: ParsableArguments {
  @Flag(help: "Refuse a truncated or corrupt image instead of using what is there.")
  var strict = false

  /// Reads a photo's file.
  ///
  /// - Parameter asText: True where text that is printed says what is wrong with it; else standard
  ///   error does.
  func open(_ path: Path, for model: ModelIdentity, asText: Bool = false) throws -> PhotoFile {
    let file = try model.open(path, strict: strict)
    if !asText { Self.tell(file.damage?.rawValue, of: path) }
    return file
  }

  /// Reads a photo and prepares it for the network.
  func load(_ path: Path, for model: ModelIdentity, asText: Bool = false) throws -> PreparedImage {
    var file = try open(path, for: model, asText: asText)
    return try model.photo(of: &file)
  }

  /// Says on standard error what is wrong with a photo; nothing when its file was whole.
  static func tell(_ damage: String?, of path: Path) {
    guard let damage else { return }
    StandardError.tell("\(path): \(damage): what is there is used; --strict refuses it")
  }
}
