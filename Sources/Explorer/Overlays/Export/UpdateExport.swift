import Exports
import SqueezeNet
import TerminalUI

/// Exports: the menu of what there is, the name of the file, the question whether to overwrite.
extension State {
  mutating func exportAction(_ action: Action, _ key: Key) -> [Effect] {
    switch (action, overlay) {
    case (.export, _): openExports()
    case (.exportUp, .exports): moveExport(by: -1)
    case (.exportDown, .exports): moveExport(by: 1)
    case (.acceptEntry, .exports(let menu)):
      let offers = exportOffers
      if offers.indices.contains(menu.selected) { name(offers[menu.selected], menu.screen) }
    case (.chooseExport, .exports(var menu)):
      let offers = exportOffers
      guard let place = offers.firstIndex(where: { .character($0.kind.letter) == key }) else {
        say("this view has no such export")
        return []
      }
      menu.selected = place
      overlay = .exports(menu)
      name(offers[place], menu.screen)
    case (.scaleUp, .exports(let menu)): changeScale(menu, up: true)
    case (.scaleDown, .exports(let menu)): changeScale(menu, up: false)
    case (.exportLabels, .exports):
      export.hasLabels.toggle()
      say(export.hasLabels ? "pictures with title and legend" : "pictures of nothing but the maps")
    case (.closeExports, .exports): overlay = nil
    case (.nextFormat, .export(var prompt)):
      prompt.nextFormat()
      overlay = .export(prompt)
    case (.acceptExport, .export(let prompt)): return accept(prompt)
    case (.abandonExport, .export): overlay = nil
    case (.overwrite, .confirmOverwrite(let job)):
      overlay = nil
      return write(job, overwrite: true)
    case (.keepFile, .confirmOverwrite(let job)):
      overlay = nil
      say("\(job.path) is left as it is")
    default: break
    }
    return []
  }

  /// - Parameter kind: Chosen already, from the list of commands.
  mutating func openExports(_ kind: ExportKind? = nil) {
    let screen = frozenScreen
    if let kind { return name(exportOffer(kind), screen) }
    overlay = .exports(
      ExportMenu(selected: exportOffers.firstIndex { $0.problem == nil } ?? 0, screen: screen))
  }

  mutating func moveExport(by offset: Int) {
    guard case .exports(var menu) = overlay else { return }
    let count = exportOffers.count
    menu.selected = (menu.selected + offset + count) % max(1, count)
    overlay = .exports(menu)
  }

  private mutating func changeScale(_ menu: ExportMenu, up: Bool) {
    let offers = exportOffers
    guard offers.indices.contains(menu.selected), let scale = offers[menu.selected].scale else {
      return say("only pictures of maps have a scale")
    }
    export.scales[offers[menu.selected].kind] = ExportOffer.scale(after: scale, up: up)
  }

  /// Asks for a file's name, or says why there is nothing to write.
  private mutating func name(_ offer: ExportOffer, _ screen: FrozenScreen) {
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

  private mutating func accept(_ prompt: ExportPrompt) -> [Effect] {
    // Ends of a line that one does not see are not meant as part of the name.
    var name = Substring(prompt.editor.text)
    while name.first == " " { name.removeFirst() }
    while name.last == " " { name.removeLast() }
    guard !name.isEmpty else {
      say("a file name is needed, or Esc")
      return []
    }
    guard let format = ExportFormat(ofName: String(name)), prompt.content.formats.contains(format)
    else {
      say("end the name in \(prompt.content.extensions)")
      return []
    }
    if let job = export.job {
      say("\(job.path) is still being written")
      return []
    }
    overlay = nil
    let job = ExportJob(
      content: prompt.content, format: format, path: String(name), scale: prompt.scale,
      hasLabels: export.hasLabels, screen: prompt.screen)
    return write(job, overwrite: false)
  }

  private mutating func write(_ job: ExportJob, overwrite: Bool) -> [Effect] {
    export.number += 1
    export.job = job
    export.isStopping = false
    return [.export(job, overwrite: overwrite, number: export.number)]
  }

  /// Esc while something is written: the answer tells whether that came in time.
  mutating func stopExport() -> [Effect] {
    export.isStopping = true
    return [.stopExport]
  }

  mutating func receive(_ answer: ExportAnswer, _ number: Int) {
    guard number == export.number, let job = export.job else { return }
    export.job = nil
    export.isStopping = false
    switch answer {
    case .written: say("wrote \(job.path)")
    case .exists:
      abandonSearch()
      overlay = .confirmOverwrite(job)
    case .stopped: say("stopped: \(job.path) is not written")
    case .failed(let reason): complain(ending(of: job.path, before: reason) + reason)
    }
  }

  /// A path's end and a colon, so short that the reason behind it is seen; nothing without room.
  private func ending(of path: String, before reason: String) -> String {
    // On small screens the way out stands on the same line.
    let isShared = !ScreenLines(height: terminal.height).hasMessage
    let room = terminal.width - (isShared ? 18 : 2) - reason.count - 2
    guard path.count > room else { return "\(path): " }
    return room < 8 ? "" : "…\(path.suffix(room - 1)): "
  }
}
