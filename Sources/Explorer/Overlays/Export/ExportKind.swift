/// What can be taken away from the explorer, as the menu of exports and the list of commands name
/// it. What it is exactly, of which layer and class, follows from what is shown: `ExportContent`.
public enum ExportKind: String, Sendable, CaseIterable {
  case map, sheet, overlay
  case classMap = "class-map"
  case kernels, difference
  case comparison, activity, why, filters
  case whatIf = "what-if"
  case profile, activation, pass, screen

  /// Chooses it in the menu. Of the numbers that belong to one view there are never two in a menu.
  public var letter: Character {
    switch self {
    case .map: "m"
    case .sheet: "s"
    case .overlay: "o"
    case .classMap: "c"
    case .kernels: "k"
    case .difference: "d"
    case .comparison, .activity, .why, .filters, .whatIf: "n"
    case .profile: "p"
    case .activation: "a"
    case .pass: "w"
    case .screen: "e"
    }
  }

  static let letters: [Character] = ["m", "s", "o", "c", "k", "d", "n", "p", "a", "w", "e"]

  /// One line for the list of commands.
  var help: String {
    switch self {
    case .map: "the shown map as .png"
    case .sheet: "all channels of the layer as a contact sheet, .png"
    case .overlay: "the map over the photo as .png"
    case .classMap: "the map of the class over the photo as .png"
    case .kernels: "the shown kernels as .png"
    case .difference: "the map of the difference of two passes as .png"
    case .comparison: "the comparison's figures as .csv, .json, .txt"
    case .activity: "dead channels, zeros, distributions as .csv, .json, .txt"
    case .why: "what a class's score is made of as .csv, .json, .txt"
    case .filters: "which channels a channel watches as .csv, .json, .txt"
    case .whatIf: "the answer before and after as .csv, .json, .txt"
    case .profile: "times and figures of every layer as .csv, .json, .txt"
    case .activation: "the selected layer's output for NumPy, .npy"
    case .pass: "the outputs of all layers for NumPy, .npz"
    case .screen: "the whole screen as .svg, as text with colours .ans, as .txt"
    }
  }

  /// Whether it is a picture of maps, which has a scale.
  public var isPicture: Bool {
    switch self {
    case .map, .sheet, .overlay, .classMap, .kernels, .difference: true
    default: false
    }
  }

  /// What a view offers: its own first, then what every view has.
  static func offered(in view: View) -> [ExportKind] {
    let all: [ExportKind] = [.activation, .pass, .profile, .screen]
    return view.exports + all.filter { !view.exports.contains($0) }
  }
}
