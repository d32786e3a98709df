import SqueezeNet

extension ModelWeights {
  /// What neither the file nor a wish says, and names of classes that lie beside the file, a clause
  /// each. Of the published networks, whose files are known, no more than what was chosen.
  public var assumed: [String] {
    guard isTrained else { return [] }
    var clauses = assumptions
    guard ![.v10, .v11].contains(architecture) || origins.classes.isBeside else { return clauses }
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
