/// Numbers as text, the same in every locale.
public enum NumberText {
  /// Fixed decimals with `.`: `fixed(1.5, decimals: 2)` is `1.50`; halves are rounded away from
  /// zero. `nan`, `inf` and `-inf` are written so.
  public static func fixed(_ value: Double, decimals: Int) -> String {
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
  public static func grouped(_ value: Int) -> String {
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
    case ..<9.9995: return fixed(value, decimals: 3)
    case ..<99.995: return fixed(value, decimals: 2)
    case ..<9999.95: return fixed(value, decimals: 1)
    case ..<999_999.5: return fixed(value, decimals: 0)
    default: return value.isFinite ? scientific(value) : fixed(value, decimals: 0)
    }
  }

  /// With its sign: `+0.8231`; `0` where there is nothing at all.
  public static func signed(_ value: Double, decimals: Int = 4) -> String {
    value == 0 ? "0" : (value < 0 ? "" : "+") + fixed(value, decimals: decimals)
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
    var digits = fixed(mantissa, decimals: 1)
    if digits == "10.0" {
      digits = "1.0"
      exponent += 1
    }
    return "\(negative ? "-" : "")\(digits)e\(exponent)"
  }
}
