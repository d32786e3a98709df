import SqueezeNet
import TextFormats

extension Layer {
  /// What it does, and where its numbers come from: `96·16+16`, `= 1,552`. Each is a line, or where
  /// that would be too long one for each part.
  public var formulas: [[String]] {
    switch operation {
    case .convolution(let convolution):
      [
        [convolution.parametersText, "= \(Numbers.count(parameters))"],
        [macsText ?? "", "= \(Numbers.macs(macs)) MAC"],
      ]
    case .maxPooling(let pooling):
      [["largest of \(pooling.kernel)×\(pooling.kernel),", "steps \(pooling.stride)"]]
    case .concatenation:
      [[(fire?.halves ?? []).map(String.init).joined(separator: "+"), "channels"]]
    case .addition: [["both, value", "by value"]]
    case .globalAveragePooling: [["mean of each", "channel"]]
    case .softmax: [["e^z / sum of e^z"]]
    case .sigmoid: [["1 / (1 + e^-z)"]]
    }
  }
}

extension FireBlock {
  /// Channels of its expands in the order of the concatenation.
  fileprivate var halves: [Int] {
    isExpand3x3First ? [expand3x3, expand1x1] : [expand1x1, expand3x3]
  }
}

extension FireLayers {
  /// What it does, the longest wording first: `squeezes 96 channels to 16, expands to 64 + 64`.
  public var purpose: [String] {
    let (all, few) = (squeeze.inputShape.channels, squeeze.outputShape.channels)
    let halves = squeeze.fire?.halves.map(String.init).joined(separator: " + ") ?? ""
    return ["\(all) channels", "\(all)"].map {
      "squeezes \($0) to \(few), expands to \(halves)\(sum == nil ? "" : ", adds its input")"
    }
  }

  /// Its parameters and its multiply-accumulates as sums, and what the squeeze saves: three lines,
  /// of each the longest wording first.
  public var sums: [[String]] {
    let (total, totalMACs) = (Numbers.count(parameters), "\(Numbers.macs(macs)) MAC")
    let sum = convolutions.map { Numbers.count($0.parameters) }.joined(separator: " + ")
    let macsSum = convolutions.map { Numbers.macs($0.macs) }.joined(separator: " + ")
    let without = "\(Numbers.count(parametersWithoutSqueeze)) parameters"
    let share = Double(parametersWithoutSqueeze) / Double(max(1, parameters))
    let times = "\(without), \(Numbers.fixed(share, 1)) times as many"
    let more = "\(times); \(Numbers.macs(macsWithoutSqueeze)) MAC"
    return [
      [
        "\(sum) = \(total) parameters: weights and biases", "\(sum) = \(total) parameters",
        "\(sum.replacing(" ", with: "")) = \(total)", "\(total) parameters",
      ],
      ["\(macsSum) = \(totalMACs)", totalMACs],
      [
        "Without the squeeze, both expands on its input: \(more)",
        "Without the squeeze: \(more)", "Without the squeeze: \(times)",
        "Without the squeeze: \(without)", "Without squeeze: \(without)",
        "Without squeeze: \(Numbers.count(parametersWithoutSqueeze))",
      ],
    ]
  }
}
