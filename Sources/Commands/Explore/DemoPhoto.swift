import Files

/// The photo that the explorer opens where none is named.
enum DemoPhoto {
  /// The one that set-up fetched; else the drawn one that ships beside the program, in its folder,
  /// where it is installed, or where it is built. Nil where all are gone.
  static var path: Path? {
    let fetched = UserFolders.data()?.appending("sqz-tui/demo/coffee.png")
    let program = (try? WholeFile.target(of: "/proc/self/exe"))?.folder
    let drawn = ["coffee.png", "../share/sqz-tui/coffee.png", "../../../Assets/coffee.png"]
    return ([fetched] + drawn.map { program?.appending(Path($0)) })
      .compactMap { $0 }.first(where: WholeFile.exists)
  }
}
