import Analysis
import Exports
import Heatmaps
import Inference
import Reports
import SqueezeNet
import TerminalUI

extension View {
  public static let effects: View = View(
    "effects", letter: "e", title: "what matters",
    summary: "a square over the whole photo, each channel off",
    introductions: (
      "* the strongest, Enter tries it, Tab: channels of a layer",
      "* strongest, Tab"
    ),
    heading: "What matters", exports: [.sensitivity, .sensitivityMap],
    commandWords: { $0.sensitivityWords },
    commands: { [CommandTable.effectsCommands] },
    fetch: { $0.fetchEffects() },
    draw: EffectsView.draw(_:in:_:on:))
}

extension ExportKind {
  static let sensitivity = ExportKind(
    name: "sensitivity", letter: "n", help: "what each place takes as .csv, .json, .txt",
    title: { "numbers: what matters for \($0.network.classes[$0.occludedClass ?? 0])" },
    problem: { $0.sensitivityProblem },
    content: { state in
      state.occludedClass.map { index in
        .numbers(NamePart.ofClass(index, state.network) + ["sensitivity"], isOfPass: true) {
          try SensitivityReport($0, class: index)
        }
      }
    })

  static let sensitivityMap = ExportKind(
    name: "sensitivity-map", letter: "f", help: "what each place takes, over the photo as .png",
    title: { "map over the photo: what matters for \($0.network.classes[$0.occludedClass ?? 0])" },
    problem: { $0.sensitivityProblem },
    content: { state in
      state.occludedClass.map {
        .sensitivity($0, state.map.colormap, ofLogits: state.effects.showsLogits)
      }
    })
}

extension State {
  fileprivate var sensitivityProblem: String? {
    passProblem ?? (occlusionEffects?.isComplete == true ? nil : "not measured")
  }
}

/// What matters for the answer: at the left the map of what each place of the photo does, or that of
/// the marked channel; at the right what takes most, in words and ranked.
enum EffectsView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    let isOfPlaces = state.effects.section == .places
    let shown = isOfPlaces ? state.occludedClass : state.shownClass
    let name = shown.map { state.network.classes[$0] } ?? "the answer"
    let what = isOfPlaces ? "places" : "channels of \(state.selectedLayer?.name ?? "")"
    Title.draw(
      ["What matters for \(name): \(what)", "\(name): \(what)", what],
      isOfPlaces ? placesNotes(state) : channelsNotes(state), in: rect.row(0), theme, on: &canvas)
    guard let image = state.loadedImage, state.pass.isComplete else {
      return Placeholder.draw(
        state, answer: "what matters comes", in: Placeholder.body(of: rect), theme, on: &canvas)
    }
    let places = WhyView.Places(state.whyLayout, in: rect)
    let panel = Rect(
      x: places.panel.x, y: places.panel.y, width: max(0, min(places.panel.width, 64)),
      height: places.panel.height)
    if isOfPlaces {
      let image = state.seen(image, state.measuredAblation.occlusion)
      drawPlaces(state, image, places, theme, on: &canvas)
      PlacesPanel.draw(state, in: panel, theme, on: &canvas)
    } else {
      drawMap(
        state.selectedLayer.flatMap(UnitPlace.init), state.featureMap, state.seen(image), state,
        places, theme, on: &canvas)
      ChannelsPanel.draw(state, in: panel, theme, on: &canvas)
    }
  }

  private static func placesNotes(_ state: State) -> [String] {
    let grid = state.occlusionGrid
    let count = state.occlusionEffects?.covered.count ?? 0
    let side = "\(grid.side)×\(grid.side) px"
    guard !state.effects.asked.isWaiting else {
      return ["\(side): \(count) of \(grid.count), Esc stops", "\(count) of \(grid.count)"]
    }
    guard count == grid.count else {
      return ["\(count) of \(grid.count) places: t measures", "\(count) of \(grid.count)"]
    }
    let measured = state.measuredAblation
    guard measured == state.whatIf.ablation else {
      let mark = measured.mark ?? "nothing off or covered"
      return ["measured with \(mark): t anew", "measured with \(mark)", mark, "t anew"]
    }
    return ["\(side) square, \(count) places", side, ""]
  }

  private static func channelsNotes(_ state: State) -> [String] {
    guard let progress = state.ablationLosses.progress else {
      return state.channelLosses == nil
        ? [""] : ["the logit's loss without each", "logit lost", ""]
    }
    let done = "\(progress.done) of \(progress.of)"
    return ["\(done), Esc stops", done]
  }

  private static func drawPlaces(
    _ state: State, _ image: LoadedImage, _ places: WhyView.Places, _ theme: Theme,
    on canvas: inout Canvas
  ) {
    let (grid, size) = (state.occlusionGrid, state.network.size)
    let style = MapStyle(state.map.glyphs, .grey, theme)
    canvas.onPress(places.picture) { state, point in
      if let pixel = PhotoView.pixel(at: point, size, style, in: places.picture) {
        let place = grid.nearest(row: pixel.row, column: pixel.column)
        state.effects.place = place.row * grid.columns.count + place.column
      }
      return []
    }
    let losses = state.placeLosses.map { Float($0) }
    // What is not measured yet is not drawn.
    let values = losses + Array(repeating: losses.first ?? 0, count: grid.count - losses.count)
    let map = FeatureMap(height: grid.rows.count, width: grid.columns.count, values: values)
    drawMap(
      MeasuredPlaces(grid: grid, count: losses.count), losses.isEmpty ? nil : map, image, state,
      places, theme, on: &canvas)
    guard !losses.isEmpty || state.effects.place != nil else { return }
    let (rows, columns) = grid[state.markedPlace].covered(of: size)
    PhotoFrame(rows: rows, columns: columns, size: size).draw(
      style, in: places.picture, theme, on: &canvas)
  }

  /// A map over the photo, or the photo where there is none.
  private static func drawMap(
    _ place: (any MapPlace)?, _ map: FeatureMap?, _ image: LoadedImage, _ state: State,
    _ places: WhyView.Places, _ theme: Theme, on canvas: inout Canvas
  ) {
    guard let map, state.shownPicture != .photo else {
      return PhotoView.drawPixels(
        image, size: state.network.size, glyphs: state.map.glyphs, theme, in: places.picture,
        on: &canvas)
    }
    WhyView.drawMap(map, at: place, on: image, state, places, theme, on: &canvas)
  }
}

/// The places of a grid that are measured already.
private struct MeasuredPlaces: MapPlace {
  let grid: OcclusionGrid
  let count: Int

  func unit(row: Int, column: Int) -> (row: Int, column: Int)? {
    let place = grid.nearest(row: row, column: column)
    return place.row * grid.columns.count + place.column < count ? place : nil
  }
}
