import Analysis
import SqueezeNet
import TextFormats

/// The way from the screen to the shell: the command that gives what a view shows.
extension State {
  /// `sqz-tui why photo.jpg --class 'coffee mug'`; nil where no command gives it.
  var commandLine: String? {
    view.commandWords(self).map { words in
      (["sqz-tui"] + words + model.arguments).map(ShellText.quoted).joined(separator: " ")
    }
  }

  /// The photo, as the command line names it.
  var photoWords: [String] { currentImage.map { [$0.path] } ?? [] }

  /// The selected layer and its channel, as pictures of maps take them.
  var mapWords: [String] {
    let channel =
      switch map.reduction {
      case .channel: "\(map.channel)"
      case .mean: "mean"
      case .maximum: "max"
      }
    return ["--layer", selectedLayer?.name ?? "input", "--channel", channel] + ablationWords
  }

  var sheetWords: [String] {
    var words = ["export", "sheet"] + photoWords + ["--layer", selectedLayer?.name ?? "input"]
    if sheet.order != .index { words += ["--sort", sheet.order.rawValue] }
    if sheet.order == .contribution, let shown = explanation?.classIndex {
      words += ["--class", "\(shown)"]
    }
    return words + ablationWords + ["-o", "sheet.png"]
  }

  var filterWords: [String]? {
    guard shownConvolution != nil, let layer = selectedLayer else { return nil }
    return ["filters", layer.name, "--channels", "\(map.channel)"]
  }

  /// The class that Why shows; none where it is the answer.
  var classWords: [String] {
    guard let shown = shownClass, shown != pass.top.first?.index else { return [] }
    return ["--class", "\(shown)"]
  }

  var whyWords: [String] {
    ["why"] + photoWords + classWords + (shownRival.map { ["--against", "\($0)"] } ?? [])
      + ablationWords
  }

  /// Nil for channels, and where something was off or covered, which the command can't.
  var sensitivityWords: [String]? {
    guard measuredAblation.isEmpty, effects.section == .places else { return nil }
    let shown = why.chosen.map { ["--class", "\($0)"] } ?? []
    let square = effects.side.map { ["--square", "\($0)"] } ?? []
    return ["sensitivity"] + photoWords + shown + square
  }

  /// Nil where the opened photos are not those of one folder of class folders.
  var evaluationWords: [String]? {
    let folders = images.map { image in
      let parts = image.path.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
      return parts.isEmpty ? "." : parts.joined(separator: "/") + (parts == [""] ? "/" : "")
    }
    guard matrix.evaluation != nil, let folder = folders.first, Set(folders).count == 1
    else { return nil }
    return ["evaluate", folder, "--matrix", "matrix.png"]
  }

  var layerWords: [String] { selectedLayer.map { ["--layer", $0.name] } ?? [] }

  var compareWords: [String]? {
    let other: [String]
    switch comparePartner {
    case nil: return nil
    case .intact: other = []
    case .image(let index):
      guard images.indices.contains(index) else { return nil }
      other = [images[index].path]
    case .paddingConvention(let convention): other = ["--other-geometry", convention.name]
    case .architecture(let architecture): other = ["--other-model", architecture.name]
    }
    return ["compare"] + photoWords + other + ablationWords
  }

  var traceWords: [String]? {
    guard let place = shownPlace, let index = place.layer, let layer = network.layer(at: index)
    else { return nil }
    let at = "\(place.row),\(place.column),\(place.channel)"
    return ["trace"] + photoWords + [layer.name, "--at", at] + ablationWords
  }

  var ablationWords: [String] {
    let ablation = whatIf.ablation
    return ablation.channelLines(in: network).flatMap { ["--off", $0] }
      + (ablation.squareText.map { ["--occlude", $0] } ?? [])
  }

  mutating func copyCommandLine() -> [Effect] {
    guard let line = commandLine else { return refuse("no command shows this: e exports it") }
    say(line)
    return [.display(.copy(base64: Base64.text(line.utf8)))]
  }
}
