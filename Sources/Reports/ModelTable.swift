import Analysis
import Inference
import SqueezeNet
import TextFormats

extension PassPair {
  /// A fact of both models.
  public struct ModelRow: Sendable {
    public let name: String
    public let first: String
    public let second: String
  }

  /// The two models side by side: their size, their time, and their five strongest classes.
  public var modelRows: [ModelRow] {
    func row(_ name: String, _ value: (ComparedPass) -> String) -> ModelRow {
      ModelRow(name: name, first: value(first), second: value(second))
    }
    func only(_ names: [String]) -> String { names.isEmpty ? "-" : names.joined(separator: " ") }
    let facts = [
      row("model") { $0.network.architecture.name },
      row("weights") { $0.isTrained ? $0.weightsName : "untrained" },
      row("input") { "\($0.network.paddingConvention.name) \($0.network.size)" },
      row("parameters") { Numbers.count($0.network.parameters) },
      row("as float32") { Numbers.bytes(4 * $0.network.parameters) },
      row("MACs") { Numbers.macs($0.network.macs) },
    ]
    let times =
      first.milliseconds == nil && second.milliseconds == nil
      ? []
      : [row("a pass") { $0.milliseconds.map { Numbers.fixed($0, 2) + " ms" } ?? "" }]
    let layers = ModelRow(
      name: "only here", first: only(comparison.onlyFirst), second: only(comparison.onlySecond))
    let tops = [first, second].map { pass in
      Prediction.top(5, of: pass.probabilities ?? []).map {
        Numbers.probability($0.probability).rightAligned(to: 6) + " "
          + pass.network.classes[$0.index]
      }
    }
    let answers = (0..<(tops.map(\.count).max() ?? 0)).map { place in
      let texts = tops.map { $0.indices.contains(place) ? $0[place] : "" }
      return ModelRow(name: "answer \(place + 1)", first: texts[0], second: texts[1])
    }
    return facts + times + [layers] + answers
  }

  /// The reason why channels are not subtracted where the models were trained apart.
  public static let unrelated =
    "no difference: the channels of two networks that were trained apart "
    + "have nothing to do with each other"
}
