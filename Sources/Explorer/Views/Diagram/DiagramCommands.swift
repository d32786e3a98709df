import SqueezeNet
import TerminalUI

/// Walking through the network's graph.
extension CommandTable {
  static let diagramCommands: CommandGroup = CommandGroup(
    "Blocks", in: [.view(.blocks)],
    Motion.commands(
      "box",
      [
        .up: "box before", .down: "box after", .left: "box at the left: the other expand",
        .right: "box at the right", .pageUp: "block before", .pageDown: "block after",
        .first: "first box", .last: "last box",
      ]
    ) { $0.moveBox($1) } + [
      Command(
        "open-box", [.enter], "into the block; from a box its map alone", hint: "map",
        change: { $0.openBox() })
    ])
}

extension Network {
  /// Layers that stand beside each other in the diagram, from the image to the answer.
  fileprivate var levels: [[Int]] {
    stages.flatMap { stage -> [[Int]] in
      guard let fire = layer(at: stage.lowerBound)?.fire.flatMap({ fire($0.number) }) else {
        return [[stage.lowerBound]]
      }
      let middle = [fire.expand1x1, fire.expand3x3] + [fire.bypass1x1].compactMap(\.self)
      return [[fire.squeeze], middle, [fire.concatenation]].map { $0.map(\.index) }
        + [fire.sum].compactMap { $0.map { [$0.index] } }
    }
  }
}

extension State {
  fileprivate mutating func moveBox(_ motion: Motion) {
    let stages = network.stages
    let stage = selectedStage
    guard let place = stages.firstIndex(of: stage), case let levels = network.levels else { return }
    // A whole block: into it, or away from it.
    guard case .layer(let box) = table.selection,
      let level = levels.firstIndex(where: { $0.contains(box) })
    else {
      let up = motion == .up && stage.lowerBound > 0
      return move(motion, stages, place) { up ? stage.lowerBound - 1 : stage.lowerBound }
    }
    let beside = levels[level]
    let offset = motion == .left ? -1 : motion == .right ? 1 : 0
    let next = max(0, min(level + (motion == .up ? -1 : motion == .down ? 1 : 0), levels.count - 1))
    move(motion, stages, place) {
      guard offset != 0, let here = beside.firstIndex(of: box) else {
        return next == level ? box : levels[next].first ?? box
      }
      return beside[max(0, min(here + offset, beside.count - 1))]
    }
  }

  /// Moves by whole stages, or to a box.
  private mutating func move(
    _ motion: Motion, _ stages: [Range<Int>], _ place: Int, box: () -> Int
  ) {
    switch motion {
    case .first: selectBox(0)
    case .last: selectBox(network.layers.count - 1)
    case .pageUp, .pageDown:
      let target = max(0, min(place + (motion == .pageUp ? -1 : 1), stages.count - 1))
      selectBox(stages[target].lowerBound)
    default: selectBox(box())
    }
  }

  mutating func selectBox(_ layer: Int) {
    stopFollowing()
    if let fire = network.layer(at: layer)?.fire { table.unfolded.insert(fire.number) }
    table.selection = .layer(layer)
  }

  /// A press of the mouse chooses a box, a second one opens it.
  mutating func pointAtBox(_ layer: Int) {
    if table.selection == .layer(layer) { openBox() } else { selectBox(layer) }
  }

  /// Shows the map that stands in the selected box alone; of a block goes to its first box.
  fileprivate mutating func openBox() {
    guard case .layer(let layer) = table.selection else {
      return selectBox(selectedStage.lowerBound)
    }
    if let strongest = strongestMap(layer) { choose(channel: strongest.channel) }
    show(.singleMap)
  }
}
