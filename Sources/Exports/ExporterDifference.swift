import Analysis
import Heatmaps
import Pictures
import Reports
import SqueezeNet

extension ExportContent {
  /// The difference of two passes in one map; `against` tells the other pass in a file's name.
  public static func difference(_ choice: MapChoice, against other: String) -> ExportContent {
    .picture(
      ["difference", choice, other],
      name: { NamePart.map(choice, $0) + ["against", NamePart.plain(other)] }, isOfPass: false,
      usualScale: { UsualScale.map(choice.layer, $0) }, size: mapSize(choice.layer),
      draw: { try $0.difference(choice, $1) })
  }
}

/// Pictures of what two passes differ in.
extension Exporter {
  fileprivate func difference(_ choice: MapChoice, _ style: PictureStyle) throws -> Drawing {
    guard let pair = source.pair else { throw ExportError.impossible("the comparison is not here") }
    guard choice.layer != nil, let layer = pair.layer(name(of: choice.layer)), layer.values != nil
    else {
      throw ExportError.impossible(
        pair.areRelated
          ? "\(name(of: choice.layer)) is not in both passes with the same channels"
          : PassPair.unrelated)
    }
    let channels = layer.secondShape.channels
    guard choice.reduction != .channel || (0..<channels).contains(choice.channel) else {
      throw ExportError.impossible("\(layer.name) has \(ChannelList.all(channels))")
    }
    guard layer.secondShape.height > 1 || layer.secondShape.width > 1 else {
      throw ExportError.impossible("\(layer.name) has one value a channel and no map")
    }
    let maps = pair.maps(of: layer, choice.reduction, channel: choice.channel)
    guard let map = maps.difference else {
      throw ExportError.impossible("the difference is not here")
    }
    let isSigned = choice.reduction == .channel
    let scale = ColorScale(
      ValueRange(of: map), colormap: choice.colormap, signed: isSigned, onDark: options.isDark)
    let what = isSigned ? "B - A, channel \(choice.channel) of \(channels)" : "mean |B - A|"
    let title = "\(layer.name), \(what)"
    let cells = layer.alignment.isExact ? "" : ", nearest cells"
    let notes = [
      "\(map.height)x\(map.width)\(map.word.map { ", \($0)" } ?? "")\(cells)",
      "A: \(pair.first.shortTitle)", "B: \(pair.second.shortTitle)",
    ]
    let picture = try Picture.map(map, scale, style: style, title: title, notes: notes)
    return Drawing(picture: picture, title: title, notes: notes)
  }
}
