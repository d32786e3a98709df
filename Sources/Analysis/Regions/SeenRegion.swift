import SqueezeNet

/// A rectangle of whole pixels, on the prepared image or on a layer's map.
public struct PixelRectangle: Sendable, Hashable {
  public let rows: Range<Int>
  public let columns: Range<Int>

  public init(rows: Range<Int>, columns: Range<Int>) {
    self.rows = rows
    self.columns = columns
  }

  public var isEmpty: Bool { rows.isEmpty || columns.isEmpty }
  /// Pixels.
  public var area: Int { rows.count * columns.count }

  public func intersection(_ other: PixelRectangle) -> PixelRectangle {
    PixelRectangle(rows: rows.clamped(to: other.rows), columns: columns.clamped(to: other.columns))
  }
}

extension Network {
  /// The part of the prepared image that cells of a layer see, from the architecture alone: every
  /// pixel outside of it can change without changing them.
  ///
  /// Followed back layer by layer and cut to each layer's own size on the way, so that padding
  /// shows nothing. In a fire block's output the channels of the 1×1 half see less than those of
  /// the 3×3 half.
  ///
  /// - Parameters:
  ///   - layer: index; nil is the prepared image.
  ///   - cells: rows and columns of the layer's output; what lies outside of it is left out.
  ///   - channel: nil for what any channel sees.
  /// - Returns: nil for a layer that does not exist, and for cells that see nothing: the border of
  ///   v1.0's conv10 in geometry `caffe`.
  public func regionSeen(by layer: Int?, cells: PixelRectangle, channel: Int? = nil)
    -> PixelRectangle?
  {
    guard let layer else {
      let all = PixelRectangle(rows: 0..<size.height, columns: 0..<size.width)
      let region = cells.intersection(all)
      return region.isEmpty ? nil : region
    }
    guard let layer = self.layer(at: layer) else { return nil }
    let output = PixelRectangle(
      rows: 0..<layer.outputShape.height, columns: 0..<layer.outputShape.width)
    let cells = cells.intersection(output)
    guard !cells.isEmpty else { return nil }
    guard layer.isConcatenation, let fire = layer.fire else {
      // A sum sees what its block sees: the bypass sees less.
      if layer.operation == .addition {
        return layer.inputs.last.flatMap {
          regionSeen(by: $0.index, cells: cells, channel: channel)
        }
      }
      // All but convolutions work channel by channel.
      let channel = layer.convolution == nil ? channel : nil
      return layer.inputs.first.flatMap {
        regionSeen(by: $0.index, cells: layer.inputCells(of: cells), channel: channel)
      }
    }
    // The 3×3 half sees what the 1×1 half sees, and more.
    let narrow = fire.channels(of: fire.expand1x1Name)
    let isNarrow = channel.map { narrow?.contains($0) == true } ?? false
    let half = self.layer(named: isNarrow ? fire.expand1x1Name : fire.expand3x3Name)
    return half.flatMap { regionSeen(by: $0.index, cells: cells) }
  }

  /// As `regionSeen`, for one cell.
  public func regionSeen(by layer: Int?, row: Int, column: Int, channel: Int? = nil)
    -> PixelRectangle?
  {
    guard row >= 0, column >= 0, row < InputSize.maximumSide, column < InputSize.maximumSide
    else { return nil }
    return regionSeen(
      by: layer,
      cells: PixelRectangle(rows: row..<row + 1, columns: column..<column + 1), channel: channel)
  }
}

extension LayerInput {
  fileprivate var index: Int? {
    if case .layer(let index) = self { index } else { nil }
  }
}

extension Layer {
  /// Cells of the input that cells of the output are computed from, padding included.
  fileprivate func inputCells(of cells: PixelRectangle) -> PixelRectangle {
    switch operation {
    case .globalAveragePooling:
      return PixelRectangle(rows: 0..<inputShape.height, columns: 0..<inputShape.width)
    case .concatenation, .addition, .softmax, .sigmoid: return cells
    case .convolution, .maxPooling:
      guard let kernel = operation.kernel, let stride = operation.stride,
        let padding = operation.padding
      else { return cells }
      func input(_ range: Range<Int>, _ before: Int) -> Range<Int> {
        range.lowerBound * stride - before..<(range.upperBound - 1) * stride - before + kernel
      }
      return PixelRectangle(
        rows: input(cells.rows, padding.top), columns: input(cells.columns, padding.left))
    }
  }
}
