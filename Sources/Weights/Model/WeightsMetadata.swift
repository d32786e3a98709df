import SqueezeNet

/// The facts that a file written here has about its weights beside the arrays.
struct WeightsMetadata {
  var preprocessing: Preprocessing
  var paddingConvention: PaddingConvention
  var isTrained: Bool

  private enum Key {
    static let architecture = "sqz.architecture"
    static let preprocessing = "sqz.preparation"
    static let paddingConvention = "sqz.geometry"
    static let trained = "sqz.trained"
  }

  /// - Parameter entries: as the file has them; those without our prefix are left alone.
  init(_ entries: [String: String], architecture: Architecture, naming: ArrayNaming)
    throws(WeightsError)
  {
    (preprocessing, paddingConvention) = naming.defaults
    isTrained = true
    if let value = entries[Key.architecture], value != architecture.rawValue {
      throw .unknownMetadata(key: Key.architecture, value: value)
    }
    if let value = entries[Key.preprocessing] {
      guard let known = Preprocessing(named: value) else {
        throw .unknownMetadata(key: Key.preprocessing, value: value)
      }
      preprocessing = known
    }
    if let value = entries[Key.paddingConvention] {
      guard let known = PaddingConvention(rawValue: value) else {
        throw .unknownMetadata(key: Key.paddingConvention, value: value)
      }
      paddingConvention = known
    }
    if let value = entries[Key.trained] {
      guard let known = Bool(value) else {
        throw .unknownMetadata(key: Key.trained, value: value)
      }
      isTrained = known
    }
  }

  static func entries(of weights: ModelWeights) -> [String: String] {
    [
      Key.architecture: weights.architecture.rawValue,
      Key.preprocessing: weights.preprocessing.name,
      Key.paddingConvention: weights.paddingConvention.rawValue,
      Key.trained: String(weights.isTrained),
    ]
  }
}
