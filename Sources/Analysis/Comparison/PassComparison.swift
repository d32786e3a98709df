import Inference
import SqueezeNet

/// Two passes side by side, layer by layer: of two photos, models or geometries, or of one before
/// and after its edits.
///
/// Layers are paired by name. v1.0 and v1.1 have the same ones but for the poolings, which stand
/// elsewhere. Channel 5 of two models that were trained apart has nothing to do with each other:
/// only `ActivationStatistics` compare there, and what is of photos and of classes.
public struct PassComparison: Sendable, Hashable {
  /// The prepared image, then the layers that both passes have, in the order of the first.
  public let layers: [LayerComparison]
  /// Names of the layers that only one of the networks has.
  public let onlyFirst: [String]
  public let onlySecond: [String]

  /// Twice what the engine's values may be off by, of a layer's largest magnitude: what differs by
  /// less may be rounding.
  public static let tolerance = 2e-5

  /// - Parameter areRelated: False for weights that were trained apart.
  public init(_ first: Snapshot, _ second: Snapshot, areRelated: Bool = true) {
    let own = first.network.layers
    let others = second.network.layers
    let pairs =
      [(nil, nil)]
      + own.compactMap { layer in
        second.network.layer(named: layer.name).map { (layer, $0) }
      }
    let haveSameClasses = first.network.classes == second.network.classes
    layers = pairs.compactMap { one, other in
      let isOfClasses = one.map { first.network.hasClasses(layer: $0.index) } ?? true
      return LayerComparison(
        one, of: first, with: other, of: second,
        isComparable: areRelated && !isOfClasses || isOfClasses && (one == nil || haveSameClasses))
    }
    onlyFirst = own.map(\.name).filter { second.network.layer(named: $0) == nil }
    onlySecond = others.map(\.name).filter { first.network.layer(named: $0) == nil }
  }

  /// The first layer, or the prepared image, that differs by more than rounding; nil when none
  /// does.
  public func firstDifference(tolerance: Double = tolerance) -> LayerComparison? {
    layers.first { $0.differs(tolerance: tolerance) }
  }
}

extension CellAlignment {
  /// One channel of the second activation minus that of the first, on the first's cells, height ×
  /// width × 1: to be drawn centred on zero.
  ///
  /// - Returns: nil for a channel that one of them has not, and shapes that do not fit.
  public func difference(_ first: Activation, _ second: Activation, channel: Int) -> Activation? {
    map(first, second) { left, right in
      guard (0..<min(first.shape.channels, second.shape.channels)).contains(channel) else {
        return nil
      }
      return second.values[right + channel] - first.values[left + channel]
    }
  }

  /// The mean over all channels of |second − first|, on the first's cells, height × width × 1.
  ///
  /// - Returns: nil where the channels are not the same number, and shapes that do not fit.
  public func meanDifference(_ first: Activation, _ second: Activation) -> Activation? {
    let channels = first.shape.channels
    guard channels == second.shape.channels, channels > 0 else { return nil }
    return map(first, second) { left, right in
      var sum = 0.0
      for channel in 0..<channels {
        sum += Double(abs(second.values[right + channel] - first.values[left + channel]))
      }
      return Float(sum / Double(channels))
    }
  }

  /// A value a cell, from where the cell's channels begin in both activations.
  private func map(
    _ first: Activation, _ second: Activation, _ value: (Int, Int) -> Float?
  ) -> Activation? {
    let shape = Shape(height: rows.count, width: columns.count, channels: 1)
    guard first.shape.height == shape.height, first.shape.width == shape.width,
      rows.allSatisfy((0..<second.shape.height).contains),
      columns.allSatisfy((0..<second.shape.width).contains)
    else { return nil }
    var values: [Float] = []
    for row in rows {
      for column in columns {
        guard
          let value = value(
            values.count * first.shape.channels,
            (row * second.shape.width + column) * second.shape.channels)
        else { return nil }
        values.append(value)
      }
    }
    return Activation(shape: shape, values: values)
  }
}
