import Explorer
import Inference
import Pictures
import SqueezeNet
import Weights

/// Makes files' contents, whole and in memory.
public struct Exporter {
  let source: ExportSource
  let options: PictureOptions
  private let isStopped: @Sendable () -> Bool

  /// - Parameter isStopped: Asked now and then, on the caller's thread; true ends the work.
  public init(
    _ source: ExportSource, options: PictureOptions = PictureOptions(),
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.source = source
    self.options = options
    self.isStopped = isStopped
  }

  /// - Throws: `ExportError.stopped` when it is wanted no more.
  func goOn() throws(ExportError) { if isStopped() { throw .stopped } }

  /// - Parameter format: One of the content's.
  public func bytes(_ content: ExportContent, _ format: ExportFormat) throws(ExportError) -> [UInt8]
  {
    switch (content, format) {
    case (_, .png): return try png(of: content)
    case (.screen, .svg), (.screen, .ans), (.screen, .txt): return try screen(format)
    case (_, .csv), (_, .json), (_, .txt): return Array(try numbers(content, format).utf8)
    case (.activation(let layer), .npy):
      return NPYFile.encode(
        shape: shape(of: layer), values: try activation(layer).values)
    case (.pass, .npz): return try pass()
    default: throw .impossible("this cannot be written as \(format.rawValue)")
    }
  }

  private func screen(_ format: ExportFormat) throws(ExportError) -> [UInt8] {
    guard let state = source.state else { throw .missing("there is no screen") }
    let canvas = ExplorerView.draw(state)
    switch format {
    case .ans: return Array(canvas.ansi.utf8)
    case .txt: return Array(canvas.text.map { $0 + "\n" }.joined().utf8)
    default:
      let title = "sqz-tui, \(state.view.title): \(source.origin)"
      let isDark = state.terminal.background == .dark
      return Array(canvas.svg(title: title, isDark: isDark).utf8)
    }
  }

  /// A layer's output, if it is here.
  func activation(_ layer: Int?) throws(ExportError) -> Activation {
    guard let activation = source.activations[layer] else {
      throw .missing("\(name(of: layer)) is not computed")
    }
    return activation
  }

  func name(of layer: Int?) -> String {
    layer.map { source.model.network.layer(at: $0)?.name ?? "layer \($0)" } ?? "input"
  }

  /// Height × width × channels, or channels alone where each has one value.
  private func shape(of layer: Int?) -> [Int] {
    let layer = layer.flatMap { source.model.network.layer(at: $0) }
    let shape = layer?.outputShape ?? source.model.network.inputShape
    return layer?.isVector == true
      ? [shape.channels] : [shape.height, shape.width, shape.channels]
  }

  /// Every layer under its own name; the prepared image is `input`.
  private func pass() throws(ExportError) -> [UInt8] {
    var arrays: [NPZFile.Array] = []
    for layer in ExportContent.pass.layers(in: source.model.network) {
      try goOn()
      let values = try activation(layer).values
      let array = NPZFile.Array(name: name(of: layer), shape: shape(of: layer), values: values)
      guard let array else { throw .missing("\(name(of: layer)) is not whole") }
      arrays.append(array)
    }
    do {
      return try NPZFile.encode(arrays)
    } catch {
      throw .impossible(error.description)
    }
  }
}
