import Analysis
import Exports
import Inference
import Reports
import TerminalUI

extension View {
  public static let time: View = View(
    "time", letter: "t", title: "time",
    summary: "where the time goes, and what the machine could do",
    introductions: (
      "t times pass after pass, H the hardware, Tab shows more",
      "t: live, Tab: more"
    ),
    heading: "Time", exports: [.profile],
    commandWords: { ["profile"] + $0.photoWords + ["--runs", "\($0.measurementRuns)"] },
    commands: { [CommandTable.timeCommands] },
    draw: TimeView.draw(_:in:_:on:))
}

extension ExportKind {
  static let profile = ExportKind(
    name: "profile", letter: "p", help: "times and figures of every layer as .csv, .json, .txt",
    title: { _ in "profile: times, figures of every layer" },
    problem: {
      let isWhole = $0.whatIf.ablation.isEmpty
      return $0.photoProblem ?? (isWhole ? $0.passProblem : "of the whole network: z in what if")
    },
    content: { .numbers([NamePart.model($0.network), "profile"]) { try Profile($0) } })
}

/// The times of layers and passes: one section where there is little room, all of them where there
/// is more.
enum TimeView {
  static func draw(_ state: State, in rect: Rect, _ theme: Theme, on canvas: inout Canvas) {
    drawTabs(state, in: rect.row(0), theme, on: &canvas)
    guard state.whatIf.ablation.isEmpty else {
      let text = "times are of the whole network, and a part of it is off: W, z switches it on"
      return canvas.write(wrapped: text, in: Placeholder.body(of: rect), style: theme.label)
    }
    let panes = panes(state.time.section, in: rect)
    for pane in panes {
      if panes.count > 1 { drawTitle(pane, state, theme, on: &canvas) }
      draw(pane, state, theme, on: &canvas)
    }
  }

  struct Pane: Sendable {
    let section: TimeState.Section
    /// Without its title.
    let rect: Rect
  }

  /// Returns the panes and their places. Below the line of tabs; several have a title above each.
  static func panes(_ section: TimeState.Section, in rect: Rect) -> [Pane] {
    let body = rect.inset(left: 1, top: 1, right: 1)
    guard rect.width >= 150, rect.height >= 44 else { return [Pane(section: section, rect: body)] }
    let left = Rect(x: body.x, y: body.y, width: body.width * 9 / 20, height: body.height)
    let right = body.inset(left: left.width + 3)
    // Kinds, passes and threads take what they need; the picture takes the rest.
    var panes = [Pane(section: .layers, rect: left.inset(top: 1))]
    var top = right.y
    for (section, lines) in [
      (TimeState.Section.kinds, 12), (.passes, 8), (.threads, 9),
      (.roofline, right.bottom - top - 12 - 8 - 9 - 4),
    ] {
      panes.append(
        Pane(
          section: section,
          rect: Rect(x: right.x, y: top + 1, width: right.width, height: lines - 1)))
      top += lines + 1
    }
    return panes
  }

  private static func draw(
    _ pane: Pane, _ state: State, _ theme: Theme, on canvas: inout Canvas
  ) {
    let rect = pane.rect
    switch pane.section {
    case .layers: TimeLayersPane.draw(state, in: rect, theme, on: &canvas)
    case .kinds: TimeKindsPane.draw(state, in: rect, theme, on: &canvas)
    case .passes: TimePassesPane.draw(state, in: rect, theme, on: &canvas)
    case .threads: TimeThreadsPane.draw(state, in: rect, theme, on: &canvas)
    case .roofline: RooflinePane.draw(state, in: rect, theme, on: &canvas)
    }
  }

  private static func drawTabs(
    _ state: State, in line: Rect, _ theme: Theme, on canvas: inout Canvas
  ) {
    var x = line.x + 1
    for section in TimeState.Section.allCases {
      let isShown = section == state.time.section
      let text = isShown ? "[\(section.rawValue)]" : section.rawValue
      x =
        canvas.write(text, in: line, x: x, style: isShown ? theme.title : theme.label)
        + (line.width >= 60 ? 2 : 1)
    }
    let room = line.right - 1 - x
    guard let note = notes(state).first(where: { $0.count <= room }) else { return }
    canvas.write(
      note, in: line, x: line.right - 1 - note.count,
      style: state.isLive ? theme.running : theme.label)
  }

  /// Returns the passes that the times are of, in words.
  private static func notes(_ state: State) -> [String] {
    let window = state.time.window
    guard let runs = window.total?.runs else {
      return state.pass.isComplete ? ["one pass only; t repeats it", "one pass only"] : []
    }
    let mark = state.isLive ? "live, " : ""
    guard window.count > runs else {
      let passes = runs == 1 ? "1 pass" : "\(runs) passes"
      return ["\(mark)of \(passes)", passes]
    }
    return ["\(mark)the latest \(runs) of \(window.count) passes", "\(window.count) passes"]
  }

  private static func drawTitle(
    _ pane: Pane, _ state: State, _ theme: Theme, on canvas: inout Canvas
  ) {
    let line = Rect(x: pane.rect.x, y: pane.rect.y - 1, width: pane.rect.width, height: 1)
    let text =
      switch pane.section {
      case .layers: "Layers and blocks"
      case .kinds: "Kinds of layers"
      case .passes: "Passes"
      case .threads: "Threads"
      case .roofline: "Roofline"
      }
    canvas.write(text, in: line, style: theme.title)
  }
}
