import Exports
import SqueezeNet
import TerminalUI
import TextFormats

/// Exports: the menu of what there is, the name of the file, the question whether to overwrite.
extension State {
  /// - Parameter kind: Chosen already, from the list of commands.
  mutating func openExports(_ kind: ExportKind? = nil) {
    var shown = self
    shown.overlay = nil
    shown.message = said
    shown.said = nil
    let screen = FrozenScreen(shown)
    if let kind { return name(exportOffer(kind), screen) }
    openPicker(.exports(screen))
  }

  /// The offer that is marked in the menu.
  private var markedOffer: ExportOffer? {
    guard let picker, picker.list.context == .exports else { return nil }
    let offers = exportOffers(matching: picker.editor.text)
    return offers.indices.contains(picker.selected) ? offers[picker.selected] : nil
  }

  func exportOffers(matching text: String) -> [ExportOffer] {
    exportOffers.matching(text, name: \.title, help: \.note)
  }

  /// Returns the look of the marked picture: `each value 4×4 pixels, with title`; empty for what is
  /// none.
  var exportNote: String {
    guard let offer = markedOffer, let scale = offer.scale else { return "" }
    let pixels = scale == 1 ? "1 pixel" : "\(scale)×\(scale) pixels"
    let isOverPhoto = [.overlay, .classMap].contains(offer.kind)
    return "each \(isOverPhoto ? "pixel of the photo" : "value") \(pixels), "
      + (export.hasLabels ? "with title" : "without title")
  }

  mutating func changeScale(up: Bool) {
    guard let offer = markedOffer, let scale = offer.scale else {
      return say("only pictures of maps have a scale")
    }
    export.scales[offer.kind] = ExportOffer.scale(after: scale, up: up)
  }

  mutating func toggleExportLabels() {
    export.hasLabels.toggle()
    say(export.hasLabels ? "pictures with title and legend" : "pictures of nothing but the maps")
  }

  /// True where the content that is being named has more than one format.
  var hasOtherFormats: Bool {
    if case .export(let prompt) = overlay { prompt.content.formats.count > 1 } else { false }
  }

  mutating func chooseNextFormat() {
    guard case .export(var prompt) = overlay else { return }
    prompt.nextFormat()
    overlay = .export(prompt)
  }

  mutating func answerOverwrite(_ overwrite: Bool) -> [Effect] {
    guard case .confirmOverwrite(let job) = overlay else { return [] }
    overlay = nil
    if overwrite { return write(job, overwrite: true) }
    return refuse("\(job.path) is left as it is")
  }

  /// Asks for a file's name, or says why there is nothing to write.
  mutating func name(_ offer: ExportOffer, _ screen: FrozenScreen) {
    guard let content = offer.content, let format = content.formats.first else {
      return say("\(offer.title): \(offer.problem ?? "")")
    }
    let name = content.suggestedName(
      format, image: currentImage?.path ?? "", network: network,
      isAblated: !whatIf.ablation.isEmpty)
    overlay = .export(
      ExportPrompt(
        editor: LineEditor(name), content: content,
        scale: export.scales[offer.kind], screen: screen))
  }

  mutating func acceptExport() -> [Effect] {
    guard case .export(let prompt) = overlay else { return [] }
    // Ends of a line that one does not see are not meant as part of the name.
    var name = Substring(prompt.editor.text)
    while name.first == " " { name.removeFirst() }
    while name.last == " " { name.removeLast() }
    guard !name.isEmpty else {
      return refuse("a file name is needed, or Esc")
    }
    guard let format = ExportFormat(ofName: String(name)), prompt.content.formats.contains(format)
    else {
      return refuse("end the name in \(prompt.content.extensions)")
    }
    if let job = export.job {
      return refuse("\(job.path) is still being written")
    }
    overlay = nil
    let job = ExportJob(
      content: prompt.content, format: format, path: String(name), scale: prompt.scale,
      hasLabels: export.hasLabels, screen: prompt.screen)
    return write(job, overwrite: false)
  }

  private mutating func write(_ job: ExportJob, overwrite: Bool) -> [Effect] {
    export.isStopping = false
    return [.export(job, overwrite: overwrite, number: export.asked.ask(for: job))]
  }

  /// Esc while something is written: the answer tells whether that came in time.
  mutating func stopExport() -> [Effect] {
    export.isStopping = true
    return [.stopExport]
  }

  mutating func receive(_ answer: ExportAnswer, _ number: Int) {
    guard let job = export.asked.finish(number: number) else { return }
    // The job holds a whole screen, and that one the job before.
    export.asked.forget()
    export.isStopping = false
    switch answer {
    case .written: say("wrote \(job.path)")
    case .exists:
      abandonPicker()
      overlay = .confirmOverwrite(job)
    case .stopped: say("stopped: \(job.path) is not written")
    case .failed(let reason): complain(ending(of: job.path, before: reason) + reason)
    }
  }

  /// A path's end and a colon, so short that the reason behind it is seen; nothing without room.
  private func ending(of path: String, before reason: String) -> String {
    // On small screens the way out stands on the same line.
    let isShared = !terminal.lines.hasMessage
    let room = terminal.width - (isShared ? 18 : 2) - reason.columns - 2
    guard path.columns > room else { return "\(path): " }
    return room < 8 ? "" : "…\(path.suffix(columns: room - 1)): "
  }
}
