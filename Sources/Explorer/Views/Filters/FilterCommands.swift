import Heatmaps
import SqueezeNet
import TerminalUI

/// Commands of the view of kernels.
extension CommandTable {
  static let filterCommands: CommandGroup = CommandGroup(
    "Filters", in: [.view(.filters)],
    Motion.commands(
      "filter",
      [
        .left: "kernel before; beside a list of weights: previous channel",
        .right: "kernel after; beside a list of weights: next channel",
        .up: "kernel above", .down: "kernel below", .pageUp: "page up", .pageDown: "page down",
        .first: "first kernel", .last: "last kernel",
      ]
    ) { $0.moveFilter($1) } + [
      Command(
        "open-kernels", [.enter],
        "into the kernels that make the marked channel; conv1: its map",
        hint: "its kernels", change: { $0.goUpstream() }),
      Command(
        "trail-back", [.backspace], "back to where Enter was pressed", hint: "back down",
        change: { $0.goDownstream() }),
      Command(
        "sort-kernels", ["o"], "the strongest kernels first, or by number", hint: "sort",
        change: { $0.changeFilterOrder() }),
      Command(
        "picture-planes", ["m"],
        "conv1: all kernels as pictures, or one of them in red, green, blue",
        change: { $0.togglePlanes() }),
      Command(
        "scale-kernels", ["s"], "scale: the channel's kernels, each its own, the whole layer's",
        hint: "scale", change: { $0.changeFilterScale() }),
      Command(
        "larger-kernels", ["+", "="], "larger kernels", change: { $0.enlargeFilters(by: 1) }),
      Command("smaller-kernels", ["-"], "smaller kernels", change: { $0.enlargeFilters(by: -1) }),
    ])
}

extension State {
  /// Marks what stands at a place: an incoming channel, or one of conv1's output channels.
  mutating func markFilter(at place: Int) {
    let order = filterOrder
    guard !order.isEmpty else { return say("there are no weights to show") }
    let place = max(0, min(place, order.count - 1))
    guard filterPicture == .colors else {
      filters.place = place
      return
    }
    choose(channel: order[place])
  }

  /// Marks a kernel, or goes into the one that is marked.
  mutating func pressFilter(at place: Int) {
    if place == filterPlace { goUpstream() } else { markFilter(at: place) }
  }

  /// In a grid a step up or down stays in its column; beside a list left and right lead to another
  /// output channel, as in other lists.
  fileprivate mutating func moveFilter(_ motion: Motion) {
    let layout = filtersLayout
    let offset = motion.offset(
      columns: layout.columns, lines: layout.lines, count: filterOrder.count)
    if motion == .left || motion == .right, filterPicture == .weights {
      return moveChannel(by: offset)
    }
    let target = filterPlace + offset
    let isLine = motion == .up || motion == .down
    if isLine, layout.columns > 1, !filterOrder.indices.contains(target) { return }
    markFilter(at: target)
  }

  fileprivate mutating func goUpstream() {
    guard let input = markedInput else {
      map.reduction = .channel
      return show(.singleMap)
    }
    let stop = filterStop
    guard goToOrigin(of: input) else { return }
    filters.path.append(stop)
    say("Backspace leads back to \(network.fullName(of: stop.row)) channel \(stop.channel)")
  }

  fileprivate mutating func goDownstream() {
    guard let stop = filters.path.popLast() else {
      return say("Enter leads to the kernels that make the marked channel, Backspace back")
    }
    go(to: stop)
  }

  private var filterStop: FiltersState.Stop {
    FiltersState.Stop(row: table.selection, channel: map.channel, place: filters.place)
  }

  private mutating func go(to stop: FiltersState.Stop) {
    if case .layer(let index) = stop.row, let fire = network.layer(at: index)?.fire {
      table.unfolded.insert(fire.number)
    }
    table.selection = stop.row
    map.channel = stop.channel
    filters.place = stop.place
    filters.seen = shownOutput
  }

  /// Selects the channel of the convolution that computes an incoming channel.
  private mutating func goToOrigin(of input: Int) -> Bool {
    guard case .convolution(let index, let channel) = origin(ofInput: input),
      let layer = network.layer(at: index)
    else {
      sayThatThisIsTheFirst()
      return false
    }
    stopFollowing()
    show(layer: layer, channel: channel, view: nil)
    map.rank = nil
    return true
  }

  private mutating func sayThatThisIsTheFirst() {
    say("conv1 reads the photo itself: nothing comes before it")
  }

  fileprivate mutating func changeFilterOrder() {
    if filterPicture == .colors {
      filters.pictureOrder = filters.pictureOrder == .strength ? .number : .strength
      return say(
        filters.pictureOrder == .strength ? "the largest weights first" : "by number")
    }
    guard shownConvolution?.inputChannels != 3 else { return say("red, green and blue stay so") }
    let input = markedInput
    filters.order = filters.order == .strength ? .number : .strength
    say(filters.order == .strength ? "the strongest first" : "by number")
    filters.place = input.flatMap { filterOrder.firstIndex(of: $0) } ?? 0
  }

  fileprivate mutating func togglePlanes() {
    guard shownConvolution?.inputChannels == 3 else {
      return say("only conv1 reads colours: its kernels are pictures (1 goes there)")
    }
    guard drawsHalfBlocks else {
      return say("pictures need blocks and 256 colours: here are the three planes, signed")
    }
    filters.showsPlanes.toggle()
    filters.place = 0
  }

  fileprivate mutating func changeFilterScale() {
    if filterPicture == .colors {
      filters.ownColors.toggle()
      return say(filters.ownColors ? "each picture on its own scale" : "one scale for the layer")
    }
    // A single weight has no scale of its own.
    let all = KernelChoice.Ends.allCases.filter { $0 != .kernel || filterPicture == .kernels }
    filters.ends = all.turn(from: filters.ends)
    switch filters.ends {
    case .channel: say("one scale for this channel's weights")
    case .kernel: say("each kernel on its own scale")
    case .layer: say("one scale for the layer's weights")
    }
  }

  fileprivate mutating func enlargeFilters(by step: Int) {
    guard filterPicture != .weights else { return say("a 1×1 kernel is a single weight") }
    let before = filtersLayout.samples
    filters.enlargement += step
    guard filtersLayout.samples == before else { return }
    filters.enlargement -= step
    say(step > 0 ? "this is as large as it gets" : "this is as small as it gets")
  }

  /// The mark stays on its place from channel to channel where the order is by number; else, and in
  /// another layer, it goes to the first.
  mutating func keepFiltersInRange() {
    guard view == .filters else { return }
    let shown = shownOutput
    if shown != filters.seen {
      if shown?.layer != filters.seen?.layer || filters.order == .strength { filters.place = 0 }
      filters.seen = shown
    }
    let count = filterPicture == .colors ? Int.max : filterOrder.count
    filters.place = max(0, min(filters.place, count - 1))
    filters.scroll = firstFilterLine
  }
}
