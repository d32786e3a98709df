import Foundation
import Testing

/// A call of the system that fails, is cut short, or is the last before the program is killed: the
/// first, the second and so on, until the program makes no more of them.
@Suite struct FaultInjectionTests {
  /// A command that writes `out`.
  struct Writing: CustomTestStringConvertible, Sendable {
    let arguments: String
    let faults: [String]
    var testDescription: String { arguments }

    /// What the file holds when it is whole, where that is not the same every time.
    var isWhole: (@Sendable (Data) -> Bool)?
  }

  private static let errors = ["28", "5", "13"]  // ENOSPC, EIO, EACCES
  private static let passing = ["4", "11", "short"]  // EINTR, EAGAIN
  private static let small = "photo.jpg --model v1.1 --size 32"

  static let commands = [
    Writing(arguments: "config init -o out", faults: errors + ["kill"] + passing),
    Writing(arguments: "dump \(small) conv1 -o out", faults: ["28", "kill", "short"]),
    Writing(
      arguments: "profile \(small) --runs 1 --csv out", faults: ["28", "kill"], isWhole: isProfile),
    Writing(arguments: "export activations \(small) -o out.npz", faults: ["28", "kill", "short"]),
    Writing(arguments: "weights convert small.net -o out.npz", faults: ["28", "kill"]),
    Writing(
      arguments: "export map \(small) --layer conv1 -o out.png", faults: ["28", "kill"]),
  ]

  /// Times are other ones each time.
  private static let isProfile: @Sendable (Data) -> Bool = {
    let text = String(decoding: $0, as: UTF8.self)
    return text.hasPrefix("layer,") && text.hasSuffix("\r\n") && text.contains("\r\ntotal,")
  }

  private static let library = CommandRun.binary.deletingLastPathComponent()
    .appending(path: "libFaultInjection.so").path

  /// Runs a command with a fault in the nth call.
  /// - Returns: nil where it made fewer calls.
  private func run(
    _ command: String, _ call: String, _ number: Int, _ fault: String, in folder: CommandFolder
  ) throws -> CommandRun? {
    let run = try folder.run(
      script: """
        export SQZ_FAULT='\(call) \(number) \(fault)' SQZ_FAULT_SEEN="$PWD/seen"
        LD_PRELOAD='\(Self.library)' "$0" \(command)
        """)
    defer { try? FileManager.default.removeItem(atPath: folder.path("seen")) }
    guard folder.names.contains("seen") else { return nil }
    let comment: Comment = "\(command): \(call) \(number) \(fault)"
    switch fault {
    case "kill": #expect(run.status == 137 || run.status == SIGKILL, comment)
    case "4", "11", "short": #expect(run.status == 0 && run.errors == "", comment)
    default:
      #expect([0, 65, 66, 73].contains(run.status), comment)
      if run.status != 0 { #expect(run.hasOneErrorLine, "\(comment): \(run.errors)") }
    }
    return run
  }

  @Test(arguments: commands, [false, true])
  func theOldFileOrTheNewOne(_ writing: Writing, _ replacing: Bool) throws {
    let folder = try CommandFolder()
    try folder.write(SmallWeights.bytes(), "small.net")
    let name = String(writing.arguments.split(separator: " ").last ?? "")
    let others = folder.names
    #expect(try folder.run(script: "\"$0\" \(writing.arguments)").status == 0)
    let new = try folder.read(name)
    let old = replacing ? Data("old".utf8) : nil
    let command = writing.arguments + (replacing ? " --force" : "")
    let calls = ["open", "write", "fsync", replacing ? "rename" : "link"]
    for (call, fault) in calls.flatMap({ call in writing.faults.map { (call, $0) } }) {
      // These wait only for what takes its time, and only transfers come in parts.
      if fault == "11" || fault == "short", call != "write" { continue }
      for number in 1... {
        // Commands that run a network take long: each later call fails once, beside the old file or
        // without one.
        if writing.arguments.contains(Self.small), number > 1, (number % 2 == 0) != replacing {
          continue
        }
        try? FileManager.default.removeItem(atPath: folder.path(name))
        if let old { try folder.write(old, name) }
        let comment: Comment = "\(command): \(call) \(number) \(fault)"
        guard let run = try run(command, call, number, fault, in: folder) else {
          #expect(number > 1, "\(comment): never called, or the library is not in effect")
          break
        }
        let found = try? folder.read(name)
        let isNew = found.map { writing.isWhole?($0) ?? ($0 == new) } ?? false
        #expect(isNew || found == old, comment)
        if run.status == 0 { #expect(isNew, comment) }
        // A program that was killed leaves what the next one clears away.
        if fault == "kill" {
          let next = try folder.run(script: "\"$0\" \(writing.arguments) --force")
          #expect(next.status == 0 && next.errors == "", comment)
        }
        #expect(folder.names.subtracting([name, ".output", ".errors"]) == others, comment)
      }
    }
  }

  /// One is installed, another is being: there is always a trained one, and it always opens.
  @Test(arguments: ["open", "read", "write", "fsync", "link", "rename", "unlink", "mkdir"])
  func whatIsInstalledStays(_ call: String) throws {
    let folder = try CommandFolder()
    try folder.write(SmallWeights.bytes(), "b.net")
    try folder.write(SmallWeights.bytes(other: true), "a.net")
    let store = folder.path("data/sqz-tui/weights")
    for fault in ["5", "kill"] {
      for (number, isFirst) in (1...).lazy.flatMap({ [($0, true), ($0, false)] }) {
        try? FileManager.default.removeItem(atPath: folder.path("data"))
        if !isFirst { #expect(try folder.run("weights", "add", "a.net").status == 0) }
        guard let run = try run("weights add b.net", call, number, fault, in: folder) else {
          if isFirst { continue } else { break }
        }
        let comment: Comment = "\(call) \(number) \(fault)"
        let model = try folder.run(script: "\"$0\" config show --format csv | grep ^model").text
        let isInstalled = FileManager.default.fileExists(atPath: "\(store)/b.net")
        if run.status == 0 { #expect(isInstalled, comment) }
        #expect(model.contains("weights ") == (!isFirst || isInstalled), "\(comment): \(model)")
        guard fault == "kill" else { continue }
        let next = try folder.run("weights", "add", "b.net")
        #expect(next.status == 0 && next.errors == "", comment)
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: store))
        let allowed: Set =
          isFirst ? ["b.net", ".b.net.json"] : ["a.net", ".a.net.json", "b.net", ".b.net.json"]
        #expect(names.isSubset(of: allowed) && names.contains("b.net"), "\(comment): \(names)")
      }
    }
  }
}

/// Trained weights of v1.0 in 28 KB: one weight a layer, in the form of Deep Compression.
enum SmallWeights {
  static func bytes(other: Bool = false) -> [UInt8] {
    let squeezed = [16, 16, 32, 32, 48, 48, 64, 64]
    let channels = [96] + squeezed.flatMap { [$0, 4 * $0, 4 * $0] } + [1000]
    var bytes: [UInt8] = []
    func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    for _ in channels { append(1) }
    for count in channels {
      for entry in 0..<256 { append((entry == 1 ? Float(other ? 0.25 : 0.5) : 0).bitPattern) }
      for _ in 0..<count { append(Float(0.25).bitPattern) }
      bytes += [1, 1]
    }
    return bytes
  }
}
