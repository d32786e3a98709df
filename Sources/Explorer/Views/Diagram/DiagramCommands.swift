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
    let (stages, levels, first) = (network.stages, network.levels, selectedStage.lowerBound)
    guard let place = stages.firstIndex(of: selectedStage) else { return }
    switch motion {
    case .first: return selectBox(0)
    case .last: return selectBox(network.layers.count - 1)
    case .pageUp, .pageDown:
      let target = place + (motion == .pageUp ? -1 : 1)
      return selectBox(stages[max(0, min(target, stages.count - 1))].lowerBound)
    case .up, .down, .left, .right: break
    }
    // A whole block: into it, or away from it.
    guard case .layer(let box) = table.selection,
      let level = levels.firstIndex(where: { $0.contains(box) }),
      let here = levels[level].firstIndex(of: box)
    else { return selectBox(motion == .up ? max(0, first - 1) : first) }
    let offset = motion == .up || motion == .left ? -1 : 1
    if motion == .up || motion == .down {
      let next = level + offset
      return selectBox(levels.indices.contains(next) ? levels[next].first ?? box : box)
    }
    let beside = here + offset
    selectBox(levels[level].indices.contains(beside) ? levels[level][beside] : box)
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
