import Exports
import TerminalUI

extension State {
  /// Returns the whole screen as .svg, .ans or .txt.
  ///
  /// - Parameter origin: The photo and the model, for the title.
  public func screen(as format: ExportFormat, origin: String) -> String {
    let canvas = ExplorerView.draw(self)
    switch format {
    case .ans: return canvas.ansi
    case .txt: return canvas.text.map { $0 + "\n" }.joined()
    default:
      return canvas.svg(
        title: "sqz-tui, \(view.title): \(origin)", isDark: terminal.background == .dark)
    }
  }
}
