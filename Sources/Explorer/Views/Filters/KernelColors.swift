import Heatmaps
import SqueezeNet
import TerminalUI
import TextFormats

/// A kernel that reads red, green and blue, as a picture: grey is a weight of zero, and the more of
/// a colour there is, the more that colour counts for the channel.
struct KernelColors {
  private let red: FeatureMap
  private let green: FeatureMap
  private let blue: FeatureMap
  private let reach: Float

  /// - Parameters:
  ///   - planes: Three, in the network's channel order.
  ///   - reach: The magnitude that black and white stand for, unless each kernel has its own.
  init?(_ planes: [FeatureMap], _ state: State, reach: Float) {
    guard planes.count == 3, let colors = state.inputColors else { return nil }
    (red, green, blue) = (planes[colors.red], planes[colors.green], planes[colors.blue])
    self.reach =
      state.filters.ownColors
      ? planes.reduce(0) { max($0, $1.maximum, -$1.minimum) } : reach
  }

  static func name(ofPlane plane: Int, _ state: State) -> String {
    state.model.weights?.preprocessing.colour(ofPlane: plane) ?? "\(plane)"
  }

  /// In the top left of a rectangle, two samples a cell.
  /// - Parameter samples: Along each side.
  func draw(samples: Int, _ theme: Theme, on canvas: inout Canvas, in rect: Rect) {
    Heatmap.drawHalfBlocks(width: samples, height: samples, on: &canvas, in: rect) {
      Color(
        rgb($1 * red.height / samples, $0 * red.width / samples), direct: theme.colors == .direct)
    }
  }

  private func rgb(_ row: Int, _ column: Int) -> RGB {
    func level(_ map: FeatureMap) -> UInt8 {
      KernelTone.level(map.value(row: row, column: column) ?? 0, reach: reach)
    }
    return RGB(red: level(red), green: level(green), blue: level(blue))
  }

  /// `-0.31 ▀▀▀ 0 ▀▀▀ 0.31`: black over grey to white.
  /// - Parameter reach: nil where each picture has its own.
  static func drawLegend(_ reach: Float?, _ theme: Theme, on canvas: inout Canvas, in rect: Rect) {
    let low = reach.map { Numbers.value(-Double($0)) } ?? "-"
    let high = reach.map { Numbers.value(Double($0)) } ?? "+"
    let room = rect.width - low.count - high.count - 2
    canvas.write(low, in: rect)
    for column in 0..<max(0, room) {
      let share = room > 1 ? Float(column) / Float(room - 1) : 0.5
      let grey = KernelTone.level(2 * share - 1, reach: 1)
      let color = Color(
        RGB(red: grey, green: grey, blue: grey), direct: theme.colors == .direct)
      let x = rect.x + low.count + 1 + column
      guard rect.contains(x: x, y: rect.y) else { continue }
      canvas[x, rect.y] = Cell("▀", Style(foreground: color, background: color))
    }
    canvas.write(high, atEndOf: rect)
  }
}
