import SqueezeNet

/// What a file written here says about its weights beside the arrays.
struct WeightsMetadata {
  var preparation: InputPreparation
  var geometry: Geometry
  var isTrained: Bool

  private enum Key {
    static let architecture = "sqz.architecture"
    static let preparation = "sqz.preparation"
    static let geometry = "sqz.geometry"
    static let trained = "sqz.trained"
  }

  /// - Parameter entries: as the file has them; those without our prefix are left alone.
  init(_ entries: [String: String], architecture: Architecture, naming: ArrayNaming)
    throws(WeightsError)
  {
    (preparation, geometry) = naming.defaults
    isTrained = true
    if let value = entries[Key.architecture], value != architecture.rawValue {
      throw .unknownMetadata(key: Key.architecture, value: value)
    }
    if let value = entries[Key.preparation] {
      guard let known = InputPreparation(named: value) else {
        throw .unknownMetadata(key: Key.preparation, value: value)
      }
      preparation = known
    }
    if let value = entries[Key.geometry] {
      guard let known = Geometry(rawValue: value) else {
        throw .unknownMetadata(key: Key.geometry, value: value)
      }
      geometry = known
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
      Key.preparation: weights.preparation.name,
      Key.geometry: weights.geometry.rawValue,
      Key.trained: String(weights.isTrained),
    ]
  }
}
