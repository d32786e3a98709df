import Reports

extension State {
  /// The profile of the image that is shown; nil while layers are pending.
  public var profile: Profile? {
    guard pass.isComplete, let image = currentImage else { return nil }
    return Profile(
      model: model, image: image.path, damage: loadedImage?.damage,
      results: pass.results.compactMap { $0 }, measurement: measurement)
  }
}
