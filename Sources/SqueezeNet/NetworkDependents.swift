extension Network {
  /// Layers whose output can change when that of the given ones does: those that read them, those
  /// that read these, and so on, in the order of execution. A given layer is among them only if it
  /// depends on another given one.
  public func dependents(of changed: Set<Int>) -> [Int] {
    var reached = changed
    var found: [Int] = []
    for layer in layers {
      let reads = layer.inputs.contains { input in
        if case .layer(let index) = input { reached.contains(index) } else { false }
      }
      guard reads else { continue }
      reached.insert(layer.index)
      found.append(layer.index)
    }
    return found
  }

  /// True for layers whose channels can be ablated to some purpose: all up to the one that conv10
  /// reads. A class's own map switched off would only hide the answer.
  public func canAblate(layer index: Int) -> Bool {
    layer(at: index) != nil && conv10.map { index < $0.index } ?? false
  }
}
