import Files
import Images
import Inference
import Reports
import SqueezeNet

extension ModelIdentity {
  /// Reads a photo and prepares it for the network.
  ///
  /// - Parameter strict: True makes a damaged photo an error.
  public func photo(_ path: Path, strict: Bool) throws -> PreparedImage {
    do throws(ImageError) {
      return try PreparedImage.load(
        path: path, size: network.size, preprocessing: preprocessing, strict: strict)
    } catch {
      throw Failure(code: error.exitCode, "\(path): \(error.description)")
    }
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
      throw Failure.usage("network: \(error.description)")
    }
  }
}
