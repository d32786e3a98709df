import Testing
import Foundation
@testable import Explorer
@testable import Screen
@Test func look() throws {
  func show(_ s: State, _ name: String) throws {
    let c = MainView.draw(s)
    print("---- \(name)"); print(c.text.joined(separator: "\n"))
    var out = ""
    for y in 0..<c.height { for x in 0..<c.width {
      let cell = c[x,y]; var codes = ["0"]
      if case .indexed(let i) = cell.style.foreground { codes.append("38;5;\(i)") }
      if case .indexed(let i) = cell.style.background { codes.append("48;5;\(i)") }
      let a = cell.style.attributes
      if a.contains(.bold) { codes.append("1") }
      if a.contains(.dim) { codes.append("2") }
      if a.contains(.underline) { codes.append("4") }
      if a.contains(.reverse) { codes.append("7") }
      out += "\u{1b}[\(codes.joined(separator: ";"))m\(cell.character)" }; out += "\u{1b}[0m\n" }
    try out.write(toFile: "/tmp/screens/\(name).ansi", atomically: true, encoding: .utf8)
  }
  let open = try SampleState.opening()
  try show(open, "opening")
  var half = SampleState.select("fire4/expand3x3", in: SampleState.pass(open, to: 13))
  half.pass.running = 13; half.pass.target = 39
  try show(half, "half")
  var done = SampleState.select("fire4/expand3x3", in: SampleState.pass(open, to: 39))
  try show(done, "done")
  done.measurement = SampleState.measurement(done.network)
  done.map.reduction = .mean
  done.terminal = .init(width: 200, height: 60, colors: .many, unicode: true)
  try show(done, "wide")
  done.terminal = .init(width: 120, height: 40, colors: .many, unicode: true)
  try show(done, "mid")
  done.terminal = .init(width: 40, height: 12, colors: .many, unicode: true)
  try show(done, "small")
  done.terminal = .init(width: 80, height: 24, colors: .none, unicode: false)
  try show(done, "ascii")
  done.terminal = .init(width: 80, height: 24, colors: .sixteen, unicode: true)
  try show(SampleState.select("softmax", in: done), "sixteen")
  done.terminal = .init(width: 60, height: 20, colors: .many, unicode: true)
  try show(SampleState.select("softmax", in: done), "sixty")
  done.terminal = .init(width: 80, height: 24, colors: .many, unicode: true)
  try show(SampleState.select("softmax", in: done), "softmax")
  done.overlay = .help(scroll: 5)
  try show(done, "help")
  done.overlay = .export(LineEditor("coffee.csv"))
  try show(done, "export")
  done.overlay = .confirmOverwrite(path: "coffee.csv")
  try show(done, "confirm")
  done.overlay = nil
  done.message = Message(.error, "coffee.csv: permission denied")
  done.measuring = (3, 20)
  try show(done, "message")
  var failed = open; failed.images[0].status = .failed("photos/coffee.jpg: this is a text file, not a JPEG or PNG image")
  try show(failed, "failed")
  done.terminal = .init(width: 30, height: 8, colors: .many, unicode: true)
  try show(done, "tiny")
}
