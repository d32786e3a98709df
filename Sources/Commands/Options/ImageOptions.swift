import ArgumentParser
import Files
import Images
import Runs

/// The way in which image files are read.
struct ImageOptions: ParsableArguments {
  @Flag(help: "Refuse a truncated or corrupt image instead of using what is there.")
  var strict = false

  func load(_ path: Path, for model: ModelIdentity) throws -> PreparedImage {
    try model.photo(path, strict: strict)
  }
}
