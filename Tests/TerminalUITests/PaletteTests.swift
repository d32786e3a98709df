import Foundation
import TestSupport
import Testing

@testable import Heatmaps
@testable import TerminalUI

/// The xterm palette and CIE lightness, written down here independently of the module.
private func xterm(_ index: UInt8) -> [Double] {
  if index >= 232 { return Array(repeating: Double(8 + 10 * Int(index - 232)), count: 3) }
  let cube: [Double] = [0, 95, 135, 175, 215, 255]
  let place = Int(index) - 16
  return [cube[place / 36], cube[(place / 6) % 6], cube[place % 6]]
}

private func luminance(_ index: UInt8) -> Double {
  let linear = xterm(index).map { value in
    let share = value / 255
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

private func lightness(_ index: UInt8) -> Double {
  let y = luminance(index)
  return y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : y * 24389 / 27
}

@Test(arguments: Colormap.allCases)
func lightnessRisesWithEveryStepOfARamp(_ colormap: Colormap) {
  let ramp = Palette.ramp(.sequential(colormap))
  #expect(ramp.count >= 9)
  #expect(ramp.allSatisfy { $0 >= 16 })
  for (darker, lighter) in zip(ramp, ramp.dropFirst()) {
    #expect(lightness(darker) < lightness(lighter), "\(darker) before \(lighter)")
  }
  #expect(!ramp.contains(Palette.notFinite(.sequential(colormap))))
}

@Test(arguments: [false, true]) func divergingRampsAreEvenOnBothSides(_ onDark: Bool) {
  let ramp = Palette.ramp(.diverging(onDark: onDark))
  let middle = ramp.count / 2
  #expect(ramp.count % 2 == 1 && ramp[middle] == (onDark ? 16 : 231))
  for side in [Array(ramp[...middle].reversed()), Array(ramp[middle...])] {
    for (nearer, farther) in zip(side, side.dropFirst()) {
      #expect((lightness(nearer) < lightness(farther)) == onDark)
    }
  }
  for distance in 1...middle {
    let (low, high) = (ramp[middle - distance], ramp[middle + distance])
    #expect(abs(lightness(low) - lightness(high)) < 10)
    #expect(xterm(low)[2] > xterm(low)[0] && xterm(high)[0] > xterm(high)[2])
  }
  #expect(!ramp.contains(Palette.notFinite(.diverging(onDark: onDark))))
}

@Test func colorsOfThePaletteAreXterms() {
  for index in UInt8(16)...255 {
    let rgb = Palette.rgb(index)
    let expected = xterm(index)
    #expect(rgb.map { [Double($0.red), Double($0.green), Double($0.blue)] } == expected)
  }
  #expect(Palette.rgb(15) == nil)
}

@Test func nearestColorIsNearest() {
  var generator = SplitMix(seed: 7)
  for _ in 0..<500 {
    let color = (0..<3).map { _ in UInt8(generator.next() % 256) }
    let found = Palette.nearest(RGB(red: color[0], green: color[1], blue: color[2]))
    func distance(_ index: UInt8) -> Double {
      zip(xterm(index), color).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }
    }
    let best = (UInt8(16)...255).map(distance).min() ?? 0
    #expect(distance(found) == best, "\(color) became \(found)")
  }
}

/// The indices that accents use on 256 colours: 3:1 is what WCAG asks of large text and graphics.
@Test(arguments: [28, 31, 130, 160] as [UInt8])
func accentsReadOnBlackAndOnWhite(_ index: UInt8) {
  #expect((luminance(index) + 0.05) / 0.05 >= 3)
  #expect(1.05 / (luminance(index) + 0.05) >= 3)
}
