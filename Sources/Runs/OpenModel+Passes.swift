import Files
import Images
import Inference
import Reports
import SqueezeNet

extension ModelIdentity {
  /// Reads a photo's file.
  ///
  /// - Parameter strict: True makes a damaged photo an error.
  public func open(_ path: Path, strict: Bool) throws -> PhotoFile {
    do throws(ImageError) {
      return try PhotoFile(
        path: path, for: preprocessing.decodingSize(for: network.size), strict: strict)
    } catch {
      throw Failure(error, of: path)
    }
  }

  /// Prepares a photo for the network.
  public func photo(of file: inout PhotoFile) throws -> PreparedImage {
    do throws(ImageError) {
      return try file.prepared(size: network.size, preprocessing: preprocessing)
    } catch {
      throw Failure(error, of: file.path)
    }
  }
}

extension Failure {
  public init(_ error: ImageError, of path: Path) {
    self.init(code: error.exitCode, "\(path): \(error.description)")
  }
}

extension OpenModel {
  /// Runs one of two passes that are compared, on an engine of its own.
  ///
  /// - Parameters:
  ///   - image: The name of the photo in the pass.
  ///   - shouldStop: Asked before each layer.
  /// - Returns: nil when stopped.
  public func comparedPass(
    of photo: PreparedImage, named image: String, ablation: Ablation = Ablation(),
    shouldStop: () -> Bool = { false }
  ) throws -> ComparedPass? {
    do throws(EngineError) {
      let snapshot = try Snapshot.ofPass(
        network: network, weights: weights, input: photo.values, ablation: ablation,
        threads: threads,
        shouldStop: shouldStop)
      return snapshot.map {
        ComparedPass(
          snapshot: $0, weightsName: weightsName, isTrained: weights.isTrained, image: image,
          damage: photo.source.damage?.rawValue)
      }
    } catch {
      throw Failure(error)
    }
  }
}
