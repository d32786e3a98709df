import SqueezeNet

/// A class in words.
enum ClassName {
  static func of(_ index: Int) -> String {
    "class \(index)"
  }
}
