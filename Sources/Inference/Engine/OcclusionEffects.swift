import SqueezeNet

/// The answers with a square of the photo covered: it is moved over all of the photo, and the
/// network runs with each place of it.
public struct OcclusionEffects: Sendable, Hashable {
  /// The network's answer to one input.
  public struct Answer: Sendable, Hashable {
    /// avgpool10's output, one a class.
    public let logits: [Float]
    /// Softmax output, one a class.
    public let probabilities: [Float]

    public init(logits: [Float], probabilities: [Float]) {
      (self.logits, self.probabilities) = (logits, probabilities)
    }
  }
  public let grid: OcclusionGrid
  /// The answer with none of the squares.
  public let whole: Answer
  /// By place of the grid; fewer than it has while they are measured, and where that was ended.
  public internal(set) var covered: [Answer]

  public init(grid: OcclusionGrid, whole: Answer, covered: [Answer] = []) {
    (self.grid, self.whole, self.covered) = (grid, whole, covered)
  }

  public var isComplete: Bool { covered.count == grid.count }

  /// By place, how much of a class's logit the square takes: positive where it hides what speaks
  /// for the class.
  public func logitLosses(ofClass index: Int, in network: Network) -> [Double] {
    guard let (own, sign) = network.logit(ofClass: index), whole.logits.indices.contains(own)
    else { return [] }
    return covered.map { sign * (Double(whole.logits[own]) - Double($0.logits[own])) }
  }

  /// The same of its probability.
  public func probabilityLosses(ofClass index: Int) -> [Double] {
    guard whole.probabilities.indices.contains(index) else { return [] }
    return covered.map { Double(whole.probabilities[index]) - Double($0.probabilities[index]) }
  }
}

/// The places of a square that is moved over the whole photo: evenly from edge to edge, in pixels
/// of the prepared image, row by row.
public struct OcclusionGrid: Sendable, Hashable {
  public let side: Int
  /// Upper edges, and left edges.
  public let rows: [Int]
  public let columns: [Int]
  public let size: InputSize

  /// Places along a side of the photo: 196 passes, which is about what a person waits for.
  private static let mostPlaces = 14

  /// - Parameter side: Nil for one that hides about an object's part.
  public init(side: Int? = nil, size: InputSize) {
    let shorter = max(1, min(size.height, size.width))
    let side = max(1, min(side ?? shorter * 3 / 20, shorter))
    func places(_ length: Int) -> [Int] {
      let room = max(0, length - side)
      let steps = min(Self.mostPlaces - 1, room)
      return (0...steps).map { steps == 0 ? 0 : (2 * $0 * room + steps) / (2 * steps) }
    }
    (self.side, self.size) = (side, size)
    (rows, columns) = (places(size.height), places(size.width))
  }

  public var count: Int { rows.count * columns.count }

  /// The square at a place; the nearest one for places that are not there.
  public subscript(place: Int) -> Occlusion {
    let place = max(0, min(place, count - 1))
    return Occlusion(
      row: rows[place / columns.count], column: columns[place % columns.count], side: side)
  }

  /// Returns row and column of the grid whose square has its middle nearest to a pixel.
  public func nearest(row: Int, column: Int) -> (row: Int, column: Int) {
    func nearest(_ pixel: Int, _ length: Int, _ count: Int) -> Int {
      let room = max(0, length - side)
      guard room > 0 else { return 0 }
      let start = max(0, min(pixel - side / 2, room))
      return (2 * start * (count - 1) + room) / (2 * room)
    }
    return (nearest(row, size.height, rows.count), nearest(column, size.width, columns.count))
  }
}

extension Engine {
  /// Covers each square of a grid in turn and reads the answer. Afterwards every output is that of
  /// the input itself.
  ///
  /// - Parameters:
  ///   - input: The prepared image.
  ///   - beforeSquare: Told what is done; may call what it is given to have every output true
  ///     meanwhile; false ends it.
  /// - Returns: As many answers as there were until it was ended.
  public func occlusionEffects(
    of input: [Float], on grid: OcclusionGrid,
    beforeSquare: (_ done: OcclusionEffects, _ restore: () -> Void) -> Bool = { _, _ in true }
  ) throws(EngineError) -> OcclusionEffects {
    func answer(_ values: [Float]) throws(EngineError) -> OcclusionEffects.Answer {
      try setInput(values)
      var logits: [Float] = []
      var probabilities: [Float] = []
      for layer in network.layers.indices {
        run(layer: layer)
        // Where layers share memory, the next one may write over it.
        if layer == network.logits?.index { logits = activation(layer: layer)?.values ?? [] }
        if layer == network.answer?.index { probabilities = activation(layer: layer)?.values ?? [] }
      }
      return OcclusionEffects.Answer(logits: logits, probabilities: probabilities)
    }
    // Never throws: the input was taken before.
    func restore() { _ = try? answer(input) }
    var effects = OcclusionEffects(grid: grid, whole: try answer(input))
    for place in 0..<grid.count {
      guard beforeSquare(effects, restore) else { break }
      effects.covered.append(try answer(grid[place].applied(to: input, size: network.size)))
    }
    restore()
    return effects
  }
}
