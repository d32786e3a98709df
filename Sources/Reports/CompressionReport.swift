import Glibc
import Inference
import SqueezeNet
import TextFormats
import Weights

/// The report of `sqz-tui weights compress`: each layer's cost, other settings beside the one that
/// was asked for, and what they do to the answers for the person's own photos.
public struct CompressionReport: Report {
  /// One setting.
  public struct Variant: Sendable {
    let compression: Compression
    /// Of the whole file.
    let bytes: Int
    /// The probabilities of all classes, a photo each.
    let answers: [[Float]]

    public init(compression: Compression, bytes: Int, answers: [[Float]]) {
      (self.compression, self.bytes, self.answers) = (compression, bytes, answers)
    }

    var name: String {
      let density = compression.density < 1 ? ", density \(compression.density)" : ""
      return compression.bits == compression.squeezeBits
        ? "\(compression.bits) bits\(density)"
        : "\(compression.bits) bits, squeeze \(compression.squeezeBits)\(density)"
    }
  }

  let title: String
  let network: Network
  let kernels: [(layer: String, kernel: CompressedKernel)]
  let photos: [String]
  /// The probabilities that the weights as they were give, a photo each.
  let answers: [[Float]]
  /// The one that was asked for first.
  let variants: [Variant]

  /// - Parameters:
  ///   - title: The file's name.
  ///   - kernels: As the first variant has them.
  public init(
    title: String, network: Network, kernels: [(layer: String, kernel: CompressedKernel)],
    photos: [String], answers: [[Float]], variants: [Variant]
  ) {
    self.title = title
    self.network = network
    self.kernels = kernels
    self.photos = photos
    self.answers = answers
    self.variants = variants
  }

  /// AlexNet's size in the paper's Table 2, in bytes.
  private static let alexNet = 240e6

  // MARK: Numbers

  private var floatBytes: Int { 4 * network.parameters }

  /// What a variant does to the first class of each photo.
  private struct Cost {
    /// Photos whose first class stays.
    var kept = 0
    /// Photos whose first class leads by five points or more, and those of them that keep it.
    var sure = 0
    var sureKept = 0
    /// Changes of ln p of the first class.
    var changes: [Double] = []

    var meanChange: Double? {
      changes.isEmpty ? nil : changes.reduce(0, +) / Double(changes.count)
    }
  }

  private func cost(of variant: Variant) -> Cost {
    zip(answers, variant.answers).reduce(into: Cost()) { cost, pair in
      let best = Prediction.top(2, of: pair.0)
      guard let first = best.first, first.index < pair.1.count else { return }
      let isKept = Prediction.strongest(of: pair.1)?.index == first.index
      let isSure = best.count < 2 || first.probability - best[1].probability >= 0.05
      cost.kept += isKept ? 1 : 0
      cost.sure += isSure ? 1 : 0
      cost.sureKept += isSure && isKept ? 1 : 0
      cost.changes.append(log(Double(pair.1[first.index])) - log(Double(first.probability)))
    }
  }

  // MARK: Text

  public var text: String {
    var layers = TextTable([
      ("layer", .left), ("weights", .right), ("bits", .right), ("density %", .right),
      ("values", .right), ("codebook B", .right), ("codes B", .right), ("gaps B", .right),
      ("bytes", .right), ("smaller", .right),
    ])
    for (layer, kernel) in kernels {
      layers.add([
        layer, Numbers.count(kernel.count), "\(variants[0].compression.bits(of: layer))",
        Numbers.fixed(Self.density(kernel) * 100, 1), "\(kernel.codebookCount)",
        Numbers.count(kernel.parts.codebook), Numbers.count(kernel.parts.values),
        Numbers.count(kernel.parts.gaps), Numbers.count(kernel.byteCount),
        Self.times(4 * Double(kernel.count), kernel.byteCount),
      ])
    }
    var settings = TextTable(
      [("setting", .left), ("bytes", .right), ("vs float32", .right)]
        + (isImageNet ? [("vs AlexNet", .right)] : [])
        + (photos.isEmpty
          ? []
          : [
            ("first kept", .right), ("of sure ones", .right), ("ln p mean", .right),
            ("worst", .right),
          ]))
    for variant in variants {
      let cost = cost(of: variant)
      settings.add(
        [
          variant.name, Numbers.count(variant.bytes),
          Self.times(Double(floatBytes), variant.bytes),
        ] + (isImageNet ? [Self.times(Self.alexNet, variant.bytes)] : []) + [
          "\(cost.kept) of \(photos.count)", "\(cost.sureKept) of \(cost.sure)",
          cost.meanChange.map { Numbers.fixed($0, 3) } ?? "",
          cost.changes.min().map { Numbers.fixed($0, 3) } ?? "",
        ])
    }
    return "\(title.shown): SqueezeNet \(network.architecture.name), "
      + "\(Numbers.count(network.parameters)) parameters, "
      + "\(Numbers.count(floatBytes)) bytes in float32\n\n"
      + layers.text + "\n" + settings.text + answersText
  }

  private var isImageNet: Bool { network.architecture.classCount == 1000 }

  private var answersText: String {
    guard !photos.isEmpty else { return "" }
    var table = TextTable(
      [("photo", .left), ("float32", .left)] + variants.map { ($0.name, .left) })
    for (place, photo) in photos.enumerated() {
      table.add(
        [photo.fileName]
          + ([answers] + variants.map(\.answers)).map { answers in
            answers.indices.contains(place) ? words(answers[place]) : ""
          })
    }
    return "\nSure: the first class leads by five points or more.\n\n" + table.text
  }

  private func words(_ answer: [Float]) -> String {
    Prediction.strongest(of: answer).map {
      let percent = Numbers.fixed(Double($0.probability) * 100, 1)
      return "\(network.classes[$0.index].prefix(columns: 20)) \(percent)%"
    } ?? ""
  }

  private static func times(_ bytes: Double, _ smaller: Int) -> String {
    smaller > 0 ? Numbers.fixed(bytes / Double(smaller), 1) + "x" : ""
  }

  private static func density(_ kernel: CompressedKernel) -> Double {
    Double(kernel.entries) / Double(max(1, kernel.count))
  }

  // MARK: For programs

  private static let columns = [
    "layer", "weights", "bits", "density", "values", "codebook_bytes", "code_bytes", "gap_bytes",
    "bytes",
  ]

  private func fields(_ layer: String, _ kernel: CompressedKernel) -> [Field] {
    [
      Field("layer", layer), Field("weights", kernel.count),
      Field("bits", variants[0].compression.bits(of: layer)),
      Field("density", Self.density(kernel), decimals: 6), Field("values", kernel.codebookCount),
      Field("codebook_bytes", kernel.parts.codebook), Field("code_bytes", kernel.parts.values),
      Field("gap_bytes", kernel.parts.gaps), Field("bytes", kernel.byteCount),
    ]
  }

  /// A row a layer.
  public var csv: String {
    kernels.reduce(into: CSVText.record(Self.columns)) {
      $0 += fields($1.layer, $1.kernel).record(Self.columns)
    }
  }

  public var json: String {
    let settings = variants.map { variant -> JSONText in
      let cost = cost(of: variant)
      return .object([
        ("bits", .integer(variant.compression.bits)),
        ("squeeze_bits", .integer(variant.compression.squeezeBits)),
        ("density", .number(variant.compression.density)), ("bytes", .integer(variant.bytes)),
        ("first_kept", .integer(cost.kept)), ("sure", .integer(cost.sure)),
        ("sure_kept", .integer(cost.sureKept)),
        ("ln_p_changes", .array(cost.changes.map { .number($0) })),
      ])
    }
    return JSONText.object(
      network.jsonMembers + [
        ("float32_bytes", .integer(floatBytes)), ("photos", .strings(photos)),
        ("settings", .array(settings)),
        ("layers", .array(kernels.map { fields($0.layer, $0.kernel).json })),
      ]
    ).document
  }
}
