import Analysis
import Exports
import Heatmaps
import Reports
import SqueezeNet
import TerminalUI
import TextFormats

extension View {
  public static let why: View = View(
    "why", letter: "y", title: "why this class",
    summary: "where a class is seen, and what carries its score",
    introductions: (
      "bright speaks for the class; the list adds up to its score",
      "/ class, w: against"
    ),
    heading: "Why this class", exports: [.classMap, .why],
    commandWords: { $0.whyWords },
    commands: { [CommandTable.whyCommands] },
    keepInRange: { $0.keepWhyInRange() },
    fetch: { $0.fetchEvidence() },
    draw: WhyView.draw(_:in:_:on:))
}

extension ExportKind {
  static let why = ExportKind(
    name: "why", letter: "n", help: "what a class's score is made of as .csv, .json, .txt",
    title: { "numbers: why \($0.exportedClassName)" },
    problem: { $0.passProblem ?? $0.weightsProblem },
    content: { state in
      state.exportedClass.map { index in
        .numbers(
          NamePart.ofClass(index, state.network)
            + (state.shownRival.map { ["against"] + NamePart.ofClass($0, state.network) } ?? [])
            + ["why"],
          layers: ClassExplanation.layers(of: state.network),
          isOfPass: true
        ) { [rival = state.shownRival] in try WhyReport($0, class: index, against: rival) }
      }
    })
}

/// The reasons of a class's score: at the left the places where conv10 sees it on the photo, at the
/// right the parts of the score.
enum WhyView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    guard let explanation = state.shownExplanation, let image = state.loadedImage else {
      let name = state.shownClass.map { state.network.classes[$0] } ?? "why this class"
      return Placeholder.draw(
        state, title: name, answer: "the classes come", in: rect, theme, on: &canvas)
    }
    let places = Places(state.whyLayout, in: rect)
    let index = explanation.classIndex
    let name = state.network.classes[index]
    let percent = Numbers.probability(explanation.probability)
    if let rival = explanation.rival {
      let other = Numbers.probability(rival.probability)
      Title.draw(
        ["\(name) rather than \(state.network.classes[rival.classIndex])"],
        ["probability \(percent) and \(other)", "\(percent), \(other)", ""],
        in: rect.row(0), theme, on: &canvas)
    } else {
      let rank = "rank \(explanation.rank) of \(state.network.classes.count)"
      Title.draw(
        ["\(percent) \(name)"],
        (state.network.classes.hasName(index) ? ["class \(index)  \(rank)"] : [])
          + [rank, "rank \(explanation.rank)", ""],
        in: rect.row(0), theme, on: &canvas)
    }
    drawPicture(explanation, image, state, places, theme, on: &canvas)
    WhyPanel.draw(explanation, state, in: places.panel, theme, on: &canvas)
  }

  /// The places of all parts.
  struct Places {
    let picture: Rect
    let legend: Rect
    let panel: Rect

    init(_ layout: WhyLayout, in rect: Rect) {
      picture = Rect(
        x: rect.x + 1, y: rect.y + 1, width: layout.pictureWidth, height: layout.pictureHeight)
      legend = Rect(
        x: picture.x, y: rect.bottom - 1, width: min(picture.width, 60), height: 1)
      panel = Rect(
        x: picture.right + 2, y: rect.y + 1, width: rect.right - picture.right - 3,
        height: rect.height - 1)
    }
  }

  private static func drawPicture(
    _ explanation: ClassExplanation, _ image: LoadedImage, _ state: State, _ places: Places,
    _ theme: Theme, on canvas: inout Canvas
  ) {
    let size = state.network.size
    guard state.shownPicture != .photo else {
      PhotoView.drawPixels(
        image, size: size, glyphs: state.map.glyphs, theme, in: places.picture, on: &canvas)
      canvas.write("photo", in: places.legend)
      return
    }
    let shown = state.why.isBeforeReLU ? explanation.preActivation : explanation.map
    guard let layer = state.network.conv10,
      let map = FeatureMap(
        height: shown.shape.height, width: shown.shape.width, values: shown.values)
    else { return }
    drawMap(
      map, at: UnitPlace(layer), on: image, isSigned: explanation.rival != nil, state, places,
      theme, on: &canvas)
  }

  /// A map over the photo or alone, as was chosen, and its legend.
  static func drawMap(
    _ map: FeatureMap, at place: (any MapPlace)?, on image: LoadedImage, isSigned: Bool = false,
    _ state: State, _ places: Places, _ theme: Theme, on canvas: inout Canvas
  ) {
    let style = MapStyle(
      state.map.glyphs, state.map.colormap, signed: isSigned || map.minimum < 0, theme)
    let scale = Scale(ValueRange(of: map), style)
    PhotoOverlay(
      image: image, size: state.network.size, map: map, place: place, style: style, scale: scale,
      opacity: state.shownPicture == .overlay ? PhotoOverlay.laidOver : 1
    ).draw(in: places.picture, theme, on: &canvas)
    Heatmap.drawLegend(of: map, scale: scale, style: style, on: &canvas, in: places.legend)
  }
}
