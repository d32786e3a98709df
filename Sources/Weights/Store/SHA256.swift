import CMessageDigest

/// SHA-256 by libmd.
struct SHA256 {
  private var context = SHA2_CTX()

  init() { SHA256Init(&context) }

  mutating func update(_ bytes: [UInt8]) { SHA256Update(&context, bytes, bytes.count) }

  /// 64 lower-case hexadecimal digits.
  mutating func hexDigest() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  static func hexDigest(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.hexDigest()
  }
}
