import Analysis
import Inference
import SqueezeNet

/// The keys of the view of one class.
extension State {
  mutating func whyAction(_ action: Action) {
    let page = whyLayout.list
    switch action {
    case .strongerClass: moveClass(by: -1)
    case .weakerClass: moveClass(by: 1)
    case .strongestClass:
      why.chosen = nil
      say("the strongest class, whatever the photo")
    case .classPicture: changePicture()
    case .beforeReLU: toggleReLU()
    case .partUp: why.place -= 1
    case .partDown: why.place += 1
    case .partPageUp: why.place -= page
    case .partPageDown: why.place += page
    case .firstPart: why.place = 0
    case .lastPart: why.place = .max
    case .showPart: showPart()
    default: break
    }
  }

  /// Along the ranking of the classes; from the strongest one can't go up.
  private mutating func moveClass(by offset: Int) {
    guard let evidence = why.evidence, let shown = shownClass,
      let place = evidence.ranking.firstIndex(of: shown)
    else { return say("the classes come with the end of the pass: Space") }
    guard evidence.ranking.indices.contains(place + offset) else {
      return say(offset < 0 ? "this is the strongest class" : "this is the weakest class")
    }
    why.chosen = evidence.ranking[place + offset]
    why.place = 0
  }

  private mutating func changePicture() {
    let all: [WhyState.Picture] = drawsHalfBlocks ? [.overlay, .map, .photo] : [.map, .photo]
    let place = all.firstIndex(of: shownPicture) ?? 0
    why.picture = all[(place + 1) % all.count]
    switch why.picture {
    case .overlay: say("the map over the photo")
    case .map: say("the map alone")
    case .photo: say("the photo as the network sees it")
    }
  }

  /// Characters can't show two pictures in one.
  public var shownPicture: WhyState.Picture {
    why.picture == .overlay && !drawsHalfBlocks ? .map : why.picture
  }

  private mutating func toggleReLU() {
    guard network.paddingConvention.conv10HasReLU else {
      return say("conv10 has no ReLU in this geometry: the map is all there is")
    }
    why.isBeforeReLU.toggle()
    say(why.isBeforeReLU ? "before conv10's ReLU: below 0 speaks against" : "after conv10's ReLU")
  }

  /// The marked channel as a map; Esc leads back here.
  private mutating func showPart() {
    guard let channels = explanation?.channelsByContribution, channels.indices.contains(why.place),
      let layer = ClassExplanation.layers(of: network).first.flatMap({ network.layer(at: $0) })
    else { return }
    show(layer: layer, channel: channels[why.place], view: nil)
    map.rank = nil
    open(.map)
  }

  mutating func keepWhyInRange() {
    let read = ClassExplanation.layers(of: network).first.flatMap { network.layer(at: $0) }
    let count = read?.outputShape.channels ?? 1
    why.place = max(0, min(why.place, count - 1))
    why.scroll = explanation == nil ? why.scroll : firstPart
  }

  mutating func classPickAction(_ action: Action) {
    if action == .pickClass {
      overlay = .classes(ClassPick(probabilities: why.evidence?.probabilities))
      return
    }
    guard case .classes(var pick) = overlay else { return }
    let page = max(1, terminal.bodyHeight - 3)
    switch action {
    case .classUp: pick.move(by: -1)
    case .classDown: pick.move(by: 1)
    case .classPageUp: pick.move(by: -page)
    case .classPageDown: pick.move(by: page)
    case .abandonClass:
      overlay = nil
      return
    case .acceptClass:
      guard let chosen = pick.selection else {
        return say("no class has “\(pick.editor.text)” in its name: Backspace, or Esc")
      }
      overlay = nil
      why.chosen = chosen
      why.place = 0
      return
    default: break
    }
    overlay = .classes(pick)
  }
}

/// What the classes are explained from.
extension State {
  /// Asks for it where it is shown and not here.
  mutating func fetchEvidence() -> [Effect] {
    guard view == .why || showsContributions, loadedImage != nil, pass.isComplete,
      model.weights != nil,
      why.evidence == nil, !why.asked.isWaiting
    else { return [] }
    let layers = ClassExplanation.layers(of: network)
    why.ask(for: layers, generation: pass.generation)
    return layers.map { .session(.fetchActivation(layer: $0, generation: pass.generation)) }
  }

  mutating func receiveEvidence(_ output: Activation, of layer: Int, _ generation: Int) {
    guard generation == why.asked.number, pass.isComplete, let weights = model.weights,
      output.shape == network.layer(at: layer)?.outputShape,
      let outputs = why.receive(output, of: layer)
    else { return }
    guard let evidence = ClassEvidence(network: network, weights: weights, outputs: outputs) else {
      return why.asked.cancel()
    }
    why.asked.receive(evidence, number: generation)
  }
}
