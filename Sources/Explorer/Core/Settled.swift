import SqueezeNet

extension State {
  /// True where the photo is through the network, and everything that the screen shows of it is
  /// here: nothing changes any more until a key is pressed.
  public var isSettled: Bool {
    hasAllItShows && !isStoppingForLesson && (lesson.pending.isEmpty || overlay != nil)
  }

  /// The same, but for what a lesson has yet to do.
  var hasAllItShows: Bool {
    guard case .loaded = currentImage?.status, !isBusy || hasTimedEnough, !isSurveying,
      !isComparing, !ablationLosses.asked.isWaiting, !effects.asked.isWaiting,
      !export.asked.isWaiting, !opening.isWaiting,
      !(view == .matrix && matrix.asked.isWaiting)
    else {
      return false
    }
    // The answer comes after the last layer.
    if pass.isComplete, pass.probabilities.isEmpty { return false }
    return !map.asked.isWaiting && !why.asked.isWaiting && !whatIf.asked.isWaiting
      && !diagram.asked.isWaiting && !value.asked.isWaiting
  }

  /// Passes that repeat until they are stopped never end: as many as a measurement takes will do.
  private var hasTimedEnough: Bool {
    guard !pass.isRunning, !time.asked.isWaiting, let measuring, measuring.of == nil else {
      return false
    }
    return measuring.done >= measurementRuns
  }

  /// Shows a layer, a channel and a view, whatever was shown before.
  public mutating func show(layer: Layer?, channel: Int?, view: View?) {
    if let layer {
      if let fire = layer.fire, !layer.isFireOutput { table.unfolded.insert(fire.number) }
      table.selection =
        layer.isFireOutput ? .block(layer.fire?.number ?? 0) : .layer(layer.index)
    }
    if let channel {
      map.reduction = .channel
      map.channel = channel
    }
    if let view { show(view) }
  }
}
