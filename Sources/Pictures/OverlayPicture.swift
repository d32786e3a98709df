import Heatmaps
import SqueezeNet

extension Picture {
  /// A map laid over the photo, each value on the square of the photo that it stands for.
  ///
  /// The photo is grey below, so that all colour is the map's; where no unit stands it keeps its
  /// own. Also the class map, which is conv10's map of a class.
  ///
  /// - Parameters:
  ///   - opacity: The map's share of the colour, 0 … 1.
  ///   - layer: The layer of the map.
  public static func overlay(
    _ map: FeatureMap, _ scale: ColorScale, of layer: Layer, on photo: Photo,
    opacity: Double = 0.6, style: PictureStyle, title: String, notes: [String] = []
  ) throws(PictureError) -> Picture {
    guard let place = UnitPlace(layer), map.height == layer.outputShape.height,
      map.width == layer.outputShape.width
    else { throw .noPlace(layer: layer.name) }
    return try overlay(
      map, scale, at: place, on: photo, opacity: opacity, style: style, title: title, notes: notes)
  }

  /// The same where each value has a place of its own.
  public static func overlay(
    _ map: FeatureMap, _ scale: ColorScale, at place: any MapPlace, on photo: Photo,
    opacity: Double = 0.6, style: PictureStyle, title: String, notes: [String] = []
  ) throws(PictureError) -> Picture {
    let share = min(max(opacity, 0), 1)
    return try LabelledPicture(style: style, title: title, notes: notes, scale: scale).picture(
      width: try scaled(photo.size.width, style), height: try scaled(photo.size.height, style)
    ) { picture, left, top in
      for row in 0..<photo.size.height {
        for column in 0..<photo.size.width {
          var color = photo.color(row: row, column: column)
          if let unit = place.unit(row: row, column: column),
            let value = map.value(row: unit.row, column: unit.column)
          {
            let luma = photo.luma(row: row, column: column)
            color = RGB(red: luma, green: luma, blue: luma).mixed(
              with: scale.color(value), share: share)
          }
          picture.fill(
            x: left + column * style.scale, y: top + row * style.scale, width: style.scale,
            height: style.scale, color)
        }
      }
    }
  }
}
