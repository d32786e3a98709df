/// A pooling in the text of a TorchScript program, as `torch.max_pool2d(input, [3, 3], [2, 2],
/// [0, 0], [1, 1], True)`, or a call of the function that has been given another name before.
struct ScriptedPooling {
  /// Kernel, stride, border and dilation.
  let numbers: [[Int]]
  let roundsUp: Bool

  private static let function = "max_pool2d"

  /// The poolings whose numbers are in the text; others are handed on from elsewhere.
  static func all(in code: [String]) -> [ScriptedPooling] {
    code.filter { $0.contains(function) }.flatMap { text in
      var names = [function + "("]
      return text.split(separator: "\n").compactMap { line -> ScriptedPooling? in
        if line.hasSuffix(function), let name = line.split(separator: " ").first {
          names.append(" \(name)(")
        }
        guard let name = names.first(where: line.contains),
          let call = line.split(separator: name, maxSplits: 1).last
        else { return nil }
        return ScriptedPooling(call)
      }
    }
  }

  private init?(_ call: Substring) {
    let parts = call.split(separator: "[", omittingEmptySubsequences: false).dropFirst()
    var numbers = parts.prefix(4).map { part in
      part.prefix { $0 != "]" }.split(separator: ",").compactMap { number in
        Int(number.drop { $0 == " " })
      }
    }
    guard let kernel = numbers.first, !kernel.isEmpty else { return nil }
    // Without a stride windows lie side by side.
    if numbers.count == 1 { numbers.append([]) }
    if numbers[1].isEmpty { numbers[1] = kernel }
    self.numbers = numbers
    roundsUp = parts.last?.contains("], True") == true
  }
}
