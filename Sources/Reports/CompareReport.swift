import Analysis
import Inference
import SqueezeNet
import TextFormats

/// The report of `sqz-tui compare`: two passes side by side, a row a layer.
public struct CompareReport: Report {
  public let first: ComparedPass
  public let second: ComparedPass
  public let comparison: PassComparison
  /// The models side by side; empty where it is the same one in both passes.
  private let models: [PassPair.ModelRow]
  private let areRelated: Bool

  /// - Throws: `MissingValues` while the second pass is computed.
  public init(_ source: ReportSource) throws(MissingValues) {
    guard let pair = source.pair else { throw MissingValues("the comparison is not here") }
    (first, second, comparison) = (pair.first, pair.second, pair.comparison)
    areRelated = pair.areRelated
    models =
      first.network.architecture == second.network.architecture
        && first.weightsName == second.weightsName && areRelated ? [] : pair.modelRows
  }

  /// The CSV's header. Differences are second - first over all values of the layer; `cells` is
  /// `nearest` where the second has another number of them; `differs` is true where the outputs
  /// differ by more than rounding may. Statistics have six decimals, percentages three.
  private static let csvColumns = [
    "layer", "first_shape", "second_shape", "cells", "differs", "cosine", "max_difference",
    "rms_difference", "first_mean", "second_mean", "first_std", "second_std", "first_min",
    "second_min", "first_max", "second_max", "first_zero_percent", "second_zero_percent",
  ]

  /// A header, a record a layer, the prepared image first, then the layers that only one of the
  /// networks has; a field that does not apply is empty.
  public var csv: String {
    func field(_ value: Double?) -> String {
      value.map { Numbers.fixed($0, 6) } ?? ""
    }
    var text = CSVText.record(Self.csvColumns)
    for layer in comparison.layers {
      let (one, two) = (layer.firstStatistics, layer.secondStatistics)
      text += CSVText.record(
        [
          layer.name, "\(layer.firstShape)", "\(layer.secondShape)", Self.cells(layer),
          "\(differs(layer))", field(layer.values?.cosine), field(layer.values?.maximum),
          field(layer.values?.rootMeanSquare),
        ]
          + [
            one.mean, two.mean, one.standardDeviation, two.standardDeviation, Double(one.minimum),
            Double(two.minimum), Double(one.maximum), Double(two.maximum),
          ].map(field)
          + [one, two].map { Numbers.fixed($0.zeroShare * 100, 3) })
    }
    for (name, shapes) in unpaired {
      text += CSVText.record(
        [name] + shapes + Array(repeating: "", count: Self.csvColumns.count - 3))
    }
    return text
  }

  /// The CSV's columns as members in full precision, with what the passes were of.
  public var json: String {
    let layers = comparison.layers.map { layer -> JSONText in
      .object([
        ("layer", .string(layer.name)), ("first_shape", layer.firstShape.json),
        ("second_shape", layer.secondShape.json), ("cells", .string(Self.cells(layer))),
        ("differs", .bool(differs(layer))), ("cosine", .optional(layer.values?.cosine)),
        ("max_difference", .optional(layer.values?.maximum)),
        ("rms_difference", .optional(layer.values?.rootMeanSquare)),
        ("first", Self.json(layer.firstStatistics)),
        ("second", Self.json(layer.secondStatistics)),
      ])
    }
    return JSONText.object([
      ("first", first.json), ("second", second.json),
      ("first_difference", .optional(comparison.firstDifference()?.name)),
      ("layers", .array(layers)),
      ("only_first", .array(comparison.onlyFirst.map { .string($0) })),
      ("related_weights", .bool(areRelated)),
      ("only_second", .array(comparison.onlySecond.map { .string($0) })),
    ]).document
  }

  /// The passes, the table and the answers, for reading. ASCII but for file names.
  public var text: String {
    var table = TextTable([
      ("layer", .left), ("output", .right), ("second", .right), ("", .left), ("cosine", .right),
      ("rms", .right), ("max", .right), ("mean", .right), ("second", .right),
      ("zeros %", .right), ("second", .right),
    ])
    for layer in comparison.layers {
      let figures = [layer.firstStatistics, layer.secondStatistics]
      table.add(
        [
          layer.name, "\(layer.firstShape)",
          layer.firstShape == layer.secondShape ? "" : "\(layer.secondShape)",
          differs(layer) ? "" : "=",
          layer.values?.cosine.map { Numbers.fixed($0, 4) } ?? "",
        ]
          + [layer.values?.rootMeanSquare, layer.values?.maximum].map {
            $0.map(Numbers.value) ?? ""
          }
          + figures.map { Numbers.value($0.mean) }
          + figures.map { Numbers.fixed($0.zeroShare * 100, 1) })
    }
    for (name, shapes) in unpaired { table.add([name] + shapes) }
    var sides = TextTable([("", .left), ("first", .left), ("second", .left)])
    for row in models { sides.add([row.name, row.first, row.second]) }
    return """
      first   \(first.title)
      second  \(second.title)
      rms and max are of second - first\(note); = differs by no more than rounding
      \(models.isEmpty ? "" : "\n" + sides.text)
      \(table.text)
      \(comparison.firstDifference().map { "first difference: \($0.name)" } ?? "nothing differs")
      first   \(Self.answer(first))
      second  \(Self.answer(second))

      """
  }

  private var note: String {
    (comparison.layers.allSatisfy(\.alignment.isExact)
      ? "" : ", of the nearest cells where their number differs")
      + (areRelated ? "" : "\n\(PassPair.unrelated)")
  }

  private func differs(_ layer: LayerComparison) -> Bool {
    layer.differs(tolerance: PassComparison.tolerance)
  }

  /// Layers that one of the networks has, with their shapes in the first and in the second.
  private var unpaired: [(name: String, shapes: [String])] {
    func shape(_ name: String, _ network: Network) -> String {
      network.layer(named: name).map { "\($0.outputShape)" } ?? ""
    }
    return (comparison.onlyFirst + comparison.onlySecond).map {
      ($0, [shape($0, first.network), shape($0, second.network)])
    }
  }

  private static func cells(_ layer: LayerComparison) -> String {
    layer.alignment.isExact ? "same" : "nearest"
  }

  private static func json(_ figures: ActivationStatistics) -> JSONText {
    .object([
      ("mean", .number(figures.mean)), ("std", .number(figures.standardDeviation)),
      ("min", .number(Double(figures.minimum))), ("max", .number(Double(figures.maximum))),
      ("zero_percent", .number(figures.zeroShare * 100)),
    ])
  }

  private static func answer(_ pass: ComparedPass) -> String {
    guard let answer = pass.answer else { return "no answer" }
    return "\(Numbers.probability(answer.probability))  \(pass.network.classes[answer.index])"
      + (pass.isTrained ? "" : "  (untrained)")
  }
}
