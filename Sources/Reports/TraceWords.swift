import Analysis
import Heatmaps
import SqueezeNet

/// A value and its parts in words, for reports and for the screen.
extension ModelDescription {
  /// `fire9`, `input`.
  public func layerName(_ index: Int?) -> String {
    index.map { network.layer(at: $0)?.name ?? "" } ?? "input"
  }

  /// `channel 140`, a class's name, `red`.
  public func channelName(_ channel: Int, of layer: Int?) -> String {
    guard let layer else {
      return weights?.preprocessing.colour(ofPlane: channel) ?? "plane \(channel)"
    }
    return network.className(ofChannel: channel, layer: layer) ?? "channel \(channel)"
  }

  /// `conv10, row 3, column 7, espresso`; where a layer has one value a channel without row and
  /// column.
  public func name(of place: ValuePlace) -> String {
    let isVector = place.layer.flatMap { network.layer(at: $0)?.isVector } ?? false
    return layerName(place.layer) + (isVector ? "" : ", row \(place.row), column \(place.column)")
      + ", " + channelName(place.channel, of: place.layer)
  }

  /// `fire9 3,7,140`, as `--at` takes it; `softmax espresso`.
  public func shortName(of place: ValuePlace) -> String {
    let isVector = place.layer.flatMap { network.layer(at: $0)?.isVector } ?? false
    return layerName(place.layer) + " "
      + (isVector
        ? channelName(place.channel, of: place.layer)
        : "\(place.row),\(place.column),\(place.channel)")
  }

  /// What a part is: `channel 5`, `red`, `row 3, column 7`, `fire9/expand3x3:177`, a class.
  public func name(of part: ValueTrace.Part, in trace: ValueTrace) -> String {
    let source = part.source.flatMap { $0.layer.flatMap { network.layer(at: $0) } }
    switch trace.operation {
    case .maxPooling, .globalAveragePooling:
      return part.source.map { "row \($0.row), column \($0.column)" } ?? ""
    case .concatenation, .addition: return source?.named(part.channel) ?? ""
    case .softmax, .sigmoid: return network.classes[part.channel]
    case .convolution:
      return trace.place.layer == 0 ? channelName(part.channel, of: nil) : "channel \(part.channel)"
    case nil: return channelName(part.channel, of: nil)
    }
  }

  /// What the layer does and what it reads.
  public func reading(of trace: ValueTrace) -> String {
    let layer = trace.place.layer.flatMap { network.layer(at: $0) }
    let read = (layer?.inputs ?? []).map { input -> String in
      if case .layer(let index) = input { layerName(index) } else { "input" }
    }
    let source = read.first ?? ""
    func span(_ noun: String, _ range: Range<Int>) -> String {
      range.count == 1
        ? "\(noun) \(range.lowerBound)"
        : "\(noun)s \(range.lowerBound) to \(range.upperBound - 1)"
    }
    let window = "\(span("row", trace.window.rows)), \(span("column", trace.window.columns))"
    switch trace.operation {
    case .convolution(let convolution):
      let side = convolution.kernel
      let outside = trace.parts.first?.inputs.count { $0 == nil } ?? 0
      return "\(side)×\(side) convolution of \(source), \(window)"
        + (outside > 0 ? ", \(outside) of \(side * side) in the padding" : "")
    case .maxPooling: return "the largest of \(source), \(window)"
    case .globalAveragePooling: return "the mean of \(source)'s map"
    case .softmax: return "e^(logit - the largest), over the sum of all classes"
    case .sigmoid: return "e^(logit - the larger), over the sum of both; the other's logit is 0"
    case .concatenation:
      return "passed on from \(layerName(trace.parts.first?.source?.layer)), one of its two halves"
    case .addition: return "the sum of \(read.joined(separator: " and "))"
    case nil: return "a pixel as the network is given it"
    }
  }

  /// The way from the parts to the value, a number a line.
  public func sums(of trace: ValueTrace) -> [(label: String, amount: Double)] {
    let count = trace.parts.count
    var sums: [(String, Double)]
    switch trace.operation {
    case .convolution(let convolution):
      sums = [
        (count == 1 ? "its channel" : "all \(count) channels", trace.sum - (trace.bias ?? 0)),
        ("bias", trace.bias ?? 0), ("sum", trace.sum),
      ]
      if convolution.relu { sums.append(("after ReLU", max(0, trace.sum))) }
    case .maxPooling: sums = [("largest of \(count)", trace.sum)]
    case .globalAveragePooling: sums = [("mean of \(count)", trace.sum)]
    case .softmax, .sigmoid:
      let own = trace.parts.first { $0.channel == trace.place.channel }?.amount ?? .nan
      sums = [
        ("its e^(logit - the largest)", own), ("sum over \(count) classes", trace.sum),
        ("quotient", own / trace.sum),
      ]
    case .concatenation: sums = [("passed on", trace.sum)]
    case .addition: sums = [("sum", trace.sum)]
    case nil:
      guard let preprocessing = weights?.preprocessing else { return [] }
      return trace.parts.map {
        let level = preprocessing.level(ofPrepared: Float($0.amount), channel: $0.channel)
        return ("\(name(of: $0, in: trace)) of 0 to 255", Double(level))
      }
    }
    if trace.isOff { sums.append(("switched off", 0)) }
    return sums + [("rounding", trace.rounding), ("value", Double(trace.value))]
  }
}
