import Analysis
import Heatmaps
import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import TerminalUI

@Suite("Contact sheet")
struct SheetTests {
  /// The sheet of conv1: 29 × 33 pixels, 96 channels; 80 × 24 has five columns and two lines.
  private func sheet() throws -> Explored {
    var explored = try Explored.opened()
    explored.press("1", "S")
    explored.settle()
    return explored
  }

  /// Channels of one value each have the layer's scale: of its own each would be the largest.
  @Test func sharesAreToldApart() throws {
    let shape = Shape(height: 1, width: 1, channels: 3)
    let activation = try #require(Activation(shape: shape, values: [0.1, 0.7, 0.2]))
    let held = HeldActivation(layer: 38, activation: activation)
    let range = MapScaling().range(of: held.map(.channel, channel: 2), in: held)
    #expect(range.minimum == 0.1 && range.maximum == 0.7)
  }

  @Test func itOpensAndLeadsBack() throws {
    var explored = try sheet()
    #expect(explored.state.view == .sheet && explored.state.message?.text.contains("Esc") == true)
    explored.press("l")
    #expect(explored.state.message == nil && explored.state.map.channel == 1)
    explored.press("q")
    #expect(explored.state.view == .layers && explored.state.map.channel == 1)
    explored.press("S")
    #expect(explored.state.message == nil, "only a first visit is explained")
  }

  @Test func arrowsGoByTheColumns() throws {
    var explored = try sheet()
    #expect(explored.state.sheetLayout.columns == 5 && explored.state.sheetLayout.lines == 2)
    func shows(_ key: Key, _ channel: Int) {
      explored.press(key)
      #expect(explored.state.map.channel == channel, "\(key)")
    }
    shows(.up, 0)
    shows(.left, 0)
    shows(.down, 5)
    shows("j", 10)
    #expect(explored.state.sheet.scroll == 1)
    shows(.pageDown, 20)
    shows("l", 21)
    shows("k", 16)
    shows("G", 95)
    // 96 = 19 × 5 + 1: nothing below the last line, and its other columns are empty.
    shows(.down, 95)
    shows(.right, 95)
    #expect(explored.state.sheet.scroll == 18)
    shows(.pageUp, 85)
    shows(.home, 0)
    #expect(explored.state.sheet.scroll == 0)
  }

  /// The fake's channel c is 7c mod 5 everywhere.
  @Test func itSortsAndKeepsTheChannel() throws {
    var explored = try sheet()
    explored.press("l", "o")
    #expect(explored.state.sheet.order == .mean && explored.state.map.channel == 1)
    #expect(explored.state.sheetChannels.prefix(3) == [2, 7, 12])
    explored.press("g")
    #expect(explored.state.map.channel == 2)
    explored.press("l")
    #expect(explored.state.map.channel == 7)
    // Zeros: channels 0, 5, 10 … first.
    explored.press("o", "o", "o", "g")
    #expect(explored.state.sheet.order == .zeros && explored.state.map.channel == 0)
    var seen: [ChannelOrder] = []
    for _ in SheetState.orders {
      explored.press("o")
      seen.append(explored.state.sheet.order)
    }
    #expect(seen == [.contribution, .index, .mean, .maximum, .variance, .zeros])
  }

  @Test func mapsChangeTheirSize() throws {
    var explored = try sheet()
    let columns = explored.state.sheetLayout.columns
    explored.press("+")
    #expect(explored.state.sheetLayout.columns < columns)
    for _ in 0..<9 { explored.press("+") }
    #expect(explored.state.sheetLayout.columns == 1 && explored.state.sheetLayout.lines == 1)
    for _ in 0..<9 { explored.press("-") }
    #expect(explored.state.sheetLayout.columns > columns)
  }

  @Test func anotherLayerKeepsViewAndChannel() throws {
    var explored = try sheet()
    explored.press(.down, "4")
    explored.settle()
    #expect(explored.state.view == .sheet && explored.state.table.selection == .block(4))
    #expect(explored.state.map.channel == 0 && explored.state.selectedHeld != nil)
    explored.press("}")
    #expect(explored.state.table.selection == .layer(14))
    explored.press("{", "{")
    #expect(explored.state.table.selection == .block(3))
  }

  @Test(arguments: [(40, 10), (80, 22), (200, 57), (1, 1), (0, 0), (13, 4)])
  func whatIsLaidOutFits(_ width: Int, _ height: Int) {
    for size in 0..<9 {
      for map in [(1, 1), (13, 13), (111, 111), (3, 200), (200, 3)] {
        let layout = SheetLayout(width: width, height: height, map: map, size: size)
        #expect(layout.columns >= 1 && layout.lines >= 1 && layout.mapHeight >= 1)
        guard width >= 40, height >= 10 else { continue }
        let used = layout.columns * (layout.mapWidth + layout.gap) - layout.gap
        #expect(used <= width && layout.lines * (layout.mapHeight + 1) <= height - 2)
      }
    }
  }
}
