import SqueezeNet

/// The borders of a graph's windows, and the convention that has the same at the graph's own size.
struct GraphGeometry {
  /// Of the image.
  let size: InputSize
  private var conv1: PaddingConvention.ConvolutionBorder?
  /// Those that every pooling so far agrees with, and those that poolings name.
  private var poolings: [PaddingConvention.PoolingBorder] = [.roundedDown, .roundedUp, .same]
  private var named: [PaddingConvention.PoolingBorder] = []

  private let prefersSame: Bool

  init(size: InputSize, prefersSame: Bool) { (self.size, self.prefersSame) = (size, prefersSame) }

  /// - Parameter padding: nil for `same`.
  /// - Returns: the size of conv1's output; nil where no convention has such a border, and for a
  ///   second convolution of the image.
  mutating func convolve(_ size: InputSize, _ side: Int, _ stride: Int, _ padding: Padding?)
    -> InputSize?
  {
    guard conv1 == nil else { return nil }
    func same(_ length: Int) -> (output: Int, before: Int, after: Int)? {
      PaddingConvention.keras.convolution(length: length, kernel: side, stride: stride)
    }
    guard let rows = same(size.height), let columns = same(size.width) else { return nil }
    let samePadding = Padding(
      top: rows.before, left: columns.before, bottom: rows.after, right: columns.after)
    let isSame =
      padding == samePadding
      && (prefersSame && !samePadding.isEmpty || samePadding.top != samePadding.bottom
        || samePadding.left != samePadding.right)
    guard let padding, !isSame else {
      conv1 = .same
      return InputSize(height: rows.output, width: columns.output)
    }
    let border = padding.top
    let length = min(size.height, size.width) + 2 * border
    guard padding == Padding(border), border <= 16, length >= side else { return nil }
    conv1 = .zeros(border)
    return InputSize(
      height: (size.height + 2 * border - side) / stride + 1,
      width: (size.width + 2 * border - side) / stride + 1)
  }

  /// A pooling over 3×3 pixels by 2.
  ///
  /// - Returns: the size of its output; nil where no convention has it and the poolings before it.
  mutating func pool(_ size: InputSize, _ padding: Padding?, roundsUp: Bool) -> InputSize? {
    let zeros = padding ?? .none
    guard
      let rows = Self.pooled(size.height, zeros.top, zeros.bottom, padding == nil, roundsUp),
      let columns = Self.pooled(size.width, zeros.left, zeros.right, padding == nil, roundsUp)
    else { return nil }
    poolings = poolings.filter { border in
      let convention = PaddingConvention.file(
        size: size, conv1: .same, pooling: border, conv10HasReLU: false)
      func isSame(_ length: Int, _ found: (output: Int, before: Int)) -> Bool {
        convention.pooling(length: length, kernel: 3, stride: 2).map {
          $0.output == found.output && $0.before == found.before
        } ?? false
      }
      return isSame(size.height, rows) && isSame(size.width, columns)
    }
    if padding == nil {
      named.append(.same)
    } else if roundsUp {
      named.append(.roundedUp)
    } else if !zeros.isEmpty {
      // Rounding up is written as a border, too; conv1 tells which of them it is.
      named += prefersSame || conv1 == .same ? [.same, .roundedUp] : [.roundedUp, .same]
    }
    return poolings.isEmpty ? nil : InputSize(height: rows.output, width: columns.output)
  }

  /// Output length along one axis and the border before it.
  private static func pooled(
    _ length: Int, _ before: Int, _ after: Int, _ isSame: Bool, _ roundsUp: Bool
  ) -> (output: Int, before: Int)? {
    if isSame {
      return PaddingConvention.keras.pooling(length: length, kernel: 3, stride: 2).map {
        ($0.output, $0.before)
      }
    }
    let steps = length + before + after - 3
    guard steps >= 0 || (roundsUp && steps == -1) else { return nil }
    var output = (steps + (roundsUp ? 1 : 0)) / 2 + 1
    // No window begins behind the image.
    if roundsUp, (output - 1) * 2 >= length + before { output -= 1 }
    return (output, before)
  }

  /// - Parameter conv10Padding: nil for `same`.
  /// - Returns: nil where conv10's border has different sides.
  func convention(conv10HasReLU: Bool, conv10Padding: Padding?, of architecture: Architecture)
    -> PaddingConvention?
  {
    let border = conv10Padding?.top ?? 0
    guard conv10Padding.map({ $0 == Padding(border) && border <= 16 }) ?? true, let conv1 else {
      return nil
    }
    let usual = poolings.count == 3 ? [.roundedUp] : poolings
    return PaddingConvention.file(
      size: size, conv1: conv1,
      pooling: (named.filter(poolings.contains) + usual).first ?? .roundedUp,
      conv10HasReLU: conv10HasReLU, conv10Border: border, of: architecture)
  }
}
