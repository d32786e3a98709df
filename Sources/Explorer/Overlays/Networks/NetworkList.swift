import SqueezeNet

/// A network to be opened in place of the present one.
public enum NetworkChoice: Sendable, Hashable {
  /// The same, from its file as it is now, with the preprocessing that was chosen since.
  case again(Preprocessing?)
  /// By the name that `--model` takes.
  case installed(String)
  case file(String)

  var name: String? {
    switch self {
    case .again: nil
    case .installed(let name), .file(let name): name
    }
  }
}

public struct InstalledNetwork: Sendable, Hashable {
  /// As `--model` takes it.
  let name: String
  let note: String

  public init(name: String, note: String) { (self.name, self.note) = (name, note) }
}

extension PickerList {
  /// The installed networks, and the file that is typed.
  static var networks: PickerList {
    PickerList(
      context: .list, title: "Networks", prompt: "name or file: ", acceptHint: "open",
      missing: { _ in "type the name of a weights file" },
      box: .fitted(least: 56), leadWidth: 0, footer: { _, _ in "or type a file's name" },
      entries: { state, text in
        let installed = state.installed.matching(text, name: \.name, help: \.note).map { network in
          PickerEntry(lead: "", title: network.name, note: network.note) {
            $0.open(.installed(network.name))
          }
        }
        let file = PickerEntry(lead: "", title: text, note: "a file") { $0.open(.file(text)) }
        return text.isEmpty
          ? installed : text.contains("/") ? [file] + installed : installed + [file]
      })
  }
}
