import SqueezeNet

/// Changes of a pass, made to see what they do: channels that give zero, and a square of the image
/// that is covered.
public struct Ablation: Sendable, Hashable {
  /// By layer index; no set is empty. A fire block's output has no entry: its channels stand under
  /// the expand that computes them, as both are the same values.
  public private(set) var ablatedChannels: [Int: Set<Int>] = [:]
  public var occlusion: Occlusion?

  public init() {}

  public var isEmpty: Bool { ablatedChannels.isEmpty && occlusion == nil }

  /// Makes channels of a layer zero, or lets them be again. Channels that the layer has not, and
  /// layers that nothing can be switched off in (`Network.canAblate`), are left out.
  public mutating func set(
    _ channels: some Sequence<Int>, of layer: Int, off: Bool, in network: Network
  ) {
    for channel in channels {
      guard let place = network.place(of: channel, layer: layer) else { continue }
      if off {
        ablatedChannels[place.layer, default: []].insert(place.channel)
      } else {
        ablatedChannels[place.layer]?.remove(place.channel)
        if ablatedChannels[place.layer]?.isEmpty == true { ablatedChannels[place.layer] = nil }
      }
    }
  }

  /// Switches one channel off if it is on, and on if it is off.
  public mutating func toggle(_ channel: Int, of layer: Int, in network: Network) {
    let isAblated = isAblated(channel, of: layer, in: network)
    set(CollectionOfOne(channel), of: layer, off: !isAblated, in: network)
  }

  public func isAblated(_ channel: Int, of layer: Int, in network: Network) -> Bool {
    guard let place = network.place(of: channel, layer: layer) else { return false }
    return ablatedChannels[place.layer]?.contains(place.channel) ?? false
  }

  /// The channels of a layer that are off, in order; those of both halves for a fire block.
  public func ablatedChannels(of layer: Int, in network: Network) -> [Int] {
    let count = network.layer(at: layer)?.outputShape.channels ?? 0
    return (0..<count).filter { isAblated($0, of: layer, in: network) }
  }
}

extension Network {
  /// The layer that computes a channel, and its number there; nil for what is not there or can't
  /// be switched off.
  fileprivate func place(of channel: Int, layer index: Int) -> (layer: Int, channel: Int)? {
    guard let layer = layer(at: index), canAblate(layer: index),
      (0..<layer.outputShape.channels).contains(channel)
    else { return nil }
    guard layer.isConcatenation else { return (index, channel) }
    for case .layer(let half) in layer.inputs {
      guard let channels = self.layer(at: half)?.concatenatedChannels, channels.contains(channel)
      else { continue }
      return (half, channel - channels.lowerBound)
    }
    return nil
  }
}

/// A square of the prepared image that is covered with the mean colour of the preparation.
///
/// The mean colour is what every preparation subtracts: its prepared value is 0, so it says
/// nothing in any channel.
public struct Occlusion: Sendable, Hashable {
  /// Upper left corner, in pixels of the prepared image; what lies outside of it covers nothing.
  public var row: Int
  public var column: Int
  /// Side in pixels of the prepared image.
  public var side: Int

  public init(row: Int, column: Int, side: Int) {
    self.row = row
    self.column = column
    self.side = side
  }

  /// The rows and columns that it covers.
  public func covered(of size: InputSize) -> (rows: Range<Int>, columns: Range<Int>) {
    func covered(_ start: Int, _ length: Int) -> Range<Int> {
      let end = start.addingReportingOverflow(max(0, side))
      return (start..<(end.overflow ? .max : end.partialValue)).clamped(to: 0..<length)
    }
    return (covered(row, size.height), covered(column, size.width))
  }

  /// The prepared image, height × width × channels, with the square covered; values of another
  /// count come back as they are.
  public func applied(to values: [Float], size: InputSize) -> [Float] {
    let channels = values.count / max(1, size.height * size.width)
    return applied(to: values, size: size, fill: [Float](repeating: 0, count: channels))
  }

  /// The same for showing: RGB, 8 bits, height × width × 3.
  public func applied(to pixels: [UInt8], size: InputSize, preprocessing: Preprocessing)
    -> [UInt8]
  {
    let colour = preprocessing.meanColour
    return applied(to: pixels, size: size, fill: [colour.x, colour.y, colour.z])
  }

  private func applied<Value>(to values: [Value], size: InputSize, fill: [Value]) -> [Value] {
    guard values.count == size.height * size.width * fill.count else { return values }
    let (rows, columns) = covered(of: size)
    var values = values
    for row in rows {
      for column in columns {
        let start = (row * size.width + column) * fill.count
        values.replaceSubrange(start..<start + fill.count, with: fill)
      }
    }
    return values
  }
}

extension Preprocessing {
  /// The colour whose prepared value is 0, as RGB, rounded to 8 bits.
  public var meanColour: SIMD3<UInt8> {
    let levels = SIMD3<UInt8>(
      clamping: SIMD3<Int>((mean * divisor).rounded(.toNearestOrAwayFromZero)))
    switch order {
    case .rgb: return levels
    case .bgr: return [levels.z, levels.y, levels.x]
    case .grey: return SIMD3(repeating: levels.y)
    }
  }
}
