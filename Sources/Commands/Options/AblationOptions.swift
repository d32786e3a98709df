import Analysis
import ArgumentParser
import Inference
import Runs
import SqueezeNet

/// The channels to switch off and the square to cover before a pass.
struct AblationOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Channels to switch off: 0-15,20 or all. May be given more than once.",
      valueName: "layer:channels"))
  var off: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A square to cover: column, row, side.", valueName: "x,y,side"))
  var occlude: String?

  var isEmpty: Bool { off.isEmpty && occlude == nil }

  /// - Throws: `Failure` for what the network does not have.
  func ablation(in network: Network) throws -> Ablation {
    var ablation = Ablation()
    for text in off { try ablate(text, in: network, &ablation) }
    ablation.occlusion = try occlude.map { try square($0, network.size) }
    return ablation
  }

  private func ablate(_ text: String, in network: Network, _ ablation: inout Ablation) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count == 2 else {
      throw Failure.usage("--off \(text): write layer:channels, as in fire4/expand1x1:0-15")
    }
    guard let index = try network.index(ofLayer: String(name)),
      let layer = network.layer(at: index),
      network.canAblate(layer: index)
    else {
      throw Failure.usage(
        "--off \(text): only channels of layers before conv10 can be switched off")
    }
    do throws(ChannelList.Problem) {
      ablation.set(
        try ChannelList.channels(String(parts[1]), of: layer.outputShape.channels), of: index,
        off: true, in: network)
    } catch {
      throw Failure.usage("--off \(text): \(error.description)")
    }
  }

  private func square(_ text: String, _ size: InputSize) throws -> Occlusion {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let column = numbers[0], let row = numbers[1], let side = numbers[2],
      side > 0
    else { throw Failure.usage("--occlude \(text): write column,row,side, as in 80,60,64") }
    let square = Occlusion(row: row, column: column, side: side)
    let covered = square.covered(of: size)
    guard !covered.rows.isEmpty, !covered.columns.isEmpty else {
      throw Failure.usage("--occlude \(text): outside the \(size) pixels that the network sees")
    }
    return square
  }
}
