import Analysis
import SqueezeNet
import Testing

@testable import Explorer
@testable import Inference
@testable import TerminalUI

@Suite("What if")
struct WhatIfTests {
  /// fire4 selected, nothing off; the photo is 64 × 72 pixels.
  private func whatIf() throws -> Explored {
    var explored = try Explored.opened()
    explored.press("4", "W")
    explored.settle()
    return explored
  }

  @Test func aChannelGoesOffAndTheAnswerChanges() throws {
    var explored = try whatIf()
    #expect(explored.state.whatIfMark == nil && explored.state.whatIfChanges.count == 5)
    let commands = explored.press("]", "i")
    var ablation = Ablation()
    let fire4 = try #require(explored.network.layer(named: "fire4"))
    ablation.set([1], of: fire4.index, off: true, in: explored.network)
    #expect(
      commands == [.session(.ablate(ablation, generation: explored.state.whatIf.asked.number))])
    #expect(!explored.state.isSettled && explored.state.whatIfMark == "1 off")
    explored.settle()
    #expect(explored.state.isSettled && explored.state.pass.top.first?.index == 3)
    let changes = explored.state.whatIfChanges
    #expect(changes.first?.classIndex == 3 && changes[1].classIndex == 504)
    #expect(changes[1].before == 0.75 && changes[1].after == 0.25)
    // What ran again has other figures, at the time that it once took.
    #expect(explored.state.pass.result(2)?.statistics.maximum == 42)
    #expect(explored.state.pass.result(2)?.nanoseconds == 3_000_000)
    #expect(explored.state.pass.result(1)?.statistics.maximum == 1)
    explored.press("i")
    explored.settle()
    #expect(explored.state.whatIfMark == nil && explored.state.pass.top.first?.index == 504)
  }

  @Test func stepsAreTakenBackAndDoneAgain() throws {
    var explored = try whatIf()
    explored.press("(")
    #expect(explored.state.whatIf.ablation.channelCount == 128)
    explored.press(")")
    #expect(explored.state.whatIf.ablation.channelCount == 256)
    explored.press("(")
    #expect(explored.state.whatIf.ablation.channelCount == 128)
    explored.press("u", "u")
    #expect(explored.state.whatIf.ablation.channelCount == 128)
    explored.press("z")
    #expect(explored.state.whatIf.ablation.isEmpty)
    explored.press("u", "U", "u", "u")
    var history = explored.state.whatIf.history
    #expect(explored.state.whatIf.ablation.isEmpty && history.redo())
    explored.press("u")
    #expect(explored.state.message?.text == "there is nothing to take back")
    explored.settle()
    #expect(explored.state.pass.top.first?.index == 504)
  }

  /// Channel c is c everywhere, and at one pixel 7c mod 5 more: the last channels have the largest
  /// means, but 2, 7 and 12 vary most.
  @Test func theStrongestGoOneByOne() throws {
    var explored = try whatIf()
    let fire4 = try #require(explored.network.layer(named: "fire4"))
    let shape = fire4.outputShape
    let values = (0..<shape.count).map { place in
      let channel = place % shape.channels
      return Float(channel + (place < shape.channels ? channel * 7 % 5 : 0))
    }
    for _ in 0..<3 {
      explored.state.map.activation = HeldActivation(
        layer: fire4.index, activation: try #require(Activation(shape: shape, values: values)))
      explored.press("!")
      explored.settle()
    }
    let ablation = explored.state.whatIf.ablation
    #expect(ablation.ablatedChannels(of: fire4.index, in: explored.network) == [2, 7, 12])
    explored.press("0", "!")
    explored.settle()
    #expect(explored.state.message?.text.contains("fire9") == true)
    explored.press("(")
    #expect(explored.state.message?.text.contains("halves") == true)
    #expect(explored.state.whatIf.ablation == ablation)
  }

  /// Moves that follow each other are one step; the square stays on the photo.
  @Test func theSquareMoves() throws {
    var explored = try whatIf()
    explored.press(.right)
    #expect(
      explored.state.whatIf.ablation.occlusion == Occlusion(row: 24, column: 28, side: 16))
    explored.press(.right, "l", .up)
    #expect(
      explored.state.whatIf.ablation.occlusion == Occlusion(row: 22, column: 32, side: 16))
    for _ in 0..<40 { explored.press("j", "h") }
    #expect(
      explored.state.whatIf.ablation.occlusion == Occlusion(row: 48, column: 0, side: 16))
    explored.press("+")
    #expect(explored.state.whatIf.ablation.occlusion?.side == 20)
    for _ in 0..<40 { explored.press("=") }
    #expect(explored.state.whatIf.ablation.occlusion == Occlusion(row: 0, column: 0, side: 64))
    for _ in 0..<40 { explored.press("-") }
    #expect(explored.state.whatIf.ablation.occlusion?.side == 2)
    explored.press("u")
    #expect(
      explored.state.whatIf.ablation.occlusion == Occlusion(row: 24, column: 28, side: 16))
    explored.press("#")
    #expect(explored.state.whatIf.ablation.isEmpty)
    explored.settle()
    #expect(explored.state.isSettled)
  }

  @Test func aClickCoversWhatIsThere() throws {
    var explored = try whatIf()
    func click(_ row: Int, _ column: Int) {
      explored.send(
        .mouse(
          Mouse(.press, x: 0, y: 0),
          at: Click { state in
            state.cover(row: row, column: column)
            return []
          }))
    }
    click(30, 40)
    #expect(explored.state.whatIf.ablation.occlusion == Occlusion(row: 22, column: 32, side: 16))
    click(63, 0)
    #expect(explored.state.whatIf.ablation.occlusion == Occlusion(row: 48, column: 0, side: 16))
    explored.press("u")
    #expect(explored.state.whatIf.ablation.isEmpty, "clicks that follow each other are one step")
  }

  @Test func theLastEditsCount() throws {
    var explored = try whatIf()
    explored.press("i", "]", "i", "u", "u")
    explored.settle()
    #expect(explored.state.whatIfMark == nil && explored.state.pass.top.first?.index == 504)
    #expect(explored.state.whatIf.asked.answer?.ablation.isEmpty == true)
  }

  /// What is off stays off for the next photo, after a pass without it: so there is a before.
  @Test func anotherImageIsEditedToo() throws {
    var explored = try whatIf()
    explored.press("i")
    explored.settle()
    explored.press(".")
    #expect(explored.state.whatIf.before == nil && explored.state.whatIfMark == "1 off")
    explored.press("i")
    #expect(explored.state.message?.text.contains("whole pass") == true)
    explored.send(.imageLoaded(index: 1, Explored.image))
    explored.settle()
    #expect(explored.state.whatIf.before?[504] == 0.75)
    #expect(explored.state.pass.probabilities[504] == 0.25)
  }

  /// Layers that are run again run with the edits; before stays what it was without.
  @Test func steppingKeepsTheEdits() throws {
    var explored = try whatIf()
    explored.press("i")
    explored.settle()
    explored.press("p", "u")
    #expect(explored.state.message?.text.contains("whole pass") == true)
    #expect(explored.state.whatIfChanges.isEmpty)
    explored.press("n")
    explored.settle()
    #expect(explored.state.whatIf.before?[504] == 0.75 && explored.state.whatIfMark == "1 off")
  }

  /// Its figures would be those of another network.
  @Test func theProfileIsNotExportedMeanwhile() throws {
    var explored = try whatIf()
    explored.press("i")
    explored.settle()
    explored.press("L", "e", "p")
    #expect(explored.state.inputContext == .exports)
    #expect(explored.state.message?.text.contains("of the whole network") == true)
    explored.press(.escape, "W", "z", "L")
    explored.settle()
    explored.press("e", "p")
    #expect(explored.state.inputContext == .fileName)
  }

  /// Other views' copies are of the pass before: they are fetched anew.
  @Test func whatIsShownIsOfTheEditedPass() throws {
    var explored = try whatIf()
    #expect(explored.state.selectedHeld != nil)
    explored.press("i")
    #expect(explored.state.selectedHeld != nil)
    explored.step()
    #expect(explored.state.selectedHeld == nil && explored.state.map.asked.isWaiting)
    explored.settle()
    #expect(explored.state.selectedHeld != nil)
  }
}
