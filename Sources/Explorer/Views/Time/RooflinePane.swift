import Analysis
import Inference
import SqueezeNet
import TerminalUI
import TextFormats

/// The rates that the layers reach, beside those that arithmetic and memory allow at their
/// intensity.
enum RooflinePane {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let roof = state.roofline else {
      if state.time.machine == nil {
        MachineAbsent.draw(state, in: rect.inset(top: 1), theme, on: &canvas)
      } else {
        let text = "there was no memory to measure its bandwidth with"
        canvas.write(text, in: rect.row(1), style: theme.label)
      }
      return
    }
    let facts = facts(roof, state, width: rect.width)
    let shown = facts.prefix(max(1, rect.height - 4))
    canvas.write(shown, in: rect, theme, heading: theme.title)
    let chart = rect.inset(top: shown.count)
    RooflineChart(roof, state)?.draw(in: chart, theme, on: &canvas)
  }

  /// The machine, then the selected layer.
  private static func facts(_ roof: Roofline, _ state: State, width: Int) -> [String] {
    func fitting(_ choices: String...) -> String {
      choices.first { $0.count <= width } ?? choices.last ?? ""
    }
    let peak = "peak \(Numbers.fixed(roof.peak, 1)) GMAC/s"
    let memory = "memory \(Numbers.fixed(roof.bandwidth, 1)) GB/s"
    let ridge = "they meet at \(Numbers.fixed(roof.ridge, 1)) MAC/B"
    var lines = [fitting("\(peak)  \(memory)  \(ridge)", "\(peak)  \(memory)", peak)]
    let row = state.table.selection
    let range = state.network.layers(of: row)
    let layers = range.compactMap { state.network.layer(at: $0) }
    let name = state.network.fullName(of: row)
    let macs = layers.reduce(0) { $0 + $1.macs }
    let bytes = layers.reduce(0) { $0 + $1.minimumBytes }
    guard macs > 0, bytes > 0 else { return lines + ["\(name): no multiply-accumulates"] }
    let intensity = Double(macs) / Double(bytes)
    let bound = roof.bound(intensity: intensity)
    let limit = roof.limit(intensity: intensity)
    let place = "\(name): \(TimeNumbers.intensity(intensity)) MAC/B"
    let allowed = "\(limit.rawValue) allows \(TimeNumbers.rate(bound)) GMAC/s"
    guard let time = state.timing(of: range)?.median, time > 0 else {
      return lines + [fitting("\(place), \(allowed)", place)]
    }
    let rate = Double(macs) / time
    let share = "\(TimeNumbers.rate(rate)) reached, \(Numbers.percent(rate / bound))"
    lines.append(
      fitting(
        "\(place), \(allowed), \(share)", "\(place), \(share)",
        "\(name): \(Numbers.percent(rate / bound)) of the roof",
        "\(Numbers.percent(rate / bound)) of the roof"))
    if rate > bound { lines.append("above the roof: \(reason(limit, layers))") }
    return lines
  }

  static func reason(_ limit: Roofline.Limit, _ layers: [Layer]) -> String {
    let isWinograd = layers.contains {
      $0.algorithm == .winograd4 || $0.algorithm == .winogradPhases
    }
    switch limit {
    case .memory: return "its data came from a cache"
    case .arithmetic:
      if isWinograd { return "Winograd multiplies less" }
      let hasPadding = layers.contains { $0.convolution?.padding.isEmpty == false }
      return hasPadding
        ? "its padding is counted, not computed" : "the peak was measured at another time"
    }
  }
}
