import SqueezeNet

extension ModelWeights {
  /// What neither the file nor a wish says, and names of classes that lie beside the file, a clause
  /// each. Of the published networks, whose files are known, no more than what was chosen.
  public var assumed: [String] {
    guard isTrained else { return [] }
    let isPublished = [.v10, .v11].contains(architecture)
    let isKnown = ![origins.preprocessing, origins.paddingConvention].contains(.assumed)
    // Anyone's thousand classes look like ImageNet's.
    let names =
      origins.classes == .assumed && !classes.areNumbers && !(isPublished && isKnown)
      ? ["ImageNet's names of classes are assumed (--labels)"] : []
    var clauses = assumptions
    guard !isPublished || origins.classes.isBeside else { return clauses + names }
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
