import Inference
import SqueezeNet

extension Ablation {
  /// Returns the channels that are switched off and the square that is covered, a line each, in the
  /// order of the layers: `fire4/expand3x3:0-15,20`, `conv1:all`, `square 80,60,64` (column, row
  /// and side, in pixels of the prepared image). The form of the command line's options.
  ///
  /// - Parameter times: Between the sides of the square, where it is told in words.
  public func lines(in network: Network, times: String? = nil) -> [String] {
    let square =
      times.flatMap { occlusion?.words($0, of: network.size) } ?? squareText.map { "square \($0)" }
    return channelLines(in: network) + [square].compactMap { $0 }
  }

  /// Those of the channels alone.
  public func channelLines(in network: Network) -> [String] {
    ablatedChannels.sorted { $0.key < $1.key }.compactMap { index, channels in
      network.layer(at: index).map { layer in
        "\(layer.name):" + ChannelList.text(channels, of: layer.outputShape.channels)
      }
    }
  }

  /// `80,60,64`; nil where nothing is covered.
  public var squareText: String? { occlusion.map { "\($0.column),\($0.row),\($0.side)" } }

  /// Channels that are switched off, in all layers together.
  public var channelCount: Int { ablatedChannels.values.reduce(0) { $0 + $1.count } }
}

extension Occlusion {
  /// `64×64 px square at x 80, y 60`; only what it covers: `54×64 px at x 0, y 60` at the edge.
  public func words(_ times: String, of size: InputSize) -> String {
    let (rows, columns) = covered(of: size)
    let shape = rows.count == columns.count ? " square" : ""
    return "\(columns.count)\(times)\(rows.count) px\(shape) "
      + "at x \(columns.lowerBound), y \(rows.lowerBound)"
  }
}
