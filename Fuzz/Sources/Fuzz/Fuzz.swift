import Glibc

/// The row that `SQZ_FUZZ_TARGET` names.
private let target: FuzzTarget = {
  let name = getenv("SQZ_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let found = FuzzTarget.all.first(where: { $0.name == name }) else {
    let names = FuzzTarget.all.map(\.name).joined(separator: " ")
    print("SQZ_FUZZ_TARGET is one of: \(names)")
    exit(64)
  }
  return found
}()

/// libFuzzer calls this with each input that it makes.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try target.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
  } catch {
    fatalError("broken promise: \(error)")
  }
  return 0
}
