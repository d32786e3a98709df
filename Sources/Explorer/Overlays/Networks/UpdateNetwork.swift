import Reports
import SqueezeNet

/// A change of the weights' file since they were read.
enum WeightsChange: Sendable {
  case none, found
  /// The person was told.
  case offered
}

extension State {
  mutating func chooseNetwork() -> [Effect] {
    openPicker(.networks)
    return [.listNetworks]
  }

  mutating func openAnew() -> [Effect] {
    let chosen = model.weights.flatMap {
      $0.origins.preprocessing == .asked ? $0.preprocessing : nil
    }
    return open(.again(chosen))
  }

  mutating func open(_ choice: NetworkChoice) -> [Effect] {
    overlay = nil
    guard !opening.isWaiting else { return refuse("a network is being opened: Esc stops that") }
    say("opening \(choice.name ?? model.weightsName)")
    return [.openNetwork(choice, number: opening.ask(for: choice))]
  }

  mutating func stopOpening() -> [Effect] {
    opening.cancel()
    say("stopped: \(model.weightsName) stays")
    return [.stopOpening]
  }

  mutating func networkFailed(_ number: Int, _ reason: String) {
    if opening.finish(number: number) != nil { complain(reason) }
  }

  /// Begins anew with another network: the photos, the view and the look stay.
  mutating func networkOpened(_ number: Int, _ model: ModelDescription, _ note: String?)
    -> [Effect]
  {
    guard opening.finish(number: number) != nil else { return [] }
    var next = State.initial(
      model: model, terminal: terminal, imagePaths: images.map(\.path),
      measurementRuns: measurementRuns, slowMotion: slowMotion, usesMouse: usesMouse)
    next.networkNumber = number
    next.opening = opening
    next.imageIndex = imageIndex
    for index in images.indices {
      next.images[index].status = index == imageIndex ? .loading : .pending
    }
    (next.view, next.trail, next.visited) = (view, trail, visited)
    (next.table, next.sheet, next.export) = (table, sheet, export)
    next.keepLesson(lesson)
    next.stopFollowing()
    next.map = map
    next.map.forgetPass()
    if network.classes == model.network.classes { next.why.chosen = why.chosen }
    self = next
    say(note ?? "opened \(model.network.architecture.name), \(model.weightsName)")
    return [.useNetwork(number: number)] + (images.isEmpty ? [] : [.loadImage(index: imageIndex)])
  }

  /// Says it once, as soon as nothing lies over the view.
  mutating func offerChangedWeights() {
    guard weightsChange == .found, overlay == nil, !opening.isWaiting else { return }
    weightsChange = .offered
    say("\(model.weightsName) has changed: \(CommandTable.keyName(of: "open-anew")) opens it anew")
  }
}
