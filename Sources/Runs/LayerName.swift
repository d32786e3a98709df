import SqueezeNet

extension Network {
  /// The index of a layer by its name; nil for `input`, the prepared image.
  public func index(ofLayer name: String) throws -> Int? {
    if name == "input" { return nil }
    guard let found = layer(named: name) else {
      throw Failure.usage(
        "\(name): SqueezeNet \(architecture.name) has no such layer: "
          + "'sqz-tui layers' lists them, with the same --weights or --model")
    }
    return found.index
  }
}
