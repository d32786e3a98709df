import Glibc
import Inference
import SqueezeNet
import TerminalUI
import TextFormats

/// The classes of a layer that has one value for each, the strongest first: after the average the
/// logits, after softmax the way from the logit over its exponential to the share of all.
enum ClassBars {
  /// A class in a line. Of softmax with its logit, once that is here.
  struct Line: Sendable, Hashable {
    let index: Int
    let value: Float
    let logit: Float?
    /// exp(logit − largest logit).
    let exponential: Double?
  }

  static func draw(
    _ state: State, _ layer: Layer, in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    let lines = lines(state, layer)
    guard !lines.isEmpty, rect.height > 1 else { return }
    let isShare = layer.operation != .globalAveragePooling
    let columns = columns(width: rect.width, isShare: isShare, hasLogits: lines[0].logit != nil)
    canvas.writeHeads(columns, in: rect.row(0), theme)
    let selected = lines.firstIndex { $0.index == state.map.channel } ?? 0
    let room = rect.height - 1
    let least = Double(lines.map(\.value).min() ?? 0)
    let most = Double(lines.first?.value ?? 0)
    for row in 0..<min(room, lines.count) {
      // The chosen class stands in the last line where it is not among the strongest.
      let place = row == room - 1 && selected > row ? selected : row
      let line = lines[place]
      let isChosen = place == selected
      canvas.writeCells(columns, in: rect.row(row + 1), theme, isSelected: isChosen) { column in
        let text: String
        switch column.kind {
        case .name: text = state.network.classes[line.index]
        case .logit: text = Numbers.fixed(Double(line.logit ?? line.value), 3)
        case .exponential: text = line.exponential.map { exponentialText($0) } ?? ""
        case .share: text = Numbers.probability(line.value)
        case .bar:
          let base = isShare ? 0 : min(0, least)
          let length = (Double(line.value) - base) / max(most - base, .leastNormalMagnitude)
          return (theme.glyphs.bar(length.isFinite ? length : 0, width: column.width), theme.answer)
        }
        return (text, isChosen ? theme.title : .plain)
      }
      canvas.onPress(rect.row(row + 1)) { $0.choose(channel: line.index) }
    }
  }

  /// Of a layer whose values are one for each class.
  static func lines(_ state: State, _ layer: Layer) -> [Line] {
    guard let values = state.selectedActivation?.values,
      values.count == layer.outputShape.channels
    else { return [] }
    let logits = layer.operation == .globalAveragePooling ? nil : state.logits(before: layer)
    let largest = logits?.max()
    return values.enumerated().map { index, value in
      let logit = logits.map { $0[index] }
      let exponential =
        layer.operation == .softmax
        ? logit.flatMap { logit in largest.map { exp(Double(logit) - Double($0)) } } : nil
      return Line(index: index, value: value, logit: logit, exponential: exponential)
    }
    .sorted { $0.value != $1.value ? $0.value > $1.value : $0.index < $1.index }
  }

  private enum Figure: Sendable { case name, logit, exponential, share, bar }

  private static func columns(width: Int, isShare: Bool, hasLogits: Bool) -> [Column<Figure>] {
    let others = width >= 56 ? 38 : width >= 40 ? 27 : width >= 24 ? 16 : 8
    let nameWidth = max(4, min(30, width - others))
    var columns = [Column<Figure>(.name, "class", nameWidth, rank: 0, .words)]
    if !isShare || (hasLogits && width >= 40) {
      columns.append(Column(.logit, "logit", 8, rank: 1))
    }
    if isShare, hasLogits, width >= 56 {
      columns.append(Column(.exponential, "exp(x-max)", 10, rank: 2))
    }
    if isShare { columns.append(Column(.share, "share", 7, rank: 3)) }
    let rest = width - columns.totalWidth() - 1
    return rest >= 3 ? columns + [Column(.bar, "", min(rest, 60), rank: 4, .bar)] : columns
  }

  /// Of the largest logit 1, of others less.
  private static func exponentialText(_ value: Double) -> String {
    value >= 0.0001 ? Numbers.fixed(value, 4) : "<0.0001"
  }
}

extension State {
  /// The logits that a layer of shares reads, once they are here.
  func logits(before layer: Layer) -> [Float]? {
    guard case .layer(let input)? = layer.inputs.first,
      let values = strongestMap(input)?.map.values,
      values.count == layer.outputShape.channels
    else { return nil }
    return values
  }
}

extension Layer {
  /// True where the layer has one value for each class: logits after the average, then shares.
  func isClassVector(in network: Network) -> Bool {
    outputShape.isOnePixel && network.hasClasses(layer: index)
  }
}
