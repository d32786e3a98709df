/// A layer over a view, which takes the keys.
public enum Overlay: Sendable {
  /// The keys of the view that is shown, or all keys.
  case help(Help)
  /// A list that an entry is chosen from.
  case picker(Picker)
  /// The name of the file to write.
  case export(ExportPrompt)
  /// The file exists: overwrite?
  case confirmOverwrite(ExportJob)
}
