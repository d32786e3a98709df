/// A reader of data from outside and what must hold for any bytes: it ends, within the limits of
/// the fuzzer, with a value or an error, and the value keeps its promises.
///
/// `make fuzz` gives each row to libFuzzer; `make test` replays what once failed. A new reader
/// brings its row.
struct FuzzTarget: Sendable {
  /// Also the folder of its inputs in `Fuzz/Regressions`.
  let name: String
  /// - Throws: `BrokenPromise`, nothing else.
  let run: @Sendable ([UInt8]) throws -> Void

  static let all: [FuzzTarget] = weights + images + text
}

/// A value that came from the bytes is not what it must be.
struct BrokenPromise: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

func promise(_ holds: Bool, _ what: @autoclosure () -> String) throws {
  guard holds else { throw BrokenPromise(what()) }
}

/// Nil where the bytes are refused with the error that the reader declares.
func accepted<Value, Failure: Error>(
  _ read: () throws(Failure) -> Value
) -> Value? {
  do throws(Failure) { return try read() } catch { return nil }
}
