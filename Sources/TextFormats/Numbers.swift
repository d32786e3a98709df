/// Numbers as the screen writes them: `.` as decimal point and `,` between thousands, whatever the
/// locale.
public enum Numbers {
  /// Fixed decimals with `.`: `fixed(1.5, 2)` is `1.50`; halves are rounded away from
  /// zero. `nan`, `inf` and `-inf` are written so.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let decimals = max(0, min(decimals, 15))
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    var digits = String(UInt64(scaled))
    if digits.count <= decimals {
      digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
    }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    return "\(sign)\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
  }

  /// With a comma between groups of three digits: `1,248,424`.
  public static func count(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// About four significant digits in at most seven columns: `0.412`, `14.21`, `-131.7`, `8.2e-05`.
  public static func value(_ value: Double) -> String {
    let size = value.magnitude
    switch size {
    case 0: return "0"
    case ..<0.0005: return scientific(value)
    case ..<9.9995: return fixed(value, 3)
    case ..<99.995: return fixed(value, 2)
    case ..<9999.95: return fixed(value, 1)
    case ..<999_999.5: return fixed(value, 0)
    default: return value.isFinite ? scientific(value) : fixed(value, 0)
    }
  }

  /// With its sign: `+0.8231`; `0` where there is nothing at all.
  public static func signed(_ value: Double, decimals: Int = 4) -> String {
    value == 0 ? "0" : (value < 0 ? "" : "+") + fixed(value, decimals)
  }

  private static func scientific(_ value: Double) -> String {
    let negative = value < 0
    var mantissa = value.magnitude
    var exponent = 0
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 1, mantissa > 0 {
      mantissa *= 10
      exponent -= 1
    }
    var digits = fixed(mantissa, 1)
    if digits == "10.0" {
      digits = "1.0"
      exponent += 1
    }
    return "\(negative ? "-" : "")\(digits)e\(exponent)"
  }

  /// With as many digits as there is room for: `14.21`, `14.2`, `14`, `.42`; nil where the digits
  /// before the point don't fit. Only zero is `0`.
  public static func value(_ value: Double, within width: Int) -> String? {
    let full = Self.value(value)
    if full.count <= width { return full }
    guard value.isFinite else { return nil }
    for decimals in [2, 1, 0] {
      let text = fixed(value, decimals)
      if decimals == 0, text == "0" { return nil }
      if text.count <= width { return text }
      guard decimals > 0 else { continue }
      let bare = text.hasPrefix("0.") ? String(text.dropFirst()) : text.replacing("-0.", with: "-.")
      if bare.count <= width { return bare }
    }
    return nil
  }

  /// Milliseconds in at most six columns up to 999 s: `0.58`, `12.40`, `1234.5`, `99999`.
  public static func milliseconds(_ nanoseconds: Double) -> String {
    let milliseconds = nanoseconds / 1e6
    return fixed(
      milliseconds, milliseconds < 999.995 ? 2 : milliseconds < 9999.95 ? 1 : 0)
  }

  /// Multiply-accumulates with a unit: `0`, `934 k`, `111.5 M`, `1.07 G`.
  public static func macs(_ count: Int) -> String {
    let value = Double(count)
    switch count {
    case ..<1000: return "\(count)"
    case ..<999_500: return fixed(value / 1e3, 0) + " k"
    case ..<999_950_000: return fixed(value / 1e6, 1) + " M"
    case ..<99_995_000_000: return fixed(value / 1e9, 2) + " G"
    default: return fixed(value / 1e9, 0) + " G"
    }
  }

  /// Bytes with a decimal unit: `4.7 MB`.
  public static func bytes(_ count: Int) -> String {
    let value = Double(count)
    switch count {
    case ..<1000: return "\(count) B"
    case ..<999_950: return fixed(value / 1e3, 1) + " kB"
    case ..<999_950_000: return fixed(value / 1e6, 1) + " MB"
    default: return fixed(value / 1e9, 1) + " GB"
    }
  }

  /// A share, 0 … 1, as `63%`; what is not quite none or all is never rounded to it.
  public static func percent(_ share: Double) -> String {
    guard share.isFinite else { return fixed(share, 0) }
    let rounded = (share * 100).rounded()
    if rounded >= 100, share < 1 { return "99%" }
    if rounded <= 0, share > 0 { return "1%" }
    return "\(Int(min(max(rounded, -999), 999)))%"
  }

  /// A probability, 0 … 1, with two decimals: `98.80%`; what is not quite none or all is never
  /// rounded to it: `<0.01%`, `>99.99%`.
  public static func probability(_ share: Float) -> String {
    guard share.isFinite else { return "NaN" }
    let text = fixed(Double(share) * 100, 2)
    if text == "0.00", share > 0 { return "<0.01%" }
    return text == "100.00" && share < 1 ? ">99.99%" : text + "%"
  }

  /// Billions of multiply-accumulates a second; empty where there is no arithmetic or no time.
  public static func rate(macs: Int, nanoseconds: Double) -> String {
    guard macs > 0, nanoseconds > 0 else { return "" }
    let rate = Double(macs) / nanoseconds
    return fixed(rate, rate < 99.95 ? 1 : 0)
  }
}
