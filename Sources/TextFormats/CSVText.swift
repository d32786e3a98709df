/// Comma-separated values after RFC 4180.
public enum CSVText {
  /// A field, quoted where it holds a comma, a quote or a line break.
  public static func field(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append("\"") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// One record with its CRLF.
  public static func record(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }
}

extension CSVText {
  /// The records of a file, with or without quotes; lines end in LF or CRLF.
  public static func records(of text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = ""
    var isQuoted = false
    var scalars = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
    while let scalar = scalars.popFirst() {
      if scalar == "\"" {
        if isQuoted, scalars.first == "\"" {
          scalars.removeFirst()
          field.append("\"")
        } else {
          isQuoted.toggle()
        }
      } else if isQuoted || !",\r\n".unicodeScalars.contains(scalar) {
        field.unicodeScalars.append(scalar)
      } else if scalar != "\r" {
        record.append(field)
        field = ""
        if scalar == "\n" {
          records.append(record)
          record = []
        }
      }
    }
    if !field.isEmpty || !record.isEmpty { records.append(record + [field]) }
    return records
  }
}
