import Analysis
import Heatmaps
import SqueezeNet
import TerminalUI
import TextFormats

/// The marked kernel of `FiltersView`, large, and its figures.
enum FilterPanel {
  static func draw(
    _ state: State, _ output: OutputChannel, _ picture: FilterPicture, _ reach: Float,
    in rect: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard !rect.isEmpty, let incoming = state.incoming,
      let side = state.shownConvolution?.kernel
    else { return }
    let facts = picture == .colors ? [] : facts(incoming, state, side)
    let heads = heads(state, output, picture)
    let kept = facts.prefix(max(2, rect.height - heads.count - 8))
    let room = Rect(
      x: rect.x, y: rect.y + heads.count, width: rect.width,
      height: rect.height - heads.count - (picture == .colors ? 7 : kept.count + 1))
    canvas.write(heads, in: rect, theme, style: theme.title)
    let used: Int
    if picture == .colors {
      used = drawColors(state, output, side, reach, in: room, theme, on: &canvas)
      drawPlanes(
        state, incoming, side, reach, in: rect.inset(top: heads.count + used + 1), theme,
        on: &canvas)
    } else {
      used = drawKernel(state, output, side, reach, in: room, theme, on: &canvas)
      canvas.write(kept, in: rect.inset(top: heads.count + used + 1), theme)
    }
  }

  private static func heads(
    _ state: State, _ output: OutputChannel, _ picture: FilterPicture
  ) -> [String] {
    guard picture != .colors else {
      return ["channel \(output.channel), grey is zero"] + FilterWords.codebook(state)
    }
    guard let input = state.markedInput else { return [] }
    let source = FilterWords.source(of: input, state)
    return ["reads \(source)"] + (FilterWords.through(state).map { ["through \($0)"] } ?? [])
  }

  private static func facts(
    _ incoming: IncomingChannels, _ state: State, _ side: Int
  ) -> [String] {
    guard let input = state.markedInput else { return [] }
    let count = incoming.norms.count
    let rank = (incoming.strongest.firstIndex(of: input) ?? 0) + 1
    let zeros = incoming.zeroCounts[input]
    return [
      "norm  \(Numbers.value(incoming.norms[input]))",
      "\(FilterWords.share(incoming.share(input))) of squared weights",
      "rank  \(rank) of \(count)",
      "sum   " + Numbers.signed(incoming.sums[input]),
      "zeros \(zeros) of \(side * side)",
    ] + FilterWords.codebook(state)
  }

  /// - Returns: Lines that were taken.
  private static func drawKernel(
    _ state: State, _ output: OutputChannel, _ side: Int, _ reach: Float, in rect: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) -> Int {
    guard let input = state.markedInput,
      let map = FiltersView.kernel(output.channel, input: input, state)
    else { return 0 }
    let style = FiltersView.style(state, theme)
    let samples = style.samples(in: rect)
    // Of even size: numbers fit into what is a whole line high.
    let largest = min(samples.width, samples.height) / side
    let factor = largest > 2 && style.isHalfBlocks ? largest / 2 * 2 : largest
    guard factor > 0, let fitted = FittedMap(map, samples: (side * factor, side * factor), .mean)
    else { return 0 }
    let scale = FiltersView.scale(of: map, state, reach, style)
    Heatmap.draw(fitted, scale: scale, style: style, on: &canvas, in: rect)
    MapNumbers.draw(fitted, scale: scale, style: style, on: &canvas, in: rect)
    return style.cells(width: fitted.width, height: fitted.height).height
  }

  /// - Returns: Lines that were taken.
  private static func drawColors(
    _ state: State, _ output: OutputChannel, _ side: Int, _ reach: Float, in rect: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) -> Int {
    let planes = (0..<3).compactMap { FiltersView.kernel(output.channel, input: $0, state) }
    let room = min(rect.width, rect.height * 2)
    let samples = room < FittedMap.evenFrom * side ? room : room / side * side
    guard samples >= side, let picture = KernelColors(planes, state, reach: reach) else { return 0 }
    picture.draw(samples: samples, theme, on: &canvas, in: rect)
    return (samples + 1) / 2
  }

  /// The three planes side by side as signed maps, each with its share.
  private static func drawPlanes(
    _ state: State, _ incoming: IncomingChannels, _ side: Int, _ reach: Float, in rect: Rect,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    guard rect.height > 1, let output = state.shownOutput else { return }
    let width = (rect.width - 2) / 3
    let style = FiltersView.style(state, theme)
    guard let colors = state.inputColors else { return }
    for (place, input) in [colors.red, colors.green, colors.blue].enumerated() {
      let tile = Rect(
        x: rect.x + place * (width + 1), y: rect.y, width: width, height: rect.height)
      let name = KernelColors.name(ofPlane: input, state)
      let share = Numbers.percent(incoming.share(input))
      let label = ["\(name) \(share)", "\(name.prefix(1).uppercased()) \(share)"]
      canvas.write(theme.glyphs.fit(label, width), in: tile, style: theme.label)
      guard let map = FiltersView.kernel(output.channel, input: input, state) else { continue }
      let area = tile.inset(top: 1)
      let samples = style.samples(in: area)
      guard min(samples.width, samples.height) >= side,
        let fitted = FittedMap(map, samples: samples, .mean)
      else { continue }
      Heatmap.draw(
        fitted, scale: FiltersView.scale(of: nil, state, reach, style), style: style, on: &canvas,
        in: area)
    }
  }
}
