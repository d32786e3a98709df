import SqueezeNet
import Testing

/// The paper's design space. Sizes in MiB are worked out from the paper's formulas, with a
/// spreadsheet's arithmetic and not with this code.
@Suite("Design space")
struct DesignSpaceTests {
  @Test func initialValuesGiveTheTable() throws {
    #expect(try DesignSpace().architecture(of: .v10) == .v10)
    #expect(try DesignSpace().architecture(of: .v11) == .v11)
  }

  @Test(
    arguments: zip(
      1...8, [4.76, 7.50, 10.25, 12.99, 15.73, 18.47, 21.21, 23.95]))
  func squeezeRatios(eighths: Int, mebibytes: Double) throws {
    var design = DesignSpace()
    design.squeezeRatio = Double(eighths) / 8
    let network = try Network(
      architecture: design.architecture(of: .v10), paddingConvention: .paper)
    #expect(abs(Double(network.parameters) * 4 / 1_048_576 - mebibytes) < 0.005)
  }

  /// e = 128, 128, 256 …; 99% of 128 are 127, of 512 they are 507.
  @Test func sharesAreRounded() throws {
    var design = DesignSpace()
    design.pct3x3 = 0.99
    let blocks = try design.architecture(of: .v10).fireBlocks
    #expect(blocks.map(\.expand3x3) == [127, 127, 253, 253, 380, 380, 507, 507])
    #expect(blocks.map(\.expand1x1) == [1, 1, 3, 3, 4, 4, 5, 5])
    design.freq = 3
    design.incrE = 10
    design.pct3x3 = 0.5
    #expect(
      try design.architecture(of: .v10).fireBlocks.map(\.outputChannels)
        == [128, 128, 128, 138, 138, 138, 148, 148])
  }

  /// Figure 2: around fire3, 5, 7, 9 as it is, around fire2, 4, 6, 8 through a convolution.
  @Test func bypasses() throws {
    var design = DesignSpace()
    design.bypass = .simple
    let simple = try design.architecture(of: .v10)
    #expect(simple.fireBlocks.filter { $0.bypass == .identity }.map(\.number) == [3, 5, 7, 9])
    #expect(simple.name == "v1.0 simple bypass" && simple.bypass == .simple)
    design.bypass = .complex
    let complex = try design.architecture(of: .v10)
    #expect(complex.fireBlocks.filter { $0.bypass == .convolution }.map(\.number) == [2, 4, 6, 8])
    let network = try Network(architecture: complex, paddingConvention: .paper)
    // Four 1×1 convolutions with bias: 96→128, 128→256, 256→384, 384→512.
    #expect(network.parameters == 1_248_424 + 12_416 + 33_024 + 98_688 + 197_120)
    let sum = try #require(network.layer(named: "fire4/bypass"))
    #expect(sum.operation == .addition && sum.isFireOutput && sum.operation.typeName == "addition")
    #expect(
      sum.inputs.map { input in
        if case .layer(let index) = input { network.layers[index].name } else { "image" }
      } == ["fire4/bypass1x1", "fire4"])
    // Behind a pooling the bypass begins at its output.
    let fifth = try #require(network.layer(named: "fire5/bypass"))
    #expect(fifth.inputs.first == .layer(try #require(network.layer(named: "maxpool4")).index))
    #expect(network.layer(named: "fire6/squeeze1x1")?.inputs == [.layer(fifth.index)])
  }

  @Test func designsThatAreNone() {
    for (change, part) in [
      ({ $0.squeezeRatio = 0.001 }, "fire2 without squeeze"),
      ({ $0.pct3x3 = 0 }, "fire2 without 3x3 expand"), ({ $0.pct3x3 = 1 }, "without 1x1 expand"),
      ({ $0.squeezeRatio = 8 }, "4096 are the most"), ({ $0.incrE = 4000 }, "4096 are the most"),
    ] as [((inout DesignSpace) -> Void, String)] {
      var design = DesignSpace()
      if part.contains("most") { design.baseE = 1024 }
      change(&design)
      let error = #expect(throws: DesignError.self) { try design.architecture(of: .v10) }
      #expect(error?.description.contains(part) == true)
    }
  }

  @Test func oneClassIsASigmoid() throws {
    var architecture = Architecture.v11
    architecture.classCount = 1
    let network = try Network(architecture: architecture, paddingConvention: .torchvision)
    #expect(network.layers.last?.name == "sigmoid" && network.classes.count == 2)
    #expect(network.layers.last?.outputShape.channels == 2)
    #expect(network.logit(ofClass: 0)?.sign == -1 && network.logit(ofClass: 1)?.sign == 1)
    #expect(network.className(ofChannel: 0, layer: network.layers.count - 3) == "class 1")
    #expect(architecture.name == "v1.1")
  }
}
