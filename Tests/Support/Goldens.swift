import Foundation

/// The expected values of a test target, in its resource folder `Goldens`.
public struct Goldens: Sendable {
  public let folder: URL

  public init(_ bundle: Bundle) {
    folder = (bundle.resourceURL ?? bundle.bundleURL).appending(path: "Goldens")
  }

  /// The JSON files, in order and without their extension.
  public var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted().map { String($0.dropLast(5)) }
  }

  public func path(_ name: String) -> String { folder.appending(path: name).path }

  public func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: name)))
  }

  /// Decodes `name`.json.
  public func json<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws
    -> Value
  {
    try JSONDecoder().decode(type, from: Data(bytes(name + ".json")))
  }
}
