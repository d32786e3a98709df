import TerminalUI

extension PickerList {
  /// All commands of the views, filtered as the user types.
  static func palette(_ state: State) -> PickerList {
    let all = PaletteEntry.all(state)
    return PickerList(
      context: .palette, title: "Commands", prompt: "command: ", acceptHint: "run",
      missing: { "no command has “\($0)”: Backspace or Esc" },
      leadWidth: all.map(\.name.count).max() ?? 0, leadAccent: .plain, noteAccent: .key,
      entries: { _, text in
        all.matching(text, name: \.name, help: \.searched).map { entry in
          PickerEntry(
            lead: entry.name, title: entry.help,
            note: entry.keys + (entry.elsewhere.map { " in \($0.title)" } ?? ""),
            isDimmed: entry.elsewhere != nil
          ) { $0.run(entry) }
        }
      })
  }
}

/// One entry of the palette.
struct PaletteEntry: Sendable {
  let name: String
  let help: String
  /// All its keys in words.
  let keys: String
  /// The view that it works in; nil where it works in the one that is shown.
  let elsewhere: View?
  let perform: @Sendable (inout State) -> [Effect]

  /// Other words that people look for, by the command that they mean.
  static let synonyms = [
    "view-blocks": "diagram graph structure architecture shape parameters",
    "view-value": "explain trace arithmetic calculation",
    "view-why": "explain heatmap saliency attribution evidence cam",
    "view-effects": "occlusion sensitivity importance ablation",
    "view-what-if": "occlusion ablation counterfactual experiment",
    "view-photo": "receptive field overlay crop",
    "view-map": "heatmap feature map activation values",
    "view-sheet": "feature maps activations grid",
    "view-layers": "parameters shapes structure summary macs",
    "view-time": "profile benchmark speed latency roofline",
    "view-filters": "weights kernels",
    "view-matrix": "accuracy evaluation",
    "view-compare": "difference models",
    "colormap": "colour color theme palette heatmap",
    "glyphs": "theme unicode characters",
    "command-line": "shell copy clipboard",
    "lesson": "tutorial course teach learn",
  ]

  /// What is looked through besides the name.
  var searched: String { help + " " + (Self.synonyms[name] ?? "") }

  /// Every command of the views, those of one view first; an entry for each export.
  static func all(_ state: State) -> [PaletteEntry] {
    let view = state.view
    let inViews = CommandTable.all.filter { !$0.contexts.isDisjoint(with: .views) }
    let here = inViews.filter { $0.contexts.contains(.view(view)) }
    var known: Set<String> = []
    let own = here.filter { known.insert($0.name).inserted }
    let elsewhere = View.allCases.filter { $0 != view }.flatMap { other in
      inViews.filter {
        $0.contexts.contains(.view(other)) && !known.contains($0.name) && !$0.leadsOut
      }.flatMap { entries($0, elsewhere: other, state) }
    }
    let exports = exports(in: view)
    return own.flatMap { entries($0, elsewhere: nil, state) }
      + exports.filter { $0.elsewhere == nil } + elsewhere
      + exports.filter { $0.elsewhere != nil }
  }

  private static func entries(
    _ command: Command, elsewhere: View?, _ state: State
  ) -> [PaletteEntry] {
    guard command.targets.isEmpty else {
      return command.keys.filter { command.hasTarget(state, $0) }.compactMap { key in
        command.targets[key].map { target in
          PaletteEntry(
            name: target.name, help: target.help, keys: key.name, elsewhere: elsewhere,
            perform: { $0.run(command, key) })
        }
      }
    }
    return command.keys.prefix(1).map { key in
      PaletteEntry(
        name: command.name, help: command.help, keys: command.keysText, elsewhere: elsewhere,
        perform: { $0.run(command, key) })
    }
  }

  /// An entry for each export; those that the view lacks in the first view that has them.
  private static func exports(in view: View) -> [PaletteEntry] {
    let key = CommandTable.keyName(of: "export")
    let here = ExportKind.offered(in: view)
    return ExportKind.all.map { kind in
      let others = View.allCases.filter { ExportKind.offered(in: $0).contains(kind) }
      return PaletteEntry(
        name: "export-\(kind.name)", help: kind.help, keys: "\(key) \(kind.letter)",
        elsewhere: here.contains(kind) ? nil : others.first
      ) { state in
        state.openExports(kind)
        return []
      }
    }
  }
}

extension State {
  /// Runs an entry of the palette, in the view that it works in.
  mutating func run(_ entry: PaletteEntry) -> [Effect] {
    overlay = nil
    if let view = entry.elsewhere { show(view) }
    return entry.perform(&self)
  }
}
