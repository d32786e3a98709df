import Inference
import Reports
import SqueezeNet

/// Makes files' contents, whole and in memory.
public struct Exporter {
  /// Returns the screen in a format; its title ends in the origin.
  public typealias Screen = @Sendable (_ format: ExportFormat, _ origin: String) -> String

  let source: ReportSource
  let options: PictureOptions
  let screen: Screen?
  private let isStopped: @Sendable () -> Bool

  /// - Parameters:
  ///   - screen: Nil where there is none to export.
  ///   - isStopped: Asked now and then, on the caller's thread; true ends the work.
  public init(
    _ source: ReportSource, options: PictureOptions = PictureOptions(), screen: Screen? = nil,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.source = source
    self.options = options
    self.screen = screen
    self.isStopped = isStopped
  }

  /// - Parameter format: One of the content's.
  public func bytes(_ content: ExportContent, _ format: ExportFormat) throws(ExportError) -> [UInt8]
  {
    guard content.formats.contains(format) else {
      throw .impossible("this cannot be written as \(format.rawValue)")
    }
    do {
      return try content.write(self, format)
    } catch let error as ExportError {
      throw error
    } catch {
      throw .impossible("\(error)")
    }
  }

  /// - Throws: `ExportError.stopped` when it is wanted no more.
  func goOn() throws(ExportError) { if isStopped() { throw .stopped } }

  /// A layer's output, if it is here.
  func activation(_ layer: Int?) throws(ExportError) -> Activation {
    guard let activation = source.activations[layer] else {
      throw .impossible("\(name(of: layer)) is not computed")
    }
    return activation
  }

  func name(of layer: Int?) -> String {
    layer.map { source.model.network.layer(at: $0)?.name ?? "layer \($0)" } ?? "input"
  }
}

/// The reason why there is no file.
public enum ExportError: Error, Hashable, CustomStringConvertible {
  /// The content does not exist, is not computed, or not in this form.
  case impossible(String)
  /// It is wanted no more.
  case stopped

  public var description: String {
    switch self {
    case .impossible(let what): what
    case .stopped: "stopped"
    }
  }
}
