import SqueezeNet

/// Reasons why there is nothing to write, in a few words: they stand in the menu.
extension State {
  var kernelsProblem: String? { shownOutput == nil ? "no kernels" : weightsProblem }

  var weightsProblem: String? { model.weights == nil ? "no weights" : nil }

  var photoProblem: String? {
    guard loadedImage != nil else { return "no photo" }
    return whatIf.isCarriedOut ? nil : "being computed"
  }

  /// Of the selected layer's output.
  var layerProblem: String? {
    let isDone = selectedLayer.map { $0.index < pass.frontier } ?? false
    return photoProblem ?? (isDone ? nil : "pending")
  }

  var mapProblem: String? {
    let shape = selectedLayer?.outputShape
    return layerProblem
      ?? (shape?.height == 1 && shape?.width == 1 ? "one value a channel" : nil)
  }

  /// Of all layers.
  var passProblem: String? {
    if let photoProblem { return photoProblem }
    let count = pass.isComplete ? 0 : network.layers.count - pass.frontier
    return count == 0 ? nil : count == 1 ? "1 layer is pending" : "\(count) layers are pending"
  }

  var comparisonProblem: String? {
    if let passProblem { return passProblem }
    guard comparison == nil else { return nil }
    return compareFailure == nil ? "being computed" : "it failed"
  }

  var differenceProblem: String? {
    if let problem = comparisonProblem ?? mapProblem { return problem }
    guard let pair = comparison, let layer = selectedLayer.flatMap({ pair.layer($0.name) }),
      layer.values != nil
    else { return comparison?.areRelated == false ? "unrelated channels" : "not the same channels" }
    return nil
  }
}
