import TerminalUI

/// A number of colours, as one says it.
public enum ColorCount: String, CaseIterable, Sendable {
  case direct = "true"
  case many = "256"
  case sixteen = "16"
  case eight = "8"
  case none

  public var colors: TerminalDescription.Colors {
    switch self {
    case .direct: .direct
    case .many: .many
    case .sixteen: .sixteen
    case .eight: .eight
    case .none: .none
    }
  }

  public init(_ colors: TerminalDescription.Colors) {
    switch colors {
    case .direct: self = .direct
    case .many: self = .many
    case .sixteen: self = .sixteen
    case .eight: self = .eight
    case .none: self = .none
    }
  }
}

/// The characters that the screen is made of.
public enum GlyphSet: String, CaseIterable, Sendable {
  case unicode = "utf-8"
  case ascii
}
