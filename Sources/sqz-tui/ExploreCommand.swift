import ArgumentParser

struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Step through the network with your photo (the default command).",
    discussion: """
      Without a terminal on standard output it prints the layer table and the top five.

      EXAMPLES:
        sqz-tui photo.jpg
        sqz-tui cat.jpg coffee.png --model v1.1
        sqz-tui explore ./layers --geometry keras --size 320
        sqz-tui photo.jpg > table.txt
      """)

  @Argument(help: "Photos, JPEG or PNG.", completion: .file())
  var images: [String] = []

  @OptionGroup var model: ModelOptions
  @OptionGroup var decoding: ImageOptions

  func validate() throws {
    if images.isEmpty {
      throw ValidationError("no image: name one or more, as in 'sqz-tui photo.jpg'")
    }
  }

  func run() throws {
  }
}
