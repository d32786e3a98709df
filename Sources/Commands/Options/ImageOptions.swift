import ArgumentParser
import Images
import Runs
import SqueezeNet

/// How image files are read.
struct ImageOptions: ParsableArguments {
  @Flag(help: "Refuse a truncated or corrupt image instead of using what is there.")
  var strict = false

  func load(_ path: String, for model: ModelIdentity) throws -> PreparedImage {
    do throws(ImageError) {
      return try PreparedImage.load(
        path: path, size: model.network.size, preprocessing: model.preprocessing, strict: strict)
    } catch {
      throw Failure(code: error.exitCode, "\(path): \(error.description)")
    }
  }
}
