import Foundation
import Testing

@testable import Heatmaps
@testable import TerminalUI

/// What the palettes look like to people who lack one kind of cone: the simulation of Machado,
/// Oliveira and Fernandes (2009) at full severity, on linear RGB.
enum ColorVision: CaseIterable {
  case protanopia, deuteranopia, tritanopia

  private var rows: [[Double]] {
    switch self {
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
  }

  /// CIE L*a*b* of what is seen of a colour of the palette, for D65.
  func lab(_ index: UInt8) -> [Double] {
    guard let color = Palette.rgb(index) else { return [0, 0, 0] }
    let linear = [color.red, color.green, color.blue].map { value in
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    let seen = rows.map { min(max(Self.product($0, linear), 0), 1) }
    // Of the white of D65, each 1.
    let matrix = [
      [0.43388, 0.37622, 0.18990], [0.2126, 0.7152, 0.0722], [0.01772, 0.10946, 0.87282],
    ]
    let bent = matrix.map { row -> Double in
      let share = Self.product(row, seen)
      return share > 216.0 / 24389 ? cbrt(share) : (24389.0 / 27 * share + 16) / 116
    }
    return [116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])]
  }
}

@Test(arguments: ColorVision.allCases, [Colormap.magma, .viridis, .cividis, .grey])
func rampsRiseForEveryEye(_ eye: ColorVision, _ colormap: Colormap) {
  let lightness = Palette.ramp(.sequential(colormap)).map { eye.lab($0)[0] }
  for (darker, lighter) in zip(lightness, lightness.dropFirst()) { #expect(darker < lighter) }
}

/// A difference of 1 is just seen.
@Test(arguments: ColorVision.allCases, [false, true])
func signsDifferForEveryEye(_ eye: ColorVision, _ onDark: Bool) {
  let ramp = Palette.ramp(.diverging(onDark: onDark))
  let middle = ramp.count / 2
  for distance in 1...middle {
    let (low, high) = (eye.lab(ramp[middle - distance]), eye.lab(ramp[middle + distance]))
    let squares: [Double] = (0..<3).map { (low[$0] - high[$0]) * (low[$0] - high[$0]) }
    #expect(squares.reduce(0, +).squareRoot() > 40)
  }
}
