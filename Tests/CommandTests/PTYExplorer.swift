import Foundation
import TestSupport

/// The real program, opened on a small image in a directory of its own, with untrained weights.
final class PTYExplorer {
  private let folder: TemporaryFolder
  var directory: URL { folder.url }
  let process: PTYProcess
  let settingsBefore: [UInt32]

  /// - Parameter script: Run by `sh` instead of the program; `$0` is the program, `$1` the image.
  init(
    script: String? = nil, image: String = "gradient.png", width: Int = 80, height: Int = 24,
    environment: [String: String?] = [:], isNonBlocking: Bool = false
  ) throws {
    folder = try TemporaryFolder()
    try folder.write(Self.png, "gradient.png")
    let command = [CommandRun.binary.path, image]
    process = try PTYProcess(
      script.map { ["sh", "-c", $0] + command } ?? command, width: width, height: height,
      environment: environment, directory: folder.url.path, isNonBlocking: isNonBlocking)
    settingsBefore = process.settings()
  }

  /// Waits until the pass is through and everything is drawn.
  func waitForPass() throws {
    try process.wait("finished pass") { Self.isDone($0) }
    process.settle()
  }

  static func isDone(_ screen: PTYScreen) -> Bool {
    // The strongest classes end their lines with a percentage.
    screen.lines[0].contains("done")
      && screen.lines.contains { $0.trimmingCharacters(in: .whitespaces).hasSuffix("%") }
  }

  /// Whether the terminal is as it was: main screen, cursor, settings.
  var isGivenBack: Bool {
    !process.screen.isAlternate && process.screen.timesLeft == 1 && process.screen.showsCursor
      && process.settings() == settingsBefore
  }

  /// 12 × 8 pixels, RGB.
  private static let png =
    Data(
      base64Encoded: """
        iVBORw0KGgoAAAANSUhEUgAAAAwAAAAICAIAAABChommAAABM0lEQVR42gEoAdf+AAAyZBNFdyZYijlrnUx+sF+Rw3
        Kk1oW36ZjK/KvdD77wItEDNQAfUYMyZJZFd6lYirxrnc9+sOKRw/Wk1gi36RvK/C7dD0HwIlQAPnCiUYO1ZJbId6nb
        irzunc8BsOIUw/Un1gg66RtN/C5gD0FzAF2PwXCi1IO155bI+qnbDbzuIM8BM+IURvUnWQg6bBtNfy5gkgB8ruCPwf
        Oi1Aa15xnI+izbDT/uIFIBM2UURngnWYs6bJ5Nf7EAm83/ruASwfMl1AY45xlL+ixeDT9xIFKEM2WXRniqWYu9bJ7Q
        ALrsHs3/MeASRPMlVwY4ahlLfSxekD9xo1KEtmWXyXiq3Iu97wDZCz3sHlD/MWMSRHYlV4k4apxLfa9ekMJxo9WEtu
        iXyfuq3A6uZY/hNrbduAAAAABJRU5ErkJggg==
        """, options: .ignoreUnknownCharacters) ?? Data()
}
