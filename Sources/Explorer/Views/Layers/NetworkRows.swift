import SqueezeNet

extension Network {
  /// The rows of layers from top to bottom.
  func tableRows(unfolded: Set<Int>) -> [TableRow] {
    var rows: [TableRow] = []
    for layer in layers {
      guard let fire = layer.fire else {
        rows.append(.layer(layer.index))
        continue
      }
      let isFirst = layer.index == 0 || layers[layer.index - 1].fire != fire
      if isFirst { rows.append(.block(fire.number)) }
      if unfolded.contains(fire.number) { rows.append(.layer(layer.index)) }
    }
    return rows
  }

  /// The layer whose output a row shows: a block's is that of its last layer.
  func layerIndex(of row: TableRow) -> Int? {
    switch row {
    case .input: nil
    case .block(let number): layers(ofFire: number).map { $0.upperBound - 1 }
    case .layer(let index): layers.indices.contains(index) ? index : nil
    }
  }

  /// All layers that a row's numbers cover.
  func layers(of row: TableRow) -> Range<Int> {
    switch row {
    case .input: 0..<0
    case .block(let number): layers(ofFire: number) ?? 0..<0
    case .layer(let index): layers.indices.contains(index) ? index..<index + 1 : 0..<0
    }
  }

  /// The fire block that a row stands in, if any.
  func fireNumber(of row: TableRow) -> Int? {
    switch row {
    case .input: nil
    case .block(let number): number
    case .layer(let index): layer(at: index)?.fire?.number
    }
  }

  /// A row's name without its surroundings: `fire4`, `squeeze1x1`, `concatenate`, `conv10`.
  func shortName(of row: TableRow) -> String {
    switch row {
    case .input: "input"
    case .block(let number): "fire\(number)"
    case .layer(let index):
      layer(at: index).map { $0.isConcatenation ? "concatenate" : $0.shortName } ?? ""
    }
  }

  /// A row's full name: `fire4`, `fire4/squeeze1x1`, `fire4/concatenate`, `conv10`.
  func fullName(of row: TableRow) -> String {
    guard case .layer(let index) = row, let layer = layer(at: index) else {
      return shortName(of: row)
    }
    return layer.isConcatenation ? "\(layer.name)/concatenate" : layer.name
  }
}
