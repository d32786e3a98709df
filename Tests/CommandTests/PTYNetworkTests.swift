import Foundation
import SqueezeNet
import TestSupport
import Testing

@testable import Weights

/// Another network in the running explorer, and one that is trained further meanwhile.
@Suite(.serialized) struct PTYNetworkTests {
  private func write(_ url: URL, classes: Int, seed: UInt64 = 1) throws {
    let weights = try ModelWeights.glorot(
      architecture: FamilyMembers.small(classes: classes), seed: seed)
    let arrays = try weights.arrays(naming: .layers).compactMap { name, array in
      NPZFile.Array(name: name, shape: array.shape, values: try array.values())
    }
    try Data(NPZFile.encode(arrays)).write(to: url)
  }

  @Test func aNetworkIsSwappedAndOpenedAnewWhenItsFileChanges() throws {
    let explorer = try PTYExplorer()
    let process = explorer.process
    let file = explorer.directory.appending(path: "best.npz")
    try write(file, classes: 3)
    try explorer.waitForPass()
    func open(_ name: String) throws {
      process.type("\u{0F}")
      try process.wait("networks") { $0.text.contains("Networks") && $0.text.contains("v1.1") }
      process.type(name)
      try process.wait("its name") { $0.text.contains(name) && $0.text.contains("a file") }
      process.type("\r")
    }
    try open("gradient.png")
    try process.wait("refusal") { $0.text.contains("gradient.png: is an image") }
    #expect(process.screen.lines[0].contains("untrained"))
    try open("best.npz")
    try process.wait("the other network") {
      $0.text.contains("1×1×3 ") && $0.text.contains("best.npz: ")
    }
    try explorer.waitForPass()
    #expect(!process.screen.lines[0].contains("untrained"))
    process.type("Y")
    try process.wait("why") { $0.lines[1].contains("rank 1 of 3") }

    // Half-written: nothing is offered.
    let whole = try Data(contentsOf: file)
    try whole.prefix(whole.count / 2).write(to: file)
    process.settle(milliseconds: 2500)
    #expect(!process.screen.text.contains("has changed"))
    try write(file, classes: 4, seed: 2)
    try process.wait("offer") { $0.text.contains("best.npz has changed: R opens it anew") }
    process.type("R")
    try process.wait("the new classes, in the same view") {
      $0.lines[1].contains("rank 1 of 4")
    }
    process.type("q")
    try explorer.waitForPass()
    process.type("q")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }

  @Test func theMatrixLeadsFromACellToTheReasonsOfAPhoto() throws {
    let explorer = try PTYExplorer(
      script: """
        for class in a b c; do mkdir -p set/$class; cp "$1" set/$class/1.png; cp "$1" set/$class/2.png
        done; while [ ! -f ready ]; do sleep 0.1; done; exec "$0" set --weights best.npz
        """)
    let process = explorer.process
    try write(explorer.directory.appending(path: "best.npz"), classes: 3)
    try Data().write(to: explorer.directory.appending(path: "ready"))
    try explorer.waitForPass()
    process.type("C")
    // The same picture six times has one answer.
    try process.wait("matrix") {
      $0.text.contains("top-1 33.3%") && $0.lines[1].contains("6 photos")
    }
    for (width, height) in [(40, 12), (200, 60), (80, 24)] {
      process.resize(width: width, height: height)
      try process.wait("matrix at \(width)×\(height)") {
        $0.text.contains("top-1 33.3%") && $0.text.contains("recall")
          && $0.lines[height - 1].contains("Esc back")
      }
    }
    process.type("lh\u{1B}[B\u{1B}[B")
    try process.wait("the last class") { $0.text.contains("c  ") && $0.text.contains("of 2") }
    process.type("hhllhh\r")
    process.settle()
    // Its photos are in one of three columns.
    for _ in 0..<2 where !process.screen.text.contains(" 2.png") {
      process.type("l\r")
      process.settle()
    }
    // The header names the first photo, too, and none of the second.
    try process.wait("photos") { $0.text.contains(" 1.png") && $0.text.contains(" 2.png") }
    process.type("\r")
    try process.wait("why") { $0.lines[0].contains("1.png 5/6") && $0.text.contains("rather than") }
    process.type("\u{7F}\u{1B}")
    try process.wait("matrix again") { $0.text.contains("top-1 33.3%") }
    process.type("qq")
    #expect(try process.end() == .exited(0))
    #expect(explorer.isGivenBack && process.screen.unknown.isEmpty)
  }
}
