import Inference
import SqueezeNet
import TextFormats

/// The report of `sqz-tui space`: designs of the paper's space beside each other.
public struct SpaceReport: Report {
  public struct Row: Sendable {
    let design: DesignSpace
    let network: Network
    /// Median of whole passes; nil where none was measured.
    let milliseconds: Double?

    public init(design: DesignSpace, network: Network, milliseconds: Double?) {
      (self.design, self.network, self.milliseconds) = (design, network, milliseconds)
    }

    /// The paper's networks all have v1.0's conv1.
    var paperMegabytes: Double? {
      network.architecture.conv1Kernel == Architecture.v10.conv1Kernel
        ? design.paperMegabytes : nil
    }
  }

  let rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  private static let csvColumns = [
    "squeeze_ratio", "pct3x3", "base_e", "incr_e", "freq", "bypass", "parameters", "mib",
    "paper_mb", "macs", "time_ms_median",
  ]

  private func fields(_ row: Row) -> [Field] {
    let design = row.design
    return [
      number("squeeze_ratio", design.squeezeRatio), number("pct3x3", design.pct3x3),
      Field("base_e", design.baseE), Field("incr_e", design.incrE), Field("freq", design.freq),
      Field("bypass", design.bypass.rawValue), Field("parameters", row.network.parameters),
      Field("mib", row.network.mebibytes, decimals: 4), number("paper_mb", row.paperMegabytes),
      Field("macs", row.network.macs), Field("time_ms_median", row.milliseconds, decimals: 4),
    ]
  }

  private func number(_ name: String, _ value: Double?) -> Field {
    Field(name, text: value.map { "\($0)" } ?? "", json: .optional(value))
  }

  public var csv: String {
    CSVText.record(Self.csvColumns)
      + rows.map { fields($0).record(Self.csvColumns) }.joined()
  }

  public var json: String {
    let network = rows.first?.network.jsonMembers ?? []
    return JSONText.object(network + [("designs", .array(rows.map { fields($0).json }))]).document
  }

  /// A table for reading. ASCII.
  public var text: String {
    var table = TextTable([
      ("SR", .right), ("pct3x3", .right), ("base_e", .right), ("incr_e", .right),
      ("freq", .right), ("bypass", .left), ("parameters", .right), ("MiB", .right),
      ("paper", .right), ("MACs", .right), ("ms", .right),
    ])
    for row in rows {
      let design = row.design
      table.add([
        "\(design.squeezeRatio)", "\(design.pct3x3)", "\(design.baseE)", "\(design.incrE)",
        "\(design.freq)", design.bypass.rawValue, Numbers.count(row.network.parameters),
        Numbers.fixed(row.network.mebibytes, 2),
        row.paperMegabytes.map { "\($0)" } ?? "", Numbers.count(row.network.macs),
        row.milliseconds.map { Numbers.fixed($0, 2) } ?? "",
      ])
    }
    let network = rows.first?.network
    let conv1 = network?.layers.first.map { "conv1 \($0.operation.asciiWindow)" } ?? ""
    let geometry = network.map { "\($0.paddingConvention.name) \($0.size)" } ?? ""
    return "SqueezeNet's design space, \(conv1), \(geometry)\n\n" + table.text + notes
  }

  /// Where the paper's sizes are other than those of the same design here.
  private var notes: String {
    let others = rows.filter { row in
      row.paperMegabytes.map { abs($0 - row.network.mebibytes) > 0.05 } ?? false
    }
    guard !others.isEmpty else { return "" }
    return "\n"
      + others.map { row in
        let megabytes = Numbers.fixed(Double(row.network.parameters) * 4 / 1e6, 2)
        return
          "SR \(row.design.squeezeRatio), bypass \(row.design.bypass.rawValue): the paper says "
          + "\(row.paperMegabytes ?? 0), these are \(Numbers.fixed(row.network.mebibytes, 2)) MiB, "
          + "\(megabytes) MB\n"
      }.joined()
  }
}

extension Network {
  /// Parameters in float32, in MiB.
  var mebibytes: Double { Double(parameters) * 4 / 1_048_576 }
}
