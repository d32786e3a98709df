/// Parts of a file's path.
extension String {
  /// The path's last part: `coffee.jpg`; the whole text where there is none.
  public var fileName: String { split(separator: "/").last.map(String.init) ?? self }

  /// The file's name without its extension; `photo` for standard input.
  public var fileStem: String {
    if self == "-" { return "photo" }
    let name = fileName
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
