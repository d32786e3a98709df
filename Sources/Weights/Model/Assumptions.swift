import SqueezeNet

extension ModelWeights {
  /// What neither the file nor a wish says, and names of classes that lie beside the file, a clause
  /// each. None of the published networks, whose files are known.
  public var assumed: [String] {
    guard isTrained, ![.v10, .v11].contains(architecture) || origins.classes.isBeside else {
      return []
    }
    var clauses = assumptions
    if origins.preprocessing == .assumed {
      clauses.append("preprocessing \(preprocessing.name) is assumed (--preprocess)")
    }
    if origins.paddingConvention == .assumed {
      clauses.append("padding as \(paddingConvention.name) is assumed (--geometry)")
    }
    switch origins.classes {
    case .beside: clauses.append("classes are from \(origins.classes)")
    case .assumed where classes.areNumbers: clauses.append("classes have no names (--labels)")
    case .assumed, .file, .asked: break
    }
    return clauses
  }
}

extension FactOrigin {
  fileprivate var isBeside: Bool { if case .beside = self { true } else { false } }
}
