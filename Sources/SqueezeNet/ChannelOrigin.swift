/// The layer or the image that the values of a channel come from.
public enum ChannelOrigin: Sendable, Hashable {
  /// A plane of the prepared image, in the network's channel order.
  case plane(Int)
  /// An output channel of a convolution; both by index.
  case convolution(layer: Int, channel: Int)
}

extension Network {
  /// The convolution whose kernels a layer's output channel comes from. Poolings, concatenations
  /// and the softmax keep their channels' numbers or put them one after the other, and compute
  /// none of their own.
  ///
  /// - Returns: nil for a layer or a channel that does not exist.
  public func origin(ofOutput channel: Int, of index: Int) -> ChannelOrigin? {
    guard let layer = layer(at: index), (0..<layer.outputShape.channels).contains(channel) else {
      return nil
    }
    return layer.convolution == nil
      ? origin(ofInput: channel, of: index) : .convolution(layer: index, channel: channel)
  }

  /// Returns the origin of a channel that a layer reads; the channels of a concatenation's two
  /// inputs are counted through.
  ///
  /// - Returns: nil for a layer or a channel that does not exist.
  public func origin(ofInput channel: Int, of index: Int) -> ChannelOrigin? {
    guard let layer = layer(at: index) else { return nil }
    // One logit gives both answers of a sigmoid.
    var channel = layer.operation == .sigmoid ? 0 : channel
    // A sum's channels are its block's, with those of the bypass added.
    for input in layer.operation == .addition ? layer.inputs.suffix(1) : layer.inputs[...] {
      switch input {
      case .image:
        if (0..<inputShape.channels).contains(channel) { return .plane(channel) }
        channel -= inputShape.channels
      case .layer(let source):
        guard let count = self.layer(at: source)?.outputShape.channels else { return nil }
        if (0..<count).contains(channel) { return origin(ofOutput: channel, of: source) }
        channel -= count
      }
    }
    return nil
  }
}
