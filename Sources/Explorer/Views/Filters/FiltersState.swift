import Analysis
import Heatmaps
import SqueezeNet

/// The view of kernels, but for the layer and the channel that all views share.
public struct FiltersState: Sendable {
  /// Of the incoming channels.
  public var order = KernelChoice.Order.strength
  /// Of conv1's pictures.
  var pictureOrder = KernelChoice.Order.number
  var ends = KernelChoice.Ends.channel
  /// True where each of conv1's pictures has its own scale; else the layer has one, and most are
  /// grey.
  var ownColors = true
  /// True where conv1's kernels are shown as signed maps of its three planes, and not as pictures.
  var showsPlanes = false
  /// Steps larger (or smaller, below zero) than what suits the screen.
  var enlargement = 0
  /// Place of the marked incoming channel in the order.
  public var place = 0
  /// First line of kernels that is seen.
  public var scroll = 0
  /// The channel that `place` belongs to.
  var seen: OutputChannel?
  /// The stops on the way towards the photo, the last one last.
  var path: [Stop] = []

  fileprivate let readings = Memo<OutputChannel, IncomingChannels?>()
  fileprivate let reaches = Memo<Int, Float?>()
  fileprivate let codebooks = Memo<Int, FilterCodebook?>()
  fileprivate let channelReaches = Memo<OutputChannel, Float?>()

  struct Stop: Sendable {
    let row: TableRow
    let channel: Int
    let place: Int
  }
}

/// An output channel of a convolution, both by index.
struct OutputChannel: Sendable, Hashable {
  let layer: Int
  let channel: Int
}

/// The values of a layer that was compressed, ascending, and the share of weights that are not zero.
struct FilterCodebook: Sendable, Hashable {
  let values: [Float]
  let density: Double
}

/// The picture of a layer's weights.
enum FilterPicture: Sendable, Hashable {
  /// All kernels of conv1 as RGB pictures.
  case colors
  /// The kernels of one output channel, a signed map for each incoming channel.
  case kernels
  /// 1×1 kernels: one weight for each incoming channel.
  case weights
}

extension State {
  /// The channel whose kernels are shown: of a layer that has none (a pooling, a fire block) those
  /// that compute the selected channel.
  var shownOutput: OutputChannel? {
    guard let selected = selectedLayer?.index,
      case .convolution(let layer, let channel) = network.origin(
        ofOutput: map.channel, of: selected)
    else { return nil }
    return OutputChannel(layer: layer, channel: channel)
  }

  var filterPicture: FilterPicture? {
    guard let convolution = shownConvolution else { return nil }
    if convolution.kernel == 1 { return .weights }
    let isPicture = convolution.inputChannels == 3 && drawsHalfBlocks && !filters.showsPlanes
    return isPicture ? .colors : .kernels
  }

  var shownConvolution: Convolution? {
    shownOutput.flatMap { network.layer(at: $0.layer)?.convolution }
  }

  /// Nil without weights.
  public var incoming: IncomingChannels? { shownOutput.flatMap(incoming(of:)) }

  func incoming(of output: OutputChannel) -> IncomingChannels? {
    filters.readings.value(output) {
      network.layer(at: output.layer).flatMap {
        model.weights?.incoming(of: $0, channel: output.channel)
      }
    }
  }

  /// Largest magnitude of the weights of the shown convolution.
  var filterReach: Float? {
    shownOutput.flatMap { output in
      filters.reaches.value(output.layer) {
        network.layer(at: output.layer).flatMap { model.weights?.reach(of: $0) }
      }
    }
  }

  /// The values that the shown convolution's weights are made of, where it was compressed.
  var filterCodebook: FilterCodebook? {
    shownOutput.flatMap { output in
      filters.codebooks.value(output.layer) {
        network.layer(at: output.layer).flatMap { model.weights?.convolutions[$0.name]?.codebook }
          .map { FilterCodebook(values: $0.values, density: $0.density) }
      }
    }
  }

  /// Which incoming channel is which colour; nil where it reads another layer.
  var inputColors: (red: Int, green: Int, blue: Int)? {
    guard case .plane = origin(ofInput: 0) else { return nil }
    return model.weights?.preprocessing.planes
  }

  /// Largest magnitude of the weights of the shown output channel.
  var channelReach: Float? {
    guard let output = shownOutput, let layer = network.layer(at: output.layer) else { return nil }
    return filters.channelReaches.value(output) {
      guard let count = layer.convolution?.inputChannels, let weights = model.weights else {
        return nil
      }
      return (0..<count).reduce(0) { reach, input in
        let kernel = weights.kernel(of: layer, channel: output.channel, input: input) ?? []
        return kernel.reduce(reach) { max($0, $1.magnitude) }
      }
    }
  }

  /// The channels in the order of the view: incoming channels, or conv1's output channels.
  var filterOrder: [Int] {
    guard let output = shownOutput, let convolution = shownConvolution, let incoming else {
      return []
    }
    guard filterPicture == .colors else {
      if let colors = inputColors { return [colors.red, colors.green, colors.blue] }
      return filters.order == .strength
        ? incoming.strongest : Array(0..<convolution.inputChannels)
    }
    let all = Array(0..<convolution.outputChannels)
    guard filters.pictureOrder == .strength else { return all }
    let squares = all.map {
      self.incoming(of: OutputChannel(layer: output.layer, channel: $0))?.squares ?? 0
    }
    return all.sorted { (squares[$1], $0) < (squares[$0], $1) }
  }

  /// Place in `filterOrder` of what is marked.
  var filterPlace: Int {
    guard filterPicture == .colors else { return filters.place }
    return filterOrder.firstIndex { $0 == shownOutput?.channel } ?? 0
  }

  /// The marked incoming channel; nil where pictures are shown, which have all three.
  var markedInput: Int? {
    let order = filterOrder
    guard filterPicture != .colors, order.indices.contains(filters.place) else { return nil }
    return order[filters.place]
  }

  /// Returns the origin of an incoming channel of the shown convolution.
  public func origin(ofInput channel: Int) -> ChannelOrigin? {
    shownOutput.flatMap { network.origin(ofInput: channel, of: $0.layer) }
  }
}
