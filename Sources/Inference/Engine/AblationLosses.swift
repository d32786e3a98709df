import SqueezeNet

/// The effect of every channel of a layer on the classes' logits, measured: each is switched off
/// alone and the layers after it run again.
public struct AblationLosses: Sendable, Hashable {
  /// Index in `Network.layers`.
  public let layer: Int
  /// avgpool10's output with all channels as they are, one a class.
  public let logits: [Float]
  /// By channel, avgpool10's output without it.
  public let without: [[Float]]

  /// By channel, how much of a class's logit is lost without it: positive where the channel speaks
  /// for the class. Effects do not add up to the logit; the layers between are not linear.
  public func losses(ofClass index: Int, in network: Network) -> [Double] {
    guard let (own, sign) = network.logit(ofClass: index), logits.indices.contains(own) else {
      return []
    }
    return without.map { sign * (Double(logits[own]) - Double($0[own])) }
  }
}

extension Engine {
  /// Switches each channel of a layer off in turn and reads what remains of the logits. A complete
  /// pass comes before; after it every output is what it was.
  ///
  /// Takes as many passes from the layer on as it has channels: about a second for a layer of v1.0.
  ///
  /// - Parameter beforeChannel: told how many channels are done; may call what it is given to have
  ///   every output true meanwhile; false ends it.
  /// - Returns: nil when ended early, for a layer that nothing can be switched off in, and where
  ///   layers share memory (`keepsActivations` false).
  public func ablationLosses(
    ofLayer index: Int,
    beforeChannel: (_ done: Int, _ restore: () -> Void) -> Bool = { _, _ in true }
  ) -> AblationLosses? {
    guard keepsActivations, network.canAblate(layer: index),
      let average = network.logits
    else { return nil }
    let tensor = plan.tensors[index]
    let after = network.dependents(of: [index])
    // A fire block's half lies in the memory of the whole, which is so up to date without a step.
    func restore() { for layer in after { run(layer: layer) } }
    func logits() -> [Float] { plan.tensors[average.index].values() }
    restore()
    let before = logits()
    var without: [[Float]] = []
    for channel in 0..<tensor.shape.channels {
      guard beforeChannel(channel, restore) else {
        restore()
        return nil
      }
      let place = tensor.channels(channel..<channel + 1)
      let values = place.values()
      guard values.contains(where: { $0 != 0 }) else {
        without.append(before)
        continue
      }
      place.assign([Float](repeating: 0, count: values.count))
      for layer in after where layer <= average.index { run(layer: layer) }
      without.append(logits())
      place.assign(values)
    }
    restore()
    return AblationLosses(layer: index, logits: before, without: without)
  }
}
