import TerminalUI

/// What stands under the mouse. The screen tells it, by the places where it draws.
public enum Target: Sendable, Hashable {
  /// A row of the layer table.
  case row(TableRow)
  /// The feature map beside the table.
  case featureMap
  /// A map of the contact sheet.
  case channel(Int)
  /// A value of the map that is shown alone.
  case value(row: Int, column: Int)
  /// A pixel of the photo that can be covered, as the network sees it.
  case pixel(row: Int, column: Int)
  /// A line of the menu of views.
  case view(View)
  /// A kernel, by its place among those that are shown.
  case filter(Int)
  /// A channel in the list of what a class is made of, by its place there.
  case part(Int)
  /// A class to choose, by its place among the matches.
  case classMatch(Int)
  /// An entry of the menu of exports, by its place.
  case export(Int)
  /// An entry of the palette, by its place among the matches.
  case command(Int)
  /// A hint in the last line.
  case key(Key)
}

extension State {
  /// The wheel is the arrow keys; a press chooses, and a second one opens what is chosen.
  mutating func point(_ mouse: Mouse, at target: Target?) -> [Effect] {
    switch mouse.kind {
    case .scrollUp: return press(.up)
    case .scrollDown: return press(.down)
    case .press: break
    }
    switch target {
    case .row(let row): pointAt(row)
    case .featureMap: open(.map)
    case .channel(let channel):
      if channel == map.channel { return perform(.enlarge, .enter) }
      map.channel = channel
      map.reduction = .channel
      map.rank = nil
    case .value(let row, let column): (singleMap.row, singleMap.column) = (row, column)
    case .pixel(let row, let column): cover(row: row, column: column)
    case .view(let view): show(view)
    case .command(let place):
      guard case .palette(var palette) = overlay else { return [] }
      palette.move(by: place - palette.selected)
      overlay = .palette(palette)
      return perform(.acceptPalette, .enter)
    case .export(let place):
      guard case .exports(let menu) = overlay else { return [] }
      moveExport(by: place - menu.selected)
      return perform(.acceptEntry, .enter)
    case .part(let place):
      if place == why.place { return perform(.showPart, .enter) }
      why.place = place
    case .filter(let place):
      if place == filterPlace { return perform(.filterMap, .enter) }
      markFilter(at: place)
    case .classMatch(let place):
      guard case .classes(var pick) = overlay else { return [] }
      pick.move(by: place - pick.selected)
      overlay = .classes(pick)
      return perform(.acceptClass, .enter)
    case .key(let key): return press(key)
    case nil:
      // Beside the menu is out of it.
      switch overlay {
      case .menu, .exports: overlay = nil
      default: break
      }
    }
    return []
  }

  private mutating func pointAt(_ row: TableRow) {
    stopFollowing()
    guard row == table.selection else {
      table.selection = row
      return
    }
    if case .block = row { tableAction(.toggleFold) }
  }

  mutating func toggleMouse() -> [Effect] {
    usesMouse.toggle()
    say(usesMouse ? "the mouse works here; Shift selects text" : "the mouse selects text")
    return [.display(.useMouse(usesMouse))]
  }
}
