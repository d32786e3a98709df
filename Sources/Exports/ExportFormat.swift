public enum ExportFormat: String, Sendable, CaseIterable {
  case png, svg, ans, txt, cast, csv, json, npy, npz

  /// By a file's name; nil for a name without an extension, or with an unknown one.
  public init?(ofName name: String) {
    guard name.last != "/" else { return nil }
    let parts = (name.split(separator: "/").last ?? "")
      .split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last else { return nil }
    self.init(rawValue: last.lowercased())
  }
}
