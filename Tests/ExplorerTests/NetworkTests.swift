import Inference
import SqueezeNet
import TerminalUI
import Testing
import Weights

@testable import Explorer
@testable import Reports

/// Another network in place of the present one, and one whose file changes.
@Suite struct NetworkTests {
  private func small() throws -> ModelDescription {
    let network = try Network(architecture: .v11, paddingConvention: .keras, size: InputSize(64))
    return ModelDescription(
      network: network, isTrained: true, weightsName: "best.pth", threads: 1, kernels: "baseline")
  }

  private func shown(_ state: State) -> String {
    ExplorerView.draw(state).text.joined(separator: "\n")
  }

  @Test func anInstalledOneOrAFileIsChosen() throws {
    var explored = try Explored.opened()
    #expect(explored.press(.control("o")) == [.listNetworks])
    explored.send(
      .networks([
        InstalledNetwork(name: "v1.1", note: "trained"),
        InstalledNetwork(name: "flowers.safetensors", note: "v1.1, 5 classes"),
      ]))
    let screen = shown(explored.state)
    for part in ["Networks", "v1.1", "flowers.safetensors", "5 classes", "type a file's name"] {
      #expect(screen.contains(part), "\(part)")
    }
    explored.type("flo")
    #expect(
      explored.press(.enter) == [.openNetwork(.installed("flowers.safetensors"), number: 1)])
    #expect(explored.state.message?.text == "opening flowers.safetensors")
    #expect(shown(explored.state).contains("opening"))
    // One at a time.
    #expect(explored.press("R").isEmpty)
    #expect(explored.press(.escape) == [.stopOpening])
    explored.press(.control("o"))
    explored.send(.paste("~/runs/best.pth"))
    #expect(explored.press(.enter) == [.openNetwork(.file("~/runs/best.pth"), number: 2)])
  }

  @Test func everythingBelongsToTheNewOneButPhotosViewAndLook() throws {
    var explored = try Explored.opened()
    explored.press("c", ".", "D")
    explored.settle()
    explored.press("R")
    let colormap = explored.state.map.colormap
    let before = explored.log.count
    explored.send(.networkOpened(number: 1, try small(), note: nil))
    #expect(explored.state.message?.text == "opened v1.1, best.pth")
    #expect(explored.log[before...] == [.useNetwork(number: 1), .loadImage(index: 1)])
    let state = explored.state
    #expect(state.network.architecture == .v11 && state.pass.frontier == 0)
    #expect(state.view == .compare && state.imageIndex == 1 && state.map.colormap == colormap)
    #expect(state.images.map(\.path) == ["a/coffee.jpg", "cat.png"])
    #expect(state.images[0].loaded == nil)
    // What the network before it still sends is dropped, whatever its numbers.
    explored.send(.of(network: 0, .imageLoaded(index: 1, Explored.image)))
    explored.send(.of(network: 0, .weightsChanged))
    explored.send(.of(network: 0, .session(.idle(generation: 0))))
    #expect(explored.state.images[1].loaded == nil && explored.state.weightsChange == .none)
    explored.send(.of(network: 1, .imageLoaded(index: 1, Explored.image)))
    explored.send(.key("L"))
    #expect(shown(explored.state).contains("v1.1 keras 64"))
    #expect(shown(explored.state).contains("maxpool3"))
    // Again with the numbers that follow.
    #expect(explored.press("R") == [.openNetwork(.again(nil), number: 2)])
  }

  @Test func aFailureLeavesEverythingAsItWas() throws {
    var explored = try Explored.opened()
    explored.press("R")
    explored.send(.networkFailed(number: 1, "w.net: no such file"))
    #expect(explored.state.message == Message(.error, "w.net: no such file"))
    #expect(explored.state.pass.isComplete && explored.state.networkNumber == 0)
    explored.press("R", .escape)
    let before = explored.log.count
    explored.send(.networkOpened(number: 2, try small(), note: nil))
    explored.send(.networkFailed(number: 2, "late"))
    #expect(explored.log.count == before && explored.state.network.architecture == .v10)
    #expect(explored.state.message?.text == "stopped: w.net stays")
  }

  @Test func aChangedFileIsOfferedOnce() throws {
    var explored = try Explored.opened()
    explored.press(":")
    explored.send(.weightsChanged)
    #expect(explored.state.message == nil)
    explored.press(.escape)
    #expect(explored.state.message?.text == "w.net has changed: R opens it anew")
    #expect(shown(explored.state).contains("w.net has changed: R opens it anew"))
    explored.press("j")
    #expect(explored.state.message == nil)
    explored.send(.weightsChanged)
    #expect(explored.state.message?.text == "w.net has changed: R opens it anew")
    #expect(explored.press("R") == [.openNetwork(.again(nil), number: 1)])
    explored.send(.networkOpened(number: 1, explored.state.model, note: "w.net: something"))
    #expect(explored.state.message?.text == "w.net: something")
    #expect(explored.state.weightsChange == .none)
  }

  @Test func theChosenPreprocessingStaysWithTheFile() throws {
    var explored = try Explored.opened(weights: try SampleState.weights())
    explored.press("N")
    let chosen = try #require(explored.state.model.weights?.preprocessing)
    #expect(explored.press("R") == [.openNetwork(.again(chosen), number: 1)])
  }
}
