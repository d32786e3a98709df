import Foundation
import Images
import SqueezeNet
import TestSupport
import Testing

/// One photo and what Pillow prepares from it, made by `Scripts/goldens/images.py`.
struct Golden: Decodable, Sendable, CustomTestStringConvertible {
  let photo: String
  /// Upright, at full scale.
  let photoWidth: Int
  let photoHeight: Int
  let height: Int
  let width: Int
  /// File with height × width × 3 bytes.
  let pixels: String
  /// Preparation's name: file with height × width × 3 little-endian float32.
  let values: [String: String]

  var size: InputSize { InputSize(height: height, width: width) }
  var testDescription: String { pixels }

  static let files = Goldens(.module)

  static let all: [Golden] = {
    do {
      return try files.json("goldens")
    } catch {
      preconditionFailure("goldens.json: \(error)")
    }
  }()

  static let photos: [String] = Array(Set(all.map(\.photo))).sorted()

  static func floats(_ name: String) throws -> [Float] {
    try files.bytes(name).withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: 4).map { offset in
        Float(
          bitPattern: UInt32(
            littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      }
    }
  }
}
