import Analysis
import Inference
import Testing

@testable import Explorer
@testable import TerminalUI

@Suite("Time")
struct TimeTests {
  @Test func passesRepeatUntilTheyAreStopped() throws {
    var explored = try Explored.opened()
    explored.press("T")
    let generation = explored.state.pass.generation
    #expect(explored.press("t") == [.session(.repeatPasses(generation: generation))])
    #expect(explored.state.isLive && !explored.state.isSettled)
    explored.settle()
    #expect(explored.state.time.peak == 100)
    explored.send(
      .session(.timed(generation: generation, passes: (1...150).map(explored.pass))))
    explored.send(
      .session(.timed(generation: generation, passes: (151...300).map(explored.pass))))
    // Another generation's, and one of another network, do not count.
    explored.send(
      .session(.timed(generation: generation - 1, passes: [explored.pass(milliseconds: 9)])))
    explored.send(
      .session(.timed(generation: generation, passes: [PassTime(layers: [1], total: 1)])))
    #expect(explored.state.time.window.count == 300 && explored.state.measuring?.done == 300)
    #expect(explored.state.measurement == nil)
    // Enough of them for a picture of the screen, which would wait for ever otherwise.
    #expect(explored.state.isLive && explored.state.isSettled)
    // Looking around goes on; the pass stays where it is.
    #expect(explored.press("n").isEmpty)
    #expect(explored.state.message?.text == "measuring pass 301: t stops it")
    explored.press("j", .tab)
    #expect(explored.state.time.section == .kinds)
    #expect(explored.press("t") == [.session(.cancel)])
    explored.settle()
    #expect(!explored.state.isLive && explored.state.isSettled)
    // The latest 200: NumPy's median of 101 … 300 ms is 200.5, its 95th percentile 290.05.
    let total = try #require(explored.state.measurement?.total)
    #expect(total.runs == 200 && total.median == 200.5e6 && abs(total.p95 - 290.05e6) < 1)
    #expect(explored.state.profile?.total == total && explored.state.profile?.peak == 100)
    #expect(
      explored.state.message?.text == "300 passes, of the latest 200: median 200.50 ms")
  }

  @Test func timesOfBlocksAreThoseOfTheirLayersTogether() throws {
    var explored = try Explored.opened()
    // One pass: layer i takes i + 1 ms. fire2 is layers 2 … 5.
    #expect(explored.state.timing(of: .layer(0))?.median == 1e6)
    #expect(explored.state.timing(of: .block(2))?.median == 18e6)
    #expect(explored.state.totalTiming?.median == 780e6 && explored.state.totalTiming?.runs == 1)
    explored.press("t")
    explored.settle()
    // Twenty passes of 1 … 20 ms a layer.
    #expect(explored.state.timing(of: .block(2))?.median == 42e6)
    #expect(explored.state.timing(of: .block(2))?.minimum == 4e6)
    #expect(explored.state.totalTiming == explored.state.measurement?.total)
    #expect(explored.state.layerTimings.count == explored.count)
  }

  /// In one of three passes each layer takes 100 ms, else conv10 (layer 36) 6 ms and the others 1.
  @Test func aShareIsTheSameInEveryTab() throws {
    var explored = try Explored.opened()
    explored.state.terminal = TerminalDescription(
      width: 200, height: 70, colors: .many, unicode: true)
    explored.press("t")
    let passes = (0..<3).map { slow in
      let layers = (0..<explored.count).map { index -> UInt64 in
        index % 3 == slow ? 100_000_000 : index == 36 ? 6_000_000 : 1_000_000
      }
      return PassTime(layers: layers, total: layers.reduce(0, +))
    }
    let generation = explored.state.pass.generation
    explored.send(.session(.timed(generation: generation, passes: passes)))
    let layers = try explored.network.layers.indices.map {
      try #require(explored.state.time.window.timing(ofLayer: $0))
    }
    let total = try #require(explored.state.time.window.total)
    explored.send(
      .session(
        .measured(
          generation: generation,
          measurement: Measurement(layers: layers, total: total, peak: 100))))
    // 6 of 44; of the median pass it would be less than one percent.
    #expect(
      ExplorerView.draw(explored.state).text.contains {
        $0.contains("conv10 ") && $0.contains(" 14%")
      })
    explored.press("T")
    let rows = ExplorerView.draw(explored.state).text.filter { $0.contains("conv10 ") }
    #expect(rows.contains { $0.components(separatedBy: "conv10 ").count == 3 || rows.count > 1 })
    #expect(rows.allSatisfy { $0.contains(" 14%") }, "\(rows)")
  }

  @Test func pendingLayersHaveNoTime() throws {
    var explored = try Explored.opened()
    explored.press("p", "p")
    #expect(explored.state.timing(of: .layer(38)) == nil && explored.state.totalTiming == nil)
    #expect(explored.state.layerTimings.isEmpty)
    #expect(explored.state.timing(of: .layer(36))?.median == 37e6)
    #expect(explored.state.timing(of: 0..<0) == nil && explored.state.timing(of: 30..<50) == nil)
  }

  @Test func theMachineIsMeasured() throws {
    var explored = try Explored.opened()
    explored.press("T")
    #expect(explored.state.roofline == nil)
    let generation = explored.state.pass.generation
    #expect(
      explored.press("H")
        == [.session(.measureMachine(threads: [1, 2], runs: 10, generation: generation))])
    explored.send(.session(.probing(generation: generation, done: 3, of: 22)))
    #expect(explored.state.time.probing?.done == 3 && !explored.state.isSettled)
    #expect(explored.press("t").isEmpty && explored.press("n").isEmpty)
    #expect(explored.press("H") == [.session(.cancel)])
    explored.settle()
    #expect(explored.state.time.machine == nil && explored.state.isSettled)
    #expect(explored.state.message?.text == "the machine was not measured")
    explored.press("H")
    let timing = try #require(TimingSummary(nanoseconds: [4, 5]))
    let figures = MachineFigures(
      threads: 2, peak: 50, bandwidth: 10, passes: [1: timing, 2: timing])
    explored.send(.session(.machine(generation: generation, figures: figures)))
    #expect(explored.state.roofline == Roofline(peak: 50, bandwidth: 10))
    #expect(explored.state.message?.text == "peak 50.0 GMAC/s, memory 10.0 GB/s")
    // The best peak counts: other work only ever slows one down.
    explored.send(.session(.peak(generation: generation, peak: 40)))
    explored.send(.session(.peak(generation: generation, peak: .infinity)))
    #expect(explored.state.time.peak == 50)
    // Another photo does not change the machine, but its passes are its own.
    explored.press(".")
    #expect(explored.state.time.machine == figures && explored.state.time.window.count == 0)
  }

  @Test func editedNetworksAreNotTimed() throws {
    var explored = try Explored.opened()
    explored.press("4", "W")
    explored.settle()
    explored.press("i")
    explored.settle()
    explored.press("T")
    for key in ["t", "H"] as [Key] {
      #expect(explored.press(key).isEmpty)
      #expect(explored.state.message?.text.hasPrefix("times are of the whole network") == true)
    }
    // What runs again now has other times: they are not shown, whatever is switched on later.
    explored.press("r")
    explored.settle()
    #expect(explored.state.timing(of: .layer(0)) == nil)
    explored.press("W", "z")
    explored.settle()
    #expect(explored.state.timing(of: .layer(0)) == nil)
    explored.press("r")
    explored.settle()
    #expect(explored.state.timing(of: .layer(0))?.median == 1e6)
  }

  @Test func aWhatIfEndsLivePasses() throws {
    var explored = try Explored.opened()
    explored.press("4", "T", "t", "W")
    explored.settle()
    #expect(explored.press("i") == [.session(.cancel)])
    explored.settle()
    #expect(!explored.state.isLive && explored.state.pass.top.first?.index == 3)
  }

  @Test func sectionsFollowEachOther() throws {
    var explored = try Explored.opened()
    explored.press("T")
    let seen = TimeState.Section.allCases.map { _ in
      explored.press(.tab)
      return explored.state.time.section
    }
    #expect(seen == [.kinds, .passes, .threads, .roofline, .layers])
    explored.press(.backTab)
    #expect(explored.state.time.section == .roofline)
    explored.press(.escape, "T")
    #expect(explored.state.time.section == .roofline)
  }
}
