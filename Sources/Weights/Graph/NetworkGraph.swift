import SqueezeNet

/// A network as a file's graph has it, whatever the format: nodes in an order in which each comes
/// after those that it reads. `weights()` is its one translation to a SqueezeNet.
struct NetworkGraph {
  /// The name of the image's value.
  var input: String
  /// Nil where the graph takes any.
  var inputSize: InputSize?
  /// The names of the values that the graph gives.
  var outputs: [String]
  var nodes: [GraphNode] = []
  /// What such files usually want, taken where no node prepares the image.
  var usualPreprocessing = Preprocessing.torchvision
  /// True where borders that `same` could have made are such, as in what TensorFlow wrote.
  var prefersSame = false
  /// Names of classes that the file has.
  var classNames: [String]?
  /// What a file that this program wrote says of its weights (`WeightsMetadata`).
  var facts: [String: String] = [:]
  /// What the file does not tell, a clause each.
  var assumptions: [String] = []
  /// The program that wrote the file, as it calls itself.
  var producer = ""
  /// The arrays as the file has them.
  var stored: [StoredFact] = []

  /// Of nodes, and of what a node has: more than any graph of 16 blocks with each array in a node of
  /// its own.
  static let nodeLimit = 4096
}

/// One computation: what it reads and gives goes by name.
struct GraphNode {
  enum Operation {
    /// Kernel OIHW.
    case convolution(GraphWindow, kernel: StoredArray, bias: StoredArray?)
    /// A matrix over channels, as a kernel OIHW of one pixel.
    case fullyConnected(kernel: StoredArray, bias: StoredArray?)
    case relu
    case maxPooling(GraphWindow)
    case averagePooling(GraphWindow)
    case globalAverage
    /// Along channels, in the order of the inputs.
    case concatenation
    case addition
    case softmax
    case sigmoid
    /// x · scale + shift, one value or one a channel: arithmetic with constants, batch
    /// normalisation.
    case scaling(scale: StoredArray?, shift: StoredArray?)
    /// BGR from RGB, or back.
    case channelReversal
    /// Zeros around the image for the node after it.
    case padding(Padding)
    /// What leaves the values as they are: dropout, flatten, reshape, transposition.
    case identity
    /// What SqueezeNet has not, in words with an article.
    case other(String)
  }

  /// The file's name for it, or its place.
  let name: String
  let operation: Operation
  /// Those that are computed; arrays are in the operation.
  let inputs: [String]
  let output: String

  init(_ name: String, _ operation: Operation, _ inputs: [String], _ output: String) {
    (self.name, self.operation, self.inputs, self.output) = (name, operation, inputs, output)
  }
}

/// The window of a convolution or a pooling; rows before columns.
struct GraphWindow {
  var kernel: [Int]
  var stride = [1, 1]
  var dilation = [1, 1]
  var groups = 1
  /// Nil for TensorFlow's `same`.
  var padding: Padding? = Padding.none
  /// True where the last window of a pooling is clipped.
  var roundsUp = false

  /// The side of a square window and its stride; nil for others.
  var square: (side: Int, stride: Int)? {
    guard kernel.count == 2, stride.count == 2, kernel[0] == kernel[1], stride[0] == stride[1],
      (1...64).contains(kernel[0]), (1...64).contains(stride[0])
    else { return nil }
    return (kernel[0], stride[0])
  }

  /// Its border and the zeros that a node before it put around the image; nil twice over where they
  /// do not add up.
  func padding(within border: Padding) -> Padding?? {
    guard let padding else { return border.isEmpty ? .some(nil) : nil }
    let sides = [
      (padding.top, border.top), (padding.left, border.left), (padding.bottom, border.bottom),
      (padding.right, border.right),
    ]
    guard sides.allSatisfy({ (0...64).contains($0.0) && (0...64).contains($0.1) }) else {
      return nil
    }
    let sums = sides.map { $0.0 + $0.1 }
    return Padding(top: sums[0], left: sums[1], bottom: sums[2], right: sums[3])
  }

  /// `3x3 by 2`.
  var text: String {
    let sides = kernel.map(String.init).joined(separator: "x")
    if stride == [1, 1] { return sides }
    let steps = Set(stride).count == 1 ? Array(stride.prefix(1)) : stride
    return "\(sides) by \(steps.map(String.init).joined(separator: "x"))"
  }
}
