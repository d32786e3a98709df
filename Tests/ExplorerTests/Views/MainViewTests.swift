import Heatmaps
import Inference
import SqueezeNet
import TestSupport
import Testing
import TextFormats

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI

/// States that a person can be in, at random, on terminals of any size.
private func randomState(_ generator: inout SplitMix) throws -> State {
  func pick(_ limit: Int) -> Int { Int(generator.next() % UInt64(max(1, limit))) }
  let colors: [TerminalDescription.Colors] = [.none, .eight, .sixteen, .many, .direct]
  let sizes = [(80, 24), (40, 12), (200, 60), (1, 1), (0, 0), (pick(240), pick(80))]
  let size = sizes[pick(sizes.count)]
  let terminal = TerminalDescription(
    width: size.0, height: size.1, colors: colors[pick(5)], unicode: pick(2) == 0)
  let network = try Network(
    architecture: pick(2) == 0 ? .v10 : .v11,
    paddingConvention: PaddingConvention.named[pick(4)],
    size: pick(4) == 0 ? InputSize(height: 60 + pick(20), width: 90) : nil)
  let names = ["a.jpg", "длинное имя файла с пробелами.jpg", "写真.png", "x/\u{7}\u{1B}[2J.jpg"]
  var state = try SampleState.opening(
    terminal: terminal, trained: pick(2) == 0, network: network,
    images: Array(names.shuffled(using: &generator).prefix(pick(5))),
    weights: pick(3) == 0 ? nil : try SampleState.weights(network.architecture))
  let frontier = [0, network.layers.count, pick(network.layers.count)][pick(3)]
  if state.currentImage != nil { state = SampleState.pass(state, to: frontier) }
  if pick(3) == 0, frontier < network.layers.count {
    state.pass.running = frontier
    state.pass.target = network.layers.count
    state.slowMotion = pick(2) * 250
  }
  state.table.unfolded = Set((2...9).filter { _ in pick(2) == 0 })
  state = SampleState.select(network.layers[pick(network.layers.count)].name, in: state)
  state.table.scroll = pick(60) - 5
  state.map.channel = pick(2000) - 3
  state.map.reduction = Reduction.allCases[pick(3)]
  state.map.glyphs = pick(2) == 0 ? .ascii : .blocks
  state.map.colormap = Colormap.allCases[pick(4)]
  if pick(4) == 0, !state.images.isEmpty {
    state.images[0].status = [.pending, .loading, .failed("no: 写真 — \u{1B}[0m")][pick(3)]
  }
  if pick(3) == 0 { state.measurement = SampleState.measurement(network) }
  if pick(5) == 0 { state.measuring = (pick(20), [nil, 20][pick(2)]) }
  state.time.section = TimeState.Section.allCases[pick(5)]
  if pick(2) == 0 { state = SampleState.timed(state, passes: pick(300)) }
  if pick(2) == 0 { state.time.machine = SampleState.machine }
  if pick(5) == 0 { state.time.asked = .waiting([], done: pick(22), of: 22) }
  if pick(4) == 0 { state.message = Message(.error, "写真.png — permission denied") }
  state.view = View.allCases[pick(View.allCases.count)]
  state.sheet.order = [.index, .mean, .maximum, .variance, .zeros][pick(5)]
  state.sheet.size = pick(8)
  state.sheet.scroll = pick(40) - 5
  if pick(2) == 0 { state = SampleState.surveyed(state) }
  state.activity.scale = pick(2) == 0 ? .linear : .logarithmic
  state.activity.showsChannel = pick(2) == 0
  state.onPhoto.laysMapOver = pick(2) == 0
  state.onPhoto.showsPatches = pick(2) == 0
  state.compare.picture = CompareState.Picture.allCases[pick(4)]
  state.filters.place = pick(600) - 5
  state.filters.scroll = pick(90) - 5
  state.filters.enlargement = pick(20) - 10
  state.filters.order = pick(2) == 0 ? .number : .strength
  state.filters.pictureOrder = pick(2) == 0 ? .number : .strength
  state.filters.ends = KernelChoice.Ends.allCases[pick(3)]
  state.filters.showsPlanes = pick(2) == 0
  state.filters.ownColors = pick(2) == 0
  state.singleMap.zoom = [nil, 1, 4, 8, 32][pick(5)]
  (state.singleMap.row, state.singleMap.column) = (pick(120) - 3, pick(120) - 3)
  (state.singleMap.top, state.singleMap.left) = (pick(60), pick(60))
  if pick(2) == 0, network.architecture == .v10, network.paddingConvention == .caffe,
    network.size == InputSize(227), frontier == network.layers.count
  {
    state.why.asked = .answered([], try SampleState.evidence)
  }
  if pick(2) == 0 {
    var ablation = Ablation()
    for _ in 0..<pick(12) {
      ablation.set(
        [pick(60), pick(400)], of: pick(network.layers.count), off: true, in: network)
    }
    if pick(2) == 0 {
      ablation.occlusion = Occlusion(row: pick(300) - 40, column: pick(300) - 40, side: pick(300))
    }
    state.whatIf.history.record(ablation)
  }
  state.why.chosen = [nil, pick(1200) - 10][pick(2)]
  state.why.place = pick(600) - 5
  state.why.scroll = pick(600) - 5
  state.why.picture = WhyState.Picture.allCases[pick(3)]
  state.why.isBeforeReLU = pick(2) == 0
  state.map.scaling.clip = pick(2) == 0 ? 0 : 5
  state.map.scaling.gamma = pick(2) == 0 ? 1 : 0.5
  state.map.scaling.ends =
    [
      .channel, .layer, .fixed(ValueRange(minimum: -1, maximum: Float(pick(9)))),
    ][pick(3)]
  var editor = LineEditor(String(repeating: "é猫 x", count: pick(40)))
  editor.cursor = pick(editor.text.count + 1)
  switch pick(10) {
  case 0: state.overlay = .help(Help(of: pick(2) == 0 ? nil : .layers, scroll: pick(200) - 20))
  case 1:
    state.openPicker(.layers(state), editor.text, cursor: editor.cursor)
  case 2: state.nameExport(of: .screen, editor.text, cursor: editor.cursor)
  case 3: state.overlay = .confirmOverwrite(state.exportJob(of: .screen, editor.text))
  case 4: state.openPicker(.views(state), selected: pick(12))
  case 5:
    state.openPicker(
      .palette(state), pick(2) == 0 ? "" : editor.text, selected: pick(100))
  case 6:
    state.openPicker(
      .classes(state), pick(2) == 0 ? "" : editor.text, selected: pick(1200))
  case 7: state.openExports()
  default: break
  }
  return state
}

@Test(arguments: 0..<8)
func anyStateFitsAnyTerminal(_ seed: UInt64) throws {
  var generator = SplitMix(seed: seed)
  for _ in 0..<15 {
    let state = try randomState(&generator)
    let canvas = ExplorerView.draw(state)
    #expect(canvas.width == max(0, state.terminal.width))
    #expect(canvas.cells.count == canvas.width * canvas.height)
    // Every cell is shown as it stands, a wide character in two, none of which is missing.
    for (index, cell) in canvas.cells.enumerated() {
      let isWide = index + 1 < canvas.cells.count && canvas.cells[index + 1].isRightHalf
      let shown = String(cell.character).shownCells
      if cell.isRightHalf {
        #expect(index % canvas.width > 0 && canvas.cells[index - 1].character != " ")
      } else if shown.count != 1 || shown[0].columns != (isWide ? 2 : 1) {
        Issue.record("\(cell.character) at \(index)")
      }
    }
    let scalars = canvas.cells.flatMap { Array($0.character.unicodeScalars) }
    if !state.terminal.unicode { #expect(scalars.allSatisfy { (32...126).contains($0.value) }) }
    let limit = state.terminal.colors.rawValue
    for color in canvas.cells.flatMap({ [$0.style.foreground, $0.style.background] }) {
      switch color {
      case .terminal: break
      case .indexed(let index): #expect(limit >= 256 ? index >= 16 : Int(index) < min(limit, 8))
      case .rgb: #expect(state.terminal.colors == .direct)
      }
    }
    if let cursor = canvas.cursor { #expect(canvas.bounds.contains(x: cursor.x, y: cursor.y)) }
  }
}

@Test(arguments: [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60), (300, 100)])
func theSelectionIsAlwaysVisibleAndMarked(_ width: Int, _ height: Int) throws {
  let terminal = TerminalDescription(width: width, height: height, colors: .none, unicode: true)
  var state = try SampleState.opening(terminal: terminal)
  state.table.unfolded = Set(2...9)
  for row in state.rows {
    state.table.selection = row
    let canvas = ExplorerView.draw(state)
    let marked = (0..<height).filter { canvas[4, $0].style.attributes.contains(.reverse) }
    try #require(marked.count == 1, "\(row)")
    #expect(canvas.text[marked[0]].contains(state.network.shortName(of: row)))
  }
}

/// Nothing but what the state says may move: the same places before, during and after a pass.
@Test func headsTotalAndDetailStayWhereTheyAre() throws {
  let states = try ["opening", "half-way", "paused"].map(SampleState.named)
  let screens = states.map { ExplorerView.draw($0).text }
  for screen in screens {
    #expect(screen[1].hasPrefix("   layer        op             output     ms"))
    #expect(screen[18].hasPrefix("   total   1,248,424 par  861.3 M MAC"))
    #expect(screen[17].contains("│ top five") || screen[17].contains("▼ top five"))
    #expect(screen[23].hasSuffix("? keys  q quit"))
  }
}

@Test func wideScreensHaveMoreColumnsAndThePhoto() throws {
  var state = try SampleState.named("measured")
  state.terminal = TerminalDescription(width: 200, height: 60, colors: .many, unicode: true)
  state.map.glyphs = .blocks
  let canvas = ExplorerView.draw(state)
  let heads = canvas.text[1]
  for title in [
    "layer", "op", "output", "parameters", "MACs", "ms med", "share", "GMAC/s", "zeros", "field",
    "bytes", "mean of 128 channels", "photo at 227×227",
  ] { #expect(heads.contains(title)) }
  #expect(canvas.text[0].contains("SqueezeNet v1.0 caffe 227  trained  squeezenet.net"))
  #expect(canvas.text[0].contains("AVX2+FMA"))
  #expect(canvas.text.contains { $0.contains("total") && $0.contains("1,248,424") })
  // The photo's red grows from left to right, its green from top to bottom: corners differ.
  let photo = try #require(heads.range(of: "photo at"))
  let x = heads.distance(from: heads.startIndex, to: photo.lowerBound)
  let corner = Palette.nearest(RGB(red: 3, green: 3, blue: 96))
  #expect(canvas[x, 2].style.foreground == .indexed(corner))
  #expect(canvas[x + 33, 2].style.foreground != .indexed(corner))
  state.terminal.colors = .direct
  let direct = ExplorerView.draw(state)
  #expect(direct.text == canvas.text)
  guard case .rgb(let color) = direct[x, 2].style.foreground else {
    Issue.record("a photo in true colour")
    return
  }
  #expect(color.red < 8 && color.green < 8 && color.blue == 96)
}

@Test(arguments: 40...200)
func hintsAreNeverCut(_ width: Int) throws {
  var state = try SampleState.named("paused")
  state.terminal.width = width
  let line = try #require(ExplorerView.draw(state).text.last)
  #expect(line.hasSuffix("? keys  q quit"))
  let hints = Hint.all(for: state)
  let known = Set((hints.free + hints.fixed).map { "\($0.key) \($0.text)" })
  let shown = line.split(separator: "  ").map { $0.trimmed }
  #expect(shown.allSatisfy { known.contains($0) }, "\(shown)")
}

@Test func everyKeyIsInTheHelp() throws {
  var state = try SampleState.named("help")
  state.overlay = .help(Help(of: nil))
  state.terminal = TerminalDescription(width: 320, height: 160, colors: .many, unicode: true)
  let text = ExplorerView.draw(state).text.joined(separator: "\n")
  for binding in CommandTable.all {
    #expect(text.contains(binding.help), "\(binding.name)")
    #expect(text.contains(binding.keysText), "\(binding.name)")
  }
}

@Test func theHelpScrollsToItsEndAndNoFurther() throws {
  var state = try SampleState.named("help")
  state.overlay = .help(Help(of: nil, scroll: 10_000))
  let text = ExplorerView.draw(state).text
  #expect(text[21].contains("delete up to the end"))
  #expect(text[22].contains("of \(Help(of: nil).lines(width: 78).count)"))
}

/// On the smallest screen, too, every word of every line is there.
@Test func longHelpLinesGoOnInTheNext() throws {
  var state = try SampleState.named("help")
  state.terminal = TerminalDescription(width: 40, height: 12, colors: .many, unicode: true)
  let count = Help(of: nil).lines(width: 38).count
  var shown: Set<String> = []
  for scroll in 0..<count {
    state.overlay = .help(Help(of: nil, scroll: scroll))
    let text = ExplorerView.draw(state).text[1...9]
    shown.formUnion(text.flatMap { $0.split(separator: " ").map(String.init) })
  }
  for binding in CommandTable.all {
    for word in binding.help.split(separator: " ") {
      #expect(shown.contains(String(word)), "\(binding.name): \(word)")
    }
  }
}

@Test func lineEditorsShowTheirCursor() throws {
  var state = try SampleState.named("export")
  state.nameExport(of: .profile, String(repeating: "long", count: 50) + "END")
  var canvas = ExplorerView.draw(state)
  let cursor = try #require(canvas.cursor)
  #expect(cursor.y == 23)
  #expect(canvas[cursor.x - 1, 23].character == "D" && canvas[cursor.x, 23].character == " ")

  state.nameExport(of: .profile, "coffee.csv", cursor: 0)
  canvas = ExplorerView.draw(state)
  let start = try #require(canvas.cursor)
  #expect(canvas[start.x, start.y].character == "c")
  state.overlay = nil
  #expect(ExplorerView.draw(state).cursor == nil)
}

@Test func searchesSayHowManyMatches() throws {
  var state = try SampleState.named("paused")
  state.openPicker(.layers(state), "expand3x3", selected: 1)
  #expect(ExplorerView.draw(state).text[23].hasPrefix(" search: expand3x3  2 of 8  "))
  state.openPicker(.layers(state), "exq")
  #expect(ExplorerView.draw(state).text[23].hasPrefix(" search: exq  none  "))
}

@Test func messagesLeaveTheWayOutInPlace() throws {
  var state = try SampleState.named("paused")
  state.message = Message(.error, "coffee.csv: permission denied")
  let line = ExplorerView.draw(state).text[23]
  #expect(line.hasPrefix(" coffee.csv: permission denied "))
  #expect(line.hasSuffix("? keys  q quit"))
  state.terminal.height = 30
  let high = ExplorerView.draw(state).text
  #expect(high[28] == " coffee.csv: permission denied")
  #expect(high[29].hasPrefix(" n step"))
}

@Test func theHeaderSaysWhatGoesOn() throws {
  var state = try SampleState.named("paused")
  #expect(HeaderView.word(state) == "paused")
  state.pass.target = 39
  #expect(HeaderView.word(state) == "running")
  state.slowMotion = 250
  #expect(HeaderView.word(state) == "slow motion")
  state.measuring = (3, 20)
  #expect(HeaderView.word(state) == "measuring 3 of 20")
  state.measuring = (7, nil)
  #expect(HeaderView.word(state) == "live: pass 7")
  state.measuring = nil
  state.time.asked = .waiting([], done: 3, of: 22)
  #expect(HeaderView.word(state) == "machine 3 of 22")
  state.time.asked.cancel()
  state.images[0].status = .loading
  #expect(HeaderView.word(state) == "loading")
  state = try SampleState.named("opening")
  #expect(HeaderView.word(state) == "ready")
  for damage in ["truncated", "corrupt"] {
    let image = LoadedImage(width: 600, height: 400, damage: damage, pixels: [])
    state.images[0].status = .loaded(image)
    #expect(ExplorerView.draw(state).text[0].contains("coffee.jpg 600×400 \(damage)"))
    _ = state.imageLoaded(0, image)
    #expect(state.message?.text.hasSuffix("coffee.jpg: the file is \(damage)") == true)
  }
}

extension Substring {
  fileprivate var trimmed: String { String(drop(while: { $0 == " " })) }
}
