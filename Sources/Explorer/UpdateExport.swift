extension State {
  mutating func exportAction(_ action: Action) -> [Command] {
    switch (action, overlay) {
    case (.export, _):
      guard loadedImage != nil, pass.isComplete else {
        let pending = network.layers.count - pass.frontier
        say("\(pending == 1 ? "1 layer is" : "\(pending) layers are") pending: Space, then e")
        return []
      }
      guard whatIf.edits.isEmpty else {
        say("the profile is of the whole network: W, z switches everything on")
        return []
      }
      overlay = .export(LineEditor(suggestedExportName))
    case (.acceptExport, .export(let editor)):
      // Ends of a line that one does not see are not meant as part of the name.
      var name = Substring(editor.text)
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      guard !name.isEmpty else {
        say("a file name is needed, or Esc")
        return []
      }
      overlay = nil
      return [.export(path: String(name), overwrite: false)]
    case (.overwrite, .confirmOverwrite(let path)):
      overlay = nil
      return [.export(path: path, overwrite: true)]
    case (.keepFile, .confirmOverwrite(let path)):
      overlay = nil
      say("\(path) is left as it is")
    case (.abandonExport, .export): overlay = nil
    default: break
    }
    return []
  }

  mutating func askBeforeOverwriting(_ path: String) {
    abandonSearch()
    overlay = .confirmOverwrite(path: path)
  }

  /// `coffee-v1.0-caffe-profile.csv`, in the working directory.
  private var suggestedExportName: String {
    let stem = currentImage?.stem ?? ""
    let architecture = network.architecture.rawValue
    return "\(stem.isEmpty ? "image" : stem)-\(architecture)-\(network.geometry.rawValue)"
      + "-profile.csv"
  }
}
