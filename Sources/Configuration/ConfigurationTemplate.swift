/// A file to begin with: every setting, its values and its default, commented out.
public enum ConfigurationTemplate {
  public static func text(_ settings: [any SettingRow]) -> String {
    var text = """
      # Defaults of sqz-tui, a subset of TOML: comments and lines `key = value`.
      # Options on the command line come before them, and NO_COLOR before colors.
      # 'sqz-tui config' shows what holds and why.

      """
    for setting in settings {
      if let heading = setting.heading { text += "\n# --- \(heading) ---\n" }
      text += "\n" + comment(setting.help) + comment(setting.values)
      text += "#\(setting.key) = \(setting.template.literal)\n"
    }
    return text
  }

  /// Lines of a hundred columns at most.
  private static func comment(_ text: String) -> String {
    var lines = ["#"]
    for word in text.split(separator: " ") {
      if lines[lines.count - 1].count + word.count >= 100 { lines.append("#") }
      lines[lines.count - 1] += " \(word)"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
