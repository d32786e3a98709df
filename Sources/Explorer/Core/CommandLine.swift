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
