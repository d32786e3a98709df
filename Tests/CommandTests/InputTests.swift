import Foundation
import Testing

/// What is given as IMAGE: a pipe, `-`, a folder.
@Suite struct InputTests {
  private let folder: CommandFolder

  init() throws { folder = try CommandFolder() }

  @Test(arguments: ["", "--other-geometry torchvision", "--other-size 96", "--off conv1:3"])
  func aPipeIsComparedWithItself(_ options: String) throws {
    let changes = options.isEmpty ? "--off fire9:0" : options
    // The pipe has a name, so that both runs name the same photo.
    let piped = try folder.run(
      script: """
        mkfifo pipe; cat photo.jpg > pipe & "$0" compare pipe \(changes) --format csv
        """)
    let file = try folder.run(script: "\"$0\" compare photo.jpg \(changes) --format csv")
    #expect(piped.status == 0, "\(piped.errors)")
    #expect(!file.output.isEmpty)
    #expect(piped.output == file.output)
  }

  @Test func aDifferenceOfAPipe() throws {
    let arguments = "--layer fire9 --off fire4:0-15 -o - --no-labels"
    // The picture names its photo: the pipe is called like it.
    let piped = try folder.run(
      script: """
        mkdir p; mkfifo p/photo.jpg; cat photo.jpg > p/photo.jpg &
        "$0" export difference p/photo.jpg \(arguments)
        """)
    let file = try folder.run(script: "\"$0\" export difference photo.jpg \(arguments)")
    #expect(piped.status == 0, "\(piped.errors)")
    #expect(piped.output == file.output && !file.output.isEmpty)
  }

  /// The second pass is of what its own command would see, whatever scale the first took.
  @Test func anotherSizeIsThatOfItsOwnCommand() throws {
    let one = try folder.run(
      script: "\"$0\" compare photo.jpg --size 24 --other-size 64 --format json")
    let two = try folder.run(script: "\"$0\" classify photo.jpg --size 64 --top 1 --format json")
    let pair = try #require(JSONSerialization.jsonObject(with: one.output) as? [String: Any])
    let second = try #require(pair["second"] as? [String: Any])
    let answer = try #require(JSONSerialization.jsonObject(with: two.output) as? [String: Any])
    let images = try #require(answer["images"] as? [[String: Any]])
    let top = try #require((images.first?["top"] as? [[String: Any]])?.first)
    let (a, b) = (second["probability"] as? Double, top["probability"] as? Double)
    #expect(abs(try #require(a) - #require(b)) < 1e-6)
  }

  @Test func whatIsMadeOfItHasAName() throws {
    let run = try folder.run(
      script: """
        "$0" export screen - --keys 'j e m' --model v1.1 -o screen.txt < photo.jpg; cat screen.txt
        """)
    #expect(run.text.contains("export to: photo-conv1-ch"))
  }

  @Test(arguments: ["classify -", "why - --top 3", "- --threads 1", "whatif - --off conv1:1"])
  func standardInputIsAnImage(_ command: String) throws {
    for script in ["cat photo.jpg | \"$0\" \(command)", "\"$0\" \(command) < photo.jpg"] {
      let run = try folder.run(script: script)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.text.hasPrefix("-: "))
    }
  }

  @Test(arguments: [
    "classify - -", "- -", "compare - -", "export difference - - --layer conv1 -o x.png",
  ])
  func standardInputIsNamedOnce(_ command: String) throws {
    let run = try folder.run(script: "cat photo.jpg | \"$0\" \(command)")
    #expect(run.status == 64)
    #expect(run.hasOneErrorLine)
    #expect(run.errors.contains("standard input"), "\(run.errors)")
  }

  @Test func whatComesIsLookedAt() throws {
    for (script, status, says) in [
      ("\"$0\" classify - < text.jpg", Int32(65), "text"),
      ("\"$0\" classify - < /dev/null", 66, "-: is a device"),
      (": | \"$0\" classify -", 65, "-: the file is empty"),
      ("\"$0\" classify - < folder", 64, "-: is a folder"),
    ] {
      let run = try folder.run(script: script)
      #expect(run.status == status, "\(script)")
      #expect(run.hasOneErrorLine)
      #expect(run.errors.contains(says), "\(run.errors)")
    }
  }

  /// A folder with pictures of several formats and names, and much that is none.
  private func fill() throws -> String {
    try folder.run(
      script: """
        mkdir photos photos/more && cd photos && cp ../photo.jpg img10.jpg && cp ../photo.jpg Img2 \
          && cp ../photo.jpg img1.txt && cp ../photo.jpg IMG2 && cp ../photo.jpg .hidden.jpg \
          && cp ../photo.jpg more/deep.jpg && cp ../text.jpg notes.jpg && cp ../empty.jpg . \
          && printf GIF89a > a.gif && mkfifo pipe && ln -s /dev/zero zero && ln -s more link
        """
    ).errors
  }

  private static let skipped =
    "photos: skipped 5 files that are no JPEG, PNG, WebP, HEIC or AVIF, such as a.gif"

  @Test func aFolderStandsForItsPictures() throws {
    #expect(try fill().isEmpty)
    let run = try folder.run(
      "classify", "photo.jpg", "photos", "--top", "1", "--format", "csv")
    #expect(run.status == 0)
    let rows = run.text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    #expect(
      rows.map { $0.prefix { $0 != "," } } == [
        "photo.jpg", "photos/img1.txt", "photos/IMG2", "photos/Img2", "photos/img10.jpg",
      ])
    #expect(run.errors == "sqz-tui: \(Self.skipped)\n")
    let tables = try folder.run("photos/")
    #expect(tables.status == 0 && tables.text.contains("photos/img10.jpg: "))
  }

  @Test func aFolderWithoutPicturesIsNoInput() throws {
    try folder.write(Data("text".utf8), "folder/notes.txt")
    for command in [["classify"], []] {
      let run = try folder.run(script: "mkdir -p none; \"$0\" \(command.joined()) none")
      #expect(run.status == 66)
      #expect(run.errors == "sqz-tui: none: there are no pictures in it\n")
    }
    let run = try folder.run("classify", "folder", "photo.jpg", "--top", "1")
    #expect(run.status == 66)
    #expect(run.text.hasPrefix("photo.jpg: "), "the others are still done")
    #expect(
      run.errors == """
        sqz-tui: folder: there are no pictures in it: skipped 1 file that is no JPEG, PNG, WebP, \
        HEIC or AVIF: notes.txt

        """)
  }

  @Test(
    arguments: [
      "why folder", "whatif folder --off conv1:0", "activity folder", "profile folder",
      "compare folder photo.jpg", "compare photo.jpg folder", "dump folder conv1 -o x.npy",
      "export map folder --layer conv1 -o x.png", "export screen folder -o x.svg",
    ])
  func oneImageIsNoFolder(_ command: String) throws {
    let run = try folder.run(script: "\"$0\" \(command)")
    #expect(run.status == 64)
    #expect(run.errors == "sqz-tui: folder: is a folder: name one of its pictures\n")
    #expect(!folder.names.contains { $0.hasPrefix("x.") })
  }

  /// A picture that cannot be read is no other file: its own line says why.
  @Test func whatCannotBeReadIsSaid() throws {
    let run = try folder.run(
      script: "mkdir some; cp photo.jpg some/; ln -s nowhere some/gone.jpg; \"$0\" classify some")
    #expect(run.status == 66)
    #expect(run.errors == "sqz-tui: some/gone.jpg: no such file\n")
    #expect(run.text.hasPrefix("some/photo.jpg: "))
  }
}
