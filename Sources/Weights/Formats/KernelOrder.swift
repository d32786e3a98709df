extension StoredArray {
  /// A kernel HWIO as OIHW; a matrix of inputs and outputs as a kernel of one pixel.
  var outputFirst: StoredArray {
    let shape = self.shape.count == 2 ? [1, 1] + self.shape : self.shape
    guard shape.count == 4 else { return self }
    return StoredArray(
      shape: [shape[3], shape[2], shape[0], shape[1]], name: name, type: type
    ) { () throws(WeightsError) in Self.outputFirst(try self.values(), shape) }
  }

  private static func outputFirst(_ values: [Float], _ shape: [Int]) -> [Float] {
    let (window, inputs, outputs) = (shape[0] * shape[1], shape[2], shape[3])
    return [Float](unsafeUninitializedCapacity: values.count) { target, initialized in
      values.withUnsafeBufferPointer { source in
        // In tiles that stay in the nearest cache on both sides.
        let tile = 16
        for firstInput in stride(from: 0, to: inputs, by: tile) {
          for firstOutput in stride(from: 0, to: outputs, by: tile) {
            for place in 0..<window {
              for input in firstInput..<min(firstInput + tile, inputs) {
                let from = (place * inputs + input) * outputs
                for output in firstOutput..<min(firstOutput + tile, outputs) {
                  target.initializeElement(
                    at: (output * inputs + input) * window + place, to: source[from + output])
                }
              }
            }
          }
        }
      }
      initialized = values.count
    }
  }
}
