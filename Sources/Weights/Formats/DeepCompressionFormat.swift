import SqueezeNet

/// The `.net` file of Deep Compression (Han, Mao, Dally, arXiv 1510.00149) with the pruned and
/// quantised v1.0.
///
/// It has no magic number: 26 counts of stored entries (u32), then for each layer a codebook of
/// 256 float32, the float32 biases, one codebook index (u8) an entry, and one gap (4 bits, low
/// half first) an entry. An entry lies gap + 1 places after the one before; all else is zero.
enum DeepCompressionFormat: WritableWeightsFormat {
  static let name = "Deep Compression"
  static let fileExtensions = ["net"]

  private static let codebookSize = 256

  static func matches(_ source: WeightsSource) -> Bool {
    var reader = ByteReader(source.head)
    return (try? entryCounts(&reader)) != nil
  }

  static func read(_ source: WeightsSource) throws(WeightsError) -> ModelWeights {
    var reader = ByteReader(try source.whole())
    let layout = ModelWeights.layout(of: .v10)
    var convolutions: [String: ConvolutionWeights] = [:]
    for ((name, convolution), count) in zip(layout, try entryCounts(&reader)) {
      let codebook = try reader.floats(codebookSize)
      let bias = try reader.floats(convolution.outputChannels)
      let codes = try reader.slice(count)
      let gaps = try reader.slice((count + 1) / 2)
      guard
        let kernel = decode(
          codebook: codebook, codes: codes, gaps: gaps, count: convolution.kernelCount)
      else { throw .malformed("the entries of \(name) run past its last weight") }
      convolutions[name] = ConvolutionWeights(kernel: kernel, bias: bias)
    }
    guard reader.left == 0 else { throw .trailingBytes(reader.left) }
    return try ModelWeights(
      architecture: .v10, convolutions: convolutions, preprocessing: .caffe,
      paddingConvention: .caffe,
      isTrained: true)
  }

  /// - Throws: for what the format cannot say: other layers, other facts, more than 255 values.
  static func write(_ weights: ModelWeights, naming: ArrayNaming) throws(WeightsError) -> [UInt8] {
    guard weights.architecture == .v10, weights.preprocessing == .caffe,
      weights.paddingConvention == .caffe
    else {
      throw .notWritable(".net files hold Caffe's v1.0 and nothing else")
    }
    var (head, body): ([UInt8], [UInt8]) = ([], [])
    for (name, _) in ModelWeights.layout(of: .v10) {
      guard let layer = weights.convolutions[name],
        let codebook = CompressedKernel.codebook(of: layer.kernel), !codebook.isEmpty
      else {
        throw .notWritable(
          "\(name) has more than 255 distinct values: 'sqz-tui weights compress' makes them fewer")
      }
      let codes = Dictionary(uniqueKeysWithValues: zip(codebook, UInt8(1)...255))
      var entries: [(gap: UInt8, code: UInt8)] = []
      var gap: UInt8 = 0
      for value in layer.kernel {
        let code = codes[value]
        // Sixteen zeros: an entry for the last of them.
        if code != nil || gap == 15 {
          entries.append((gap, code ?? 0))
          gap = 0
        } else {
          gap += 1
        }
      }
      head.append(littleEndian: UInt32(entries.count))
      body.append(littleEndian: [0] + codebook)
      body.append(littleEndian: [Float](repeating: 0, count: codebookSize - 1 - codebook.count))
      body.append(littleEndian: layer.bias)
      body += entries.map(\.code)
      body += stride(from: 0, to: entries.count, by: 2).map {
        entries[$0].gap | ($0 + 1 < entries.count ? entries[$0 + 1].gap << 4 : 0)
      }
    }
    return head + body
  }

  /// Stored entries of each layer; none has more than weights, which is what tells the format.
  private static func entryCounts(_ reader: inout ByteReader) throws(WeightsError) -> [Int] {
    var counts: [Int] = []
    for (name, convolution) in ModelWeights.layout(of: .v10) {
      let count = Int(try reader.uint32())
      guard (1...convolution.kernelCount).contains(count) else {
        throw .malformed("\(count) entries for layer \(name)")
      }
      counts.append(count)
    }
    return counts
  }

  /// Nil when an entry lies outside of the kernel. `gaps` has half as many bytes as `codes`,
  /// `codebook` 256 values.
  private static func decode(
    codebook: [Float], codes: ArraySlice<UInt8>, gaps: ArraySlice<UInt8>, count: Int
  ) -> [Float]? {
    var kernel = [Float](repeating: 0, count: count)
    let isInside = kernel.withUnsafeMutableBufferPointer { kernel in
      codebook.withUnsafeBufferPointer { codebook in
        codes.withUnsafeBufferPointer { codes in
          gaps.withUnsafeBufferPointer { gaps in
            var position = -1
            for entry in codes.indices {
              position += Int(gaps[entry >> 1] >> UInt8((entry & 1) * 4) & 15) + 1
              guard position < count else { return false }
              kernel[position] = codebook[Int(codes[entry])]
            }
            return true
          }
        }
      }
    }
    return isInside ? kernel : nil
  }
}
