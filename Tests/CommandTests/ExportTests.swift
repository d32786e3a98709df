import Foundation
import Images
import Testing
import Weights

/// `sqz-tui export`: what it writes can be read, what it cannot write is said in one line.
@Suite struct ExportTests {
  private func image(_ folder: CommandFolder, _ name: String) throws -> DecodedImage {
    try ImageFile.decode([UInt8](try folder.read(name)))
  }

  @Test(arguments: [
    ("map --layer conv1 --scale 2 --no-labels", 222, 222),
    ("map --layer input --channel 2 --scale 1 --no-labels", 227, 227),
    ("map --layer fire9 --channel mean --scale 3 --no-labels", 39, 39),
    ("overlay --layer fire5 --channel max --scale 1 --no-labels --opacity 0.5", 227, 227),
    ("class-map --scale 1 --no-labels", 227, 227),
    ("class-map --class espresso --scale 1 --no-labels --background dark", 227, 227),
    ("class-map --class 'coffee mug' --scale 1 --no-labels --colormap viridis", 227, 227),
    (
      "sheet --layer fire9 --columns 32 --scale 1 --no-labels --sort mean", 32 * 15 - 2, 16 * 15 - 2
    ),
    ("sheet --layer fire9 --columns 512 --scale 1 --no-labels --range 0:1.5", 512 * 15 - 2, 13),
  ]) func picturesHaveTheSizeThatWasAskedFor(_ what: String, _ width: Int, _ height: Int) throws {
    let folder = try CommandFolder()
    let run = try folder.run(
      script: "\"$0\" export \(what) photo.jpg --model v1.0 --geometry caffe -o x.png")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.isEmpty && run.errors.isEmpty)
    let image = try image(folder, "x.png")
    #expect(image.damage == nil && image.width == width && image.height == height)
  }

  /// conv1 of v1.0 has 96 kernels of 7 × 7, fire4/expand3x3 reads 32 channels.
  @Test func kernelsNeedNoPhoto() throws {
    let folder = try CommandFolder()
    for (what, width, height) in [
      ("--layer conv1 --columns 12", 12 * 16 - 2, 8 * 16 - 2),
      ("--layer conv1 --channel 2 --range kernel --columns 3", 3 * 16 - 2, 14),
      ("--layer fire4/expand3x3 --channel 16 --columns 8 --sort number", 8 * 8 - 2, 4 * 8 - 2),
      ("--layer conv10 --channel 967 --columns 512 --range layer", 512 * 4 - 2, 2),
    ] {
      let run = try folder.run(
        script: "\"$0\" export kernels \(what) --scale 2 --no-labels --model v1.0 -o x.png --force")
      #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
      let image = try image(folder, "x.png")
      #expect(image.width == width && image.height == height, "\(what)")
    }
  }

  /// Without a photo nothing but the model is read; with one each box has a map.
  @Test func diagramsAreMadeOfModelsAndPhotos() throws {
    let folder = try CommandFolder()
    for (what, images) in [
      ("--model v1.0", 0), ("--model v1.1 --bypass complex --squeeze-ratio 0.25 --no-numbers", 0),
      ("photo.jpg --model v1.1 --size 64 --layer fire4/expand1x1", 4),
      ("photo.jpg --model v1.1 --size 64", 37),
    ] {
      let run = try folder.run(script: "\"$0\" export diagram \(what) -o x.svg --force")
      #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
      let text = String(decoding: try folder.read("x.svg"), as: UTF8.self)
      #expect(text.components(separatedBy: "<image ").count - 1 == images, "\(what)")
    }
    let text = try folder.run(script: "\"$0\" export diagram --model v1.0 --layer fire2 -o x.txt")
    #expect(text.status == 0, "\(text.errors)")
    let words = String(decoding: try folder.read("x.txt"), as: UTF8.self)
    #expect(words.contains("9*16*64+64 = 9,280") && words.contains("61,568 parameters, 5.2 times"))
    for (wrong, reason) in [
      ("--layer input -o y.svg", "give a layer, as fire4"), ("--layer fire77 -o y.svg", "fire77"),
      ("-o y.png", "written as .svg or .txt"),
    ] {
      let run = try folder.run(script: "\"$0\" export diagram \(wrong) --model v1.0")
      #expect(run.status == 64 && run.errors.contains(reason), "\(run.errors)")
    }
  }

  /// The same numbers as by NumPy's subtraction of two dumps: where both passes agree, the middle
  /// colour; and --off in any export is that pass.
  @Test func editedPassesAndTheirDifference() throws {
    let folder = try CommandFolder()
    let off = "--off fire4/expand1x1:0-15 --model v1.0"
    let run = try folder.run(
      script: """
        "$0" export difference photo.jpg \(off) --layer fire4 --channel 2 --scale 1 --no-labels \
          -o d.png &&
        "$0" export activations photo.jpg --layer fire4 -o one.npy --model v1.0 &&
        "$0" export activations photo.jpg --layer fire4 \(off) -o two.npy &&
        "$0" export map photo.jpg --layer fire4 --channel 2 \(off) -o m.png
        """)
    #expect(run.status == 0, "\(run.errors)")
    let one = try NPYFile.decode([UInt8](try folder.read("one.npy")))
    let two = try NPYFile.decode([UInt8](try folder.read("two.npy")))
    let differences = stride(from: 2, to: one.values.count, by: one.shape[2]).map {
      two.values[$0] - one.values[$0]
    }
    try #require(differences.contains { $0 < 0 })
    let picture = try image(folder, "d.png")
    #expect(picture.width * picture.height == differences.count)
    // Below zero it is blue, at zero as good as white.
    for (place, value) in differences.enumerated() {
      let (red, blue) = (picture.pixels[place * 3], picture.pixels[place * 3 + 2])
      #expect(value < 0 ? blue >= red : value == 0 && red > 240 && blue > 240)
    }
    let text = String(decoding: try folder.read("m.png"), as: UTF8.self)
    #expect(text.contains("off: fire4/expand1x1:0-15"))
    #expect(two.values.indices.allSatisfy { $0 % 256 >= 16 || two.values[$0] == 0 })
  }

  @Test func labelledPicturesSayWhereTheyComeFrom() throws {
    let folder = try CommandFolder()
    let run = try folder.run("export", "map", "photo.jpg", "--layer", "fire2", "-o", "x.png")
    #expect(run.status == 0)
    let text = String(decoding: try folder.read("x.png"), as: UTF8.self)
    #expect(text.contains("fire2, channel 0 of 128"))
    #expect(text.contains("photo.jpg, SqueezeNet v1.0 keras 224, untrained"))
  }

  /// The largest contribution is that of `why`; the picture says what it goes by.
  @Test func sheetsByWhatChannelsDoForAClass() throws {
    let folder = try CommandFolder()
    let parts = try folder.run(
      "export", "sheet", "photo.jpg", "--layer", "fire9", "--sort", "contribution", "--class",
      "espresso", "-o", "parts.png")
    #expect(parts.status == 0, "\(parts.errors)")
    let words = String(decoding: try folder.read("parts.png"), as: UTF8.self)
    #expect(words.contains("fire9, 512 channels by part of the logit of espresso"))
    let measured = try folder.run(
      "export", "sheet", "photo.jpg", "--layer", "fire2/squeeze1x1", "--sort", "effect", "--class",
      "504", "--size", "96", "-o", "effects.png")
    #expect(measured.status == 0, "\(measured.errors)")
    let text = String(decoding: try folder.read("effects.png"), as: UTF8.self)
    #expect(text.contains("16 channels by effect on coffee mug, measured"))
    #expect(try image(folder, "effects.png").damage == nil)
  }

  @Test func screensAreWrittenWithoutATerminal() throws {
    let folder = try CommandFolder()
    let svg = try folder.run(
      "export", "screen", "photo.jpg", "--columns", "100", "--rows", "30", "-o", "-")
    #expect(svg.status == 0 && svg.text.hasPrefix("<svg "))
    #expect(svg.text.contains("1,248,424") && svg.text.contains("untrained"))
    let text = try folder.run(
      "export", "screen", "photo.jpg", "--layer", "fire4/expand3x3", "--channel", "16", "--colors",
      "none", "--ascii", "-o", "x.txt")
    #expect(text.status == 0, "\(text.errors)")
    let lines = String(decoding: try folder.read("x.txt"), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 25 && lines.allSatisfy { $0.count <= 80 && $0.allSatisfy(\.isASCII) })
    #expect(lines.contains { $0.contains("channel 16 of 128") })
    #expect(lines.contains { $0.contains("fire4/expand3x3") })
    let ansi = try folder.run(
      "export", "screen", "photo.jpg", "--view", "sheet", "--keys", "g v Esc o", "-o", "x.ans")
    #expect(ansi.status == 0, "\(ansi.errors)")
    let bytes = String(decoding: try folder.read("x.ans"), as: UTF8.self)
    #expect(bytes.contains("\u{1B}[0;38;2;") && bytes.contains("by mean"))
    let few = try folder.run(
      "export", "screen", "photo.jpg", "--colors", "256", "--columns", "30", "--rows", "8", "-o",
      "x.ans", "--force")
    #expect(few.status == 0)
    #expect(String(decoding: try folder.read("x.ans"), as: UTF8.self).contains("q quits"))
  }

  @Test func activationsAndProfiles() throws {
    let folder = try CommandFolder()
    #expect(try folder.run("export", "activations", "photo.jpg", "-o", "pass.npz").status == 0)
    let arrays = try NPZFile.decode([UInt8](try folder.read("pass.npz")))
    #expect(arrays.count == 40 && arrays.first?.name == "input" && arrays.last?.name == "softmax")
    #expect(arrays.last.map { abs($0.values.reduce(0, +) - 1) < 1e-4 } == true)
    let one = try folder.run(
      "export", "activations", "photo.jpg", "--layer", "fire2/squeeze1x1", "-o", "x.npy")
    #expect(one.status == 0)
    let file = try NPYFile.decode([UInt8](try folder.read("x.npy")))
    #expect(file.values == arrays.first { $0.name == "fire2/squeeze1x1" }?.values)
    let dump = try folder.run("dump", "photo.jpg", "fire2/squeeze1x1", "-o", "-")
    #expect(dump.output == (try folder.read("x.npy")), "the same as dump writes")
    for name in ["p.csv", "p.json", "p.txt"] {
      #expect(
        try folder.run("export", "profile", "photo.jpg", "--runs", "1", "-o", name).status == 0)
    }
    #expect(try folder.read("p.csv").starts(with: Data("layer,type,".utf8)))
    let json = try JSONSerialization.jsonObject(with: folder.read("p.json")) as? [String: Any]
    #expect((json?["layers"] as? [Any])?.count == 39)
    #expect(String(decoding: try folder.read("p.txt"), as: UTF8.self).contains("photo.jpg: "))
  }

  @Test(arguments: [
    "map", "sheet", "overlay", "class-map", "kernels", "difference", "screen", "profile",
    "activations",
  ])
  func helpShowsExamples(command: String) throws {
    let run = try CommandFolder().run("export", command, "--help")
    #expect(run.status == 0)
    #expect(run.text.contains("EXAMPLES:\n  sqz-tui export \(command) "))
  }
}
