/// Keys of the view of dead and busy channels.
extension State {
  mutating func activityAction(_ action: Action) {
    switch action {
    case .histogramScale:
      activity.scale = activity.scale == .linear ? .logarithmic : .linear
      say(
        activity.scale == .linear
          ? "linear: each layer from its smallest to its largest value"
          : "logarithmic: the same eight decades for every layer")
    case .histogramOf: activity.showsChannel.toggle()
    case .sheetByZeros:
      sheet.order = .zeros
      map.reduction = .channel
      open(.sheet)
    default: break
    }
  }
}
