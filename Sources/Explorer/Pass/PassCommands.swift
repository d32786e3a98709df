import TerminalUI

/// Moving the frontier, and repeating the pass.
extension CommandTable {
  static let passCommands: CommandGroup = CommandGroup(
    "The pass", in: .views,
    [
      Command("step-forward", ["n"], "compute the next layer and select it", hint: "step") {
        state, _ in state.isReady() ? state.stepForward() : []
      },
      Command(
        "step-back", ["p"], "take the last layer back; rows beyond it are pending again",
        hint: "back"
      ) { state, _ in
        state.isReady() ? state.stepBack(to: state.pass.frontier - 1) : []
      },
      Command(
        "block-forward", ["f"], "to the end of the fire block (elsewhere: one layer)",
        hint: "fire block"
      ) { state, _ in state.isReady() ? state.blockForward() : [] },
      Command("block-back", ["F"], "back to the start of the fire block (elsewhere: one layer)") {
        state, _ in
        guard state.isReady() else { return [] }
        let stage = state.network.stage(containing: state.pass.frontier - 1)
        return state.stepBack(to: stage.lowerBound)
      },
      Command(
        "run-or-pause", [" "], "run to the end; while running: pause",
        hintIn: { $0.pass.isRunning && !$0.pass.isStepping ? "pause" : "run" }
      ) { state, _ in state.isReady() ? state.runOrPause() : [] },
      Command("restart", ["r"], "run again from the start", hint: "again") {
        state, _ in state.isReady() ? state.restart() : []
      },
      jump,
      Command(
        "slow-motion", ["d"],
        "slow motion: a delay of 0.25, 0.5 or 1 second a layer, or none",
        hintIn: { $0.view == .layers ? "slow" : nil }
      ) { state, _ in state.cycleSlowMotion() },
      Command(
        "measure-pass", in: .layers, ["t"],
        "repeat the pass for minimum, median and p95; again: stop",
        hintIn: { $0.measuring == nil ? "time" : "stop" }
      ) { state, _ in state.toggleMeasuring() },
      Command(
        "preprocess", ["N"], "prepare the photo another way: the next preprocessing"
      ) { state, _ in state.turnPreprocessing() },
    ])

  private static let jump = Command(
    "jump", in: .views, ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"],
    "go to conv1, that fire block, conv10; run there first"
  ) { state, key in state.jump(to: key) }
  .withTargets(keyNames: ["1", "2-9", "0"]) { key in
    let target = key == "1" ? "conv1" : key == "0" ? "conv10" : "fire\(key.name)"
    return ("go-\(target)", "go to \(target); run there first")
  } where: { state, key in
    state.jumpTarget(of: key) != nil
  }
}
