import Inference

/// One class before and after the edits of a pass.
public struct PredictionChange: Sendable, Hashable {
  /// 0 … 999.
  public let classIndex: Int
  /// Softmax outputs, 0 … 1.
  public let before: Float
  public let after: Float
  /// Places among all classes, 1 the strongest.
  public let rankBefore: Int
  public let rankAfter: Int

  public var change: Float { after - before }

  /// The classes that are among the strongest `count` before or after, the strongest after first.
  ///
  /// - Parameters:
  ///   - before, after: softmax outputs of all classes; empty for different counts.
  public static func top(_ count: Int, before: [Float], after: [Float]) -> [PredictionChange] {
    guard before.count == after.count else { return [] }
    let first = Prediction.top(before.count, of: before).map(\.index)
    let second = Prediction.top(after.count, of: after).map(\.index)
    var places = [Int](repeating: 0, count: after.count)
    for (place, index) in second.enumerated() { places[index] = place + 1 }
    let shown = Set(first.prefix(max(0, count)) + second.prefix(max(0, count)))
    return shown.sorted { places[$0] < places[$1] }.map { index in
      PredictionChange(
        classIndex: index, before: before[index], after: after[index],
        rankBefore: (first.firstIndex(of: index) ?? 0) + 1, rankAfter: places[index])
    }
  }
}
