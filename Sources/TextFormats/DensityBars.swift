/// Counts as one character each, denser for more: a histogram on one line of ASCII.
public enum DensityBars {
  private static let density: [Character] = Array(" .:-=+*#%@")

  /// Relative to the largest count; anything above nothing shows.
  public static func text(_ counts: [Int]) -> String {
    let most = Double(max(1, counts.max() ?? 1))
    return String(
      counts.map { count in
        let level = (Double(max(0, count)) / most * Double(density.count - 1)).rounded(.up)
        return density[min(Int(level), density.count - 1)]
      })
  }
}
