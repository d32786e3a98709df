import Inference
import Reports
import SqueezeNet
import TextFormats

/// Something that can be written to a file, with everything that it depends on but the values
/// themselves.
public struct ExportContent: Sendable {
  /// Equal for equal contents.
  let identity: [any Hashable & Sendable]
  /// Formats in which it can be written, the usual one first.
  public let formats: [ExportFormat]
  /// Layers whose outputs are needed; nil is the prepared image.
  public var layers: @Sendable (Network) -> [Int?] = { _ in [] }
  /// Parts of a file's name, after the photo's.
  let name: @Sendable (Network) -> [String]
  /// False for weights, which are the same whatever the photo.
  var isOfPhoto = true
  /// True for what is another one where channels are off and does not say so itself.
  var isOfPass = false
  /// Side of a value in pixels (over the photo: of one of the photo's pixels) that suits a screen
  /// and a page; nil for what is no picture of maps.
  public var usualScale: (@Sendable (Network) -> Int)?
  /// Bytes that it takes to make a file, besides the outputs that it needs; throws where it cannot be
  /// made.
  var fileBytes: @Sendable (Network, PictureOptions) throws -> Int = { _, _ in 0 }
  let write: @Sendable (Exporter, ExportFormat) throws -> [UInt8]

  /// - Parameters:
  ///   - name: Parts of a file's name, after the photo's.
  ///   - layers: Those whose outputs the report needs.
  public static func numbers(
    _ name: [String], layers: [Int?] = [], isOfPhoto: Bool = true, isOfPass: Bool = false,
    _ report: @escaping @Sendable (ReportSource) throws -> any Report
  ) -> ExportContent {
    ExportContent(
      identity: name, formats: [.csv, .json, .txt], layers: { _ in layers }, name: { _ in name },
      isOfPhoto: isOfPhoto, isOfPass: isOfPass,
      write: { exporter, format in
        let report = try report(exporter.source)
        return Array(
          (format == .csv ? report.csv : format == .json ? report.json : report.text).utf8)
      })
  }

  /// - Parameter view: The name of the view that is shown.
  public static func screen(
    _ view: String = "", formats: [ExportFormat] = [.svg, .ans, .txt]
  ) -> ExportContent {
    ExportContent(
      identity: ["screen", view], formats: formats, name: { _ in [view, "screen"] },
      write: { exporter, format in
        guard let screen = exporter.screen else {
          throw ExportError.impossible("there is no screen")
        }
        return Array(screen(format, exporter.source.origin).utf8)
      })
  }

  /// Bytes that it takes besides a pass: copies of outputs, and the file.
  ///
  /// - Throws: Where the file cannot be made: it would be too large.
  public func bytes(_ network: Network, _ options: PictureOptions) throws -> Int {
    try network.copiedBytes(layers(network)) + fileBytes(network, options)
  }

  /// `.csv, .json or .txt`.
  public var extensions: String {
    let all = formats.map { "." + $0.rawValue }
    guard let last = all.last, all.count > 1 else { return all.joined() }
    return all.dropLast().joined(separator: ", ") + " or " + last
  }

  /// A file's name that tells what is in it: `coffee-fire4-expand3x3-ch17.png`.
  ///
  /// - Parameter isAblated: True where channels are off or a part of the photo is covered: what
  ///   was computed then has another name.
  public func suggestedName(
    _ format: ExportFormat, image: String, network: Network, isAblated: Bool = false
  ) -> String {
    let stem = image.fileStem
    let photo = isOfPhoto ? [stem.isEmpty ? "image" : stem] : []
    let ablated = isAblated && isOfPass ? ["what-if"] : []
    return (photo + name(network) + ablated).joined(separator: "-") + ".\(format.rawValue)"
  }
}

extension ExportContent: Hashable {
  public static func == (a: ExportContent, b: ExportContent) -> Bool {
    a.identity.map { AnyHashable($0) } == b.identity.map { AnyHashable($0) }
  }

  public func hash(into hasher: inout Hasher) { for part in identity { part.hash(into: &hasher) } }
}
