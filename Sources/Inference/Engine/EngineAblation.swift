import SqueezeNet

/// The consequences for a pass when the switched-off channels change.
public struct AblationChange: Sendable, Hashable {
  /// Layers to compute again, in order, for every output to be true.
  public let outdated: [Int]
  /// Layers whose output is another one, those of `outdated` and those that only lost channels.
  public let changed: [Int]
}

extension Engine {
  /// Channels that are zero in every pass, by layer.
  public var ablatedChannels: [Int: Set<Int>] {
    var channels: [Int: Set<Int>] = [:]
    for (layer, steps) in plan.steps.enumerated() {
      if let clear = steps.last as? AblationStep { channels[layer] = clear.channels }
    }
    return channels
  }

  /// Makes exactly these channels zero from now on: right after their layer is computed, before
  /// another reads it. Channels that become zero now are so at once; every layer before them stays
  /// as it is. Without any, passes give the same bits as ever. Where layers share memory
  /// (`keepsActivations` false) the whole pass has to run again.
  ///
  /// - Parameter channels: as in `Ablation.ablatedChannels`; what the network has not is left out.
  @discardableResult
  public func ablate(_ channels: [Int: Set<Int>]) -> AblationChange {
    let before = ablatedChannels
    var different: Set<Int> = []
    var outdated: Set<Int> = []
    for layer in network.layers.indices where network.canAblate(layer: layer) {
      let all = Set(0..<network.layers[layer].outputShape.channels)
      let (old, new) = (before[layer] ?? [], (channels[layer] ?? []).intersection(all))
      guard old != new else { continue }
      different.insert(layer)
      plan.steps[layer].removeAll { $0 is AblationStep }
      if !new.isEmpty { plan.steps[layer].append(AblationStep(new, of: plan.tensors[layer])) }
      if keepsActivations, new.isSuperset(of: old) {
        AblationStep(new.subtracting(old), of: plan.tensors[layer]).run(unit: 0, worker: 0)
      } else {
        outdated.insert(layer)
      }
    }
    guard keepsActivations || different.isEmpty else {
      let all = Array(network.layers.indices)
      return AblationChange(outdated: all, changed: all)
    }
    let later = network.dependents(of: different)
    return AblationChange(
      outdated: outdated.union(later).sorted(), changed: different.union(later).sorted())
  }
}

/// Sets some of a tensor's channels to zero.
final class AblationStep: Step {
  let channels: Set<Int>
  private let tensor: Tensor
  /// Runs of neighbouring channels.
  private let ranges: [Range<Int>]

  init(_ channels: Set<Int>, of tensor: Tensor) {
    self.channels = channels
    self.tensor = tensor
    var ranges: [Range<Int>] = []
    for channel in channels.map({ tensor.parts?.place(of: $0) ?? $0 }).sorted() {
      if let last = ranges.last, last.upperBound == channel {
        ranges[ranges.count - 1] = last.lowerBound..<channel + 1
      } else {
        ranges.append(channel..<channel + 1)
      }
    }
    self.ranges = ranges
    super.init(units: 1)
  }

  override func run(unit: Int, worker: Int) {
    for row in 0..<tensor.shape.height {
      for column in 0..<tensor.shape.width {
        let pixel = tensor.pointer + tensor.offset(row: row, column: column)
        for range in ranges {
          (pixel + range.lowerBound).update(repeating: 0, count: range.count)
        }
      }
    }
  }
}
