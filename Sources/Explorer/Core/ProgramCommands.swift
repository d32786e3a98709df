import TerminalUI

/// Images, exports, the program itself.
extension CommandTable {
  static let programCommands: CommandGroup = CommandGroup(
    "Images, export, program", in: .views,
    [
      Command("previous-image", [","], "previous image") { state, _ in
        state.selectImage(state.imageIndex - 1)
      },
      Command("next-image", ["."], "next image") { state, _ in
        state.selectImage(state.imageIndex + 1)
      },
      Command(
        "open-network", [.control("o")], "another network: an installed one, or a weights file"
      ) { state, _ in state.chooseNetwork() },
      Command(
        "open-anew", ["R"], "read the weights' file anew, as after training it further",
        hintIn: { $0.weightsChange == .none ? nil : "open anew" }
      ) { state, _ in state.openAnew() },
      Command(
        "export", ["e"], "export: pictures, numbers, arrays, the screen; Esc stops writing",
        hint: "export", change: { $0.openExports() }),
      Command(
        "command-line", ["$"], "the command that gives what is shown here; it is copied, too"
      ) { state, _ in state.copyCommandLine() },
      Command(
        "help", ["?"], "the keys of this view; again: all keys", hint: "keys",
        change: { $0.overlay = .help(Help(of: $0.view)) }),
      Command("stop", in: .layers, [.escape], "stop the run or the measurement") { state, _ in
        state.stop()
      },
      Command("leave", in: [.view(.layers), .tooSmall], ["q"], "quit", hint: "quit") { _, _ in
        [.display(.quit)]
      }.leadingOut(),
      Command(
        "mouse", [.control("t")], "mouse: click rows, maps and hints, scroll; again: select text"
      ) { state, _ in state.toggleMouse() },
      Command("redraw", in: .everywhere, [.control("l")], "draw everything anew") { _, _ in
        [.display(.redraw)]
      },
      Command("suspend", in: .everywhere, [.control("z")], "to the shell; fg returns") { _, _ in
        [.display(.suspend)]
      },
      Command("quit", in: .everywhere, [.control("c")], "quit from anywhere") { _, _ in
        [.display(.quit)]
      },
    ])
}
