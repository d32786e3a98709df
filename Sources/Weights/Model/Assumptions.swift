import SqueezeNet

extension ModelWeights {
  /// What neither the file nor a wish says, and names of classes that lie beside the file, a clause
  /// each. None of the published networks, whose files are known.
  public var assumed: [String] {
    let isPublished = [.v10, .v11].contains(architecture)
    let isKnown = ![origins.preprocessing, origins.paddingConvention].contains(.assumed)
    // Anyone's thousand classes look like ImageNet's.
    let names =
      origins.classes == .assumed && !classes.areNumbers && !(isPublished && isKnown)
      ? ["ImageNet's names of classes are assumed (--labels)"] : []
    guard isTrained, !isPublished || origins.classes.isBeside else { return isTrained ? names : [] }
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
    return clauses + names
  }
}

extension FactOrigin {
  fileprivate var isBeside: Bool { if case .beside = self { true } else { false } }
}
