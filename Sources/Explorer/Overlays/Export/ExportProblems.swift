import SqueezeNet

/// Why there is nothing to write, in a few words: they stand in the menu.
extension State {
  func exportProblem(_ kind: ExportKind) -> String? {
    switch kind {
    case .screen: return nil
    case .kernels, .filters:
      if shownOutput == nil { return "no kernels" }
      return model.weights == nil ? "no weights" : nil
    default: break
    }
    guard loadedImage != nil else { return "no photo" }
    if !whatIf.isCarriedOut { return "being computed" }
    switch kind {
    case .map, .sheet, .overlay: return mapProblem
    case .activation: return isSelectedDone ? nil : "pending"
    case .whatIf: if whatIf.ablation.isEmpty { return "nothing is off" }
    case .profile:
      if !whatIf.ablation.isEmpty { return "of the whole network: z in what if" }
    default: break
    }
    guard pass.isComplete else {
      let count = network.layers.count - pass.frontier
      return count == 1 ? "1 layer is pending" : "\(count) layers are pending"
    }
    switch kind {
    case .difference: return differenceProblem
    case .comparison: return comparisonProblem
    case .activity:
      return network.layers.allSatisfy { survey($0.index) != nil } ? nil : "being counted"
    case .classMap, .why: return model.weights == nil ? "no weights" : nil
    default: return nil
    }
  }

  private var isSelectedDone: Bool { selectedLayer.map { $0.index < pass.frontier } ?? false }

  private var mapProblem: String? {
    guard isSelectedDone, let shape = selectedLayer?.outputShape else { return "pending" }
    return shape.height == 1 && shape.width == 1 ? "one value a channel" : nil
  }

  private var comparisonProblem: String? {
    guard comparison == nil else { return nil }
    return compareFailure == nil ? "being computed" : "it failed"
  }

  private var differenceProblem: String? {
    if let problem = comparisonProblem ?? mapProblem { return problem }
    guard let pair = comparison, let layer = selectedLayer.flatMap({ pair.layer($0.index) }),
      layer.values != nil
    else { return "not the same channels" }
    return nil
  }
}
