import Analysis
import Inference
import SqueezeNet
import TerminalUI

/// Commands of the view of one class.
extension CommandTable {
  static let whyCommands: CommandGroup = CommandGroup(
    "Why this class", in: [.view(.why)],
    [
      Command(
        "search-class", ["/"], "choose any of the classes by its name", hint: "class",
        change: { $0.openPicker(.classes($0)) }),
      Command(
        "search-rival", in: [.classes], [.tab],
        "search a class to compare with, or the class to explain", hint: "against",
        change: { $0.turnClassList() }),
      Command(
        "class-right", [.right, "l"], "the next class of the ranking", hint: "next class",
        change: { $0.moveClass(by: 1) }),
      Command(
        "class-left", [.left, "h"], "the class before it", change: { $0.moveClass(by: -1) }),
      Command(
        "with-class", ["w"],
        "rather than which class: the next-strongest, ... none; / Tab: any",
        hint: "against", change: { $0.turnRival() }),
      Command(
        "reverse-classes", ["O"],
        "the other way round: the rival rather than the class",
        hintIn: { $0.shownRival.map { _ in "other way round" } }
      ) { state, _ in state.swapClasses() },
      Command(
        "strongest-class", ["*"], "the strongest class again, whatever the photo",
        change: { $0.chooseStrongestClass() }),
    ]
      + Motion.commands(
        "contribution",
        [
          .up: "channel above", .down: "channel below", .pageUp: "page up",
          .pageDown: "page down", .first: "the channel that adds most",
          .last: "the channel that takes most away",
        ]
      ) { $0.moveContribution($1) } + [
        Command(
          "open-contribution", [.enter], "the channel's map alone; Esc leads back", hint: "its map",
          change: { $0.showContribution() }),
        Command(
          "blend-class", ["b"], "the map over the photo, the map alone, the photo alone",
          hint: "picture", change: { $0.changePicture() }),
        Command(
          "picture-relu", ["m"], "the map before conv10's ReLU: what speaks against the class, too",
          change: { $0.toggleReLU() }),
      ])
}

extension State {
  /// The right class of a mistake, the strongest others, and none again.
  fileprivate mutating func turnRival() {
    guard let evidence = why.evidence, let shown = shownClass else {
      return say("the classes come with the end of the pass: Space")
    }
    let rivals = ([why.truth].compactMap(\.self) + evidence.ranking.prefix(Pass.topCount + 2))
      .filter { $0 != shown }
    let first = rivals.prefix(Pass.topCount).reduce(into: [Int]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    compare(with: (first.map(Optional.some) + [nil]).turn(from: shownRival))
  }

  /// Explains the class rather than a rival.
  mutating func compare(with rival: Int?) {
    why.rival = rival
    why.place = 0
    guard let rival = shownRival, let shown = shownClass else {
      return say("the class alone, against none")
    }
    say("\(network.classes[shown]) rather than \(network.classes[rival])")
  }

  fileprivate mutating func swapClasses() -> [Effect] {
    guard let rival = shownRival, let shown = shownClass else {
      return refuse("there is no class to compare with: w chooses one")
    }
    why.chosen = rival
    compare(with: shown)
    return []
  }

  /// What is typed stays.
  fileprivate mutating func turnClassList() {
    guard let picker else { return }
    var other = Picker(.classes(self, isRival: picker.list.title == "Classes"), entries: [])
    other.editor = picker.editor
    overlay = .picker(other)
    filterPicker()
  }

  fileprivate mutating func chooseStrongestClass() {
    why.chosen = nil
    why.place = 0
    say("the strongest class, whatever the photo")
  }

  fileprivate mutating func moveContribution(_ motion: Motion) {
    let count = explanation?.contributions.count ?? why.place + 1
    why.place += motion.offset(lines: whyLayout.list, count: count)
  }

  /// Along the ranking of the classes; from the strongest one can't go up.
  fileprivate mutating func moveClass(by offset: Int) {
    guard let evidence = why.evidence, let shown = shownClass,
      let place = evidence.ranking.firstIndex(of: shown)
    else { return say("the classes come with the end of the pass: Space") }
    guard evidence.ranking.indices.contains(place + offset) else {
      return say(offset < 0 ? "this is the strongest class" : "this is the weakest class")
    }
    why.chosen = evidence.ranking[place + offset]
    why.place = 0
  }

  mutating func changePicture() {
    let all: [WhyState.Picture] = drawsHalfBlocks ? [.overlay, .map, .photo] : [.map, .photo]
    why.picture = all.turn(from: shownPicture)
    switch why.picture {
    case .overlay: say("the map over the photo")
    case .map: say("the map alone")
    case .photo: say("the photo as the network sees it")
    }
  }

  /// Characters can't show two pictures in one.
  var shownPicture: WhyState.Picture {
    why.picture == .overlay && !drawsHalfBlocks ? .map : why.picture
  }

  fileprivate mutating func toggleReLU() {
    guard network.paddingConvention.conv10HasReLU else {
      return say("conv10 has no ReLU in this geometry: the map is all there is")
    }
    why.isBeforeReLU.toggle()
    say(why.isBeforeReLU ? "before conv10's ReLU: below 0 speaks against" : "after conv10's ReLU")
  }

  /// The marked channel as a map; Esc leads back here.
  mutating func showContribution() {
    guard let channels = shownExplanation?.channelsByContribution,
      channels.indices.contains(why.place),
      let layer = ClassExplanation.layers(of: network).first.flatMap({ network.layer(at: $0) })
    else { return }
    show(layer: layer, channel: channels[why.place], view: nil)
    map.rank = nil
    show(.singleMap)
  }

  mutating func keepWhyInRange() {
    let read = ClassExplanation.layers(of: network).first.flatMap { network.layer(at: $0) }
    let count = read?.outputShape.channels ?? 1
    why.place = max(0, min(why.place, count - 1))
    why.scroll = explanation == nil ? why.scroll : firstPart
  }
}

/// The evidence that the classes are explained from.
extension State {
  /// Asks for it where it is shown and not here.
  mutating func fetchEvidence() -> [Effect] {
    guard view == .why || showsContributions, loadedImage != nil, pass.isComplete,
      model.weights != nil,
      why.evidence == nil, !why.asked.isWaiting
    else { return [] }
    let layers = ClassExplanation.layers(of: network)
    let generation = why.asked.ask(for: layers, number: pass.generation)
    return [.session(.fetchActivations(layers: layers, generation: generation))]
  }

  mutating func receiveEvidence(_ outputs: [Int?: Activation], _ generation: Int) {
    guard why.asked.isWaiting, pass.isComplete, let weights = model.weights,
      let evidence = ClassEvidence(network: network, weights: weights, outputs: outputs)
    else { return }
    why.asked.receive(evidence, number: generation)
  }
}
