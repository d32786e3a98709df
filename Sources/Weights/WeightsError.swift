/// Why a file or a set of arrays is not the weights of a SqueezeNet. `description` is the part of
/// the error line after the file's name.
public enum WeightsError: Error, Hashable, CustomStringConvertible {
  case missingLayer(String)
  case wrongSize(layer: String, expected: Int, found: Int)
  case notFinite(layer: String)

  public var description: String {
    switch self {
    case .missingLayer(let layer): "no weights for layer \(layer)"
    case .wrongSize(let layer, let expected, let found):
      "layer \(layer) needs \(expected) values, the file has \(found)"
    case .notFinite(let layer): "layer \(layer) holds a value that is not finite"
    }
  }
}
