import TerminalUI

extension State {
  /// Carries out what a key means where the person is; a key without meaning does nothing, or
  /// types itself where a line is being typed.
  mutating func press(_ key: Key) -> [Effect] {
    guard let action = KeyBindings.action(for: key, in: place) else {
      if case .character(let character) = key, place != .tooSmall { type(character) }
      return []
    }
    return perform(action, key)
  }

  /// - Parameter key: What was pressed for it, where that tells more.
  mutating func perform(_ action: Action, _ key: Key) -> [Effect] {
    if key == .escape, overlay == nil, export.job != nil { return stopExport() }
    switch action {
    case .stepForward, .stepBack, .blockForward, .blockBack, .runOrPause, .restart, .jump,
      .slowMotion, .measure, .stop:
      return passAction(action, key)
    case .up, .down, .pageUp, .pageDown, .first, .last, .toggleFold, .unfold, .fold, .toggleAll:
      tableAction(action)
    case .previousChannel, .nextChannel, .tenChannelsBack, .tenChannelsForward, .reduction,
      .strongerChannel, .weakerChannel, .glyphs, .colormap:
      mapAction(action)
    case .previousImage: return selectImage(imageIndex - 1)
    case .nextImage: return selectImage(imageIndex + 1)
    case .back where key == .escape && ablationLosses.progress != nil: return cancelLosses()
    case .show, .menu, .back, .menuUp, .menuDown, .chooseView, .acceptMenu, .closeMenu:
      viewAction(action, key)
    case .palette, .paletteUp, .paletteDown, .palettePageUp, .palettePageDown, .acceptPalette,
      .abandonPalette:
      return paletteAction(action)
    case .help, .moreHelp, .helpUp, .helpDown, .helpPageUp, .helpPageDown, .helpFirst, .helpLast,
      .closeHelp:
      helpAction(action)
    case .search, .nextMatch, .previousMatch, .acceptSearch, .abandonSearch:
      searchAction(action)
    case .export, .exportUp, .exportDown, .chooseExport, .acceptEntry, .scaleUp, .scaleDown,
      .exportLabels, .closeExports, .acceptExport, .nextFormat, .abandonExport, .overwrite,
      .keepFile:
      return exportAction(action, key)
    case .cursorLeft, .cursorRight, .cursorStart, .cursorEnd, .deleteBackward, .deleteForward,
      .deleteWord, .deleteToStart, .deleteToEnd:
      editLine { $0.apply(action) }
    case .sheetLeft, .sheetRight, .sheetUp, .sheetDown, .sheetPageUp, .sheetPageDown, .sheetFirst,
      .sheetLast, .sheetOrder, .sheetOrderBack, .enlarge, .sheetLarger, .sheetSmaller:
      sheetAction(action)
    case .cursorUp, .cursorDown, .cursorWest, .cursorEast, .cursorPageUp, .cursorPageDown,
      .cursorRowStart, .cursorRowEnd, .cursorTop, .cursorBottom, .cursorPeak, .zoomIn, .zoomOut,
      .zoomFit:
      singleMapAction(action)
    case .nextPatch, .photoPicture, .photoPatches: onPhotoAction(action)
    case .scaleEnds, .clip, .gamma: scalingAction(action)
    case .filterLeft, .filterRight, .filterUp, .filterDown, .filterPageUp, .filterPageDown,
      .filterFirst, .filterLast, .filterMap, .upstream, .downstream, .filterOrder, .filterPlanes,
      .filterScale, .filterLarger, .filterSmaller:
      filtersAction(action)
    case .strongerClass, .weakerClass, .strongestClass, .classPicture, .beforeReLU, .partUp,
      .partDown, .partPageUp, .partPageDown, .firstPart, .lastPart, .showPart:
      whyAction(action)
    case .channelOff, .strongestOff, .narrowHalf, .wideHalf, .allOn, .undo, .redo, .square,
      .squareUp, .squareDown, .squareLeft, .squareRight, .squareLarger, .squareSmaller:
      whatIfAction(action)
    case .nextSection, .previousSection, .live, .machine: return timeAction(action)
    case .pickClass, .classUp, .classDown, .classPageUp, .classPageDown, .acceptClass,
      .abandonClass:
      classPickAction(action)
    case .histogramScale, .histogramOf, .sheetByZeros: activityAction(action)
    case .comparePartner, .comparePartnerBack, .comparePicture: compareAction(action)
    case .mouse: return toggleMouse()
    case .redraw: return [.display(.redraw)]
    case .suspend: return [.display(.suspend)]
    case .leave, .quit: return [.display(.quit)]
    }
    return []
  }

  private mutating func type(_ character: Character) { editLine { $0.insert(character) } }

  private mutating func editLine(_ edit: (inout LineEditor) -> Void) {
    switch overlay {
    case .search(var search):
      edit(&search.editor)
      showMatches(of: search)
    case .export(var prompt):
      edit(&prompt.editor)
      overlay = .export(prompt)
    case .palette(var palette):
      let text = palette.editor.text
      edit(&palette.editor)
      if palette.editor.text != text { palette.filter() }
      overlay = .palette(palette)
    case .classes(var pick):
      let text = pick.editor.text
      edit(&pick.editor)
      if pick.editor.text != text { pick.filter() }
      overlay = .classes(pick)
    case nil, .help, .menu, .exports, .confirmOverwrite: break
    }
  }
}

extension LineEditor {
  fileprivate mutating func apply(_ action: Action) {
    switch action {
    case .cursorLeft: moveLeft()
    case .cursorRight: moveRight()
    case .cursorStart: moveToStart()
    case .cursorEnd: moveToEnd()
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .deleteWord: deleteWord()
    case .deleteToStart: deleteToStart()
    case .deleteToEnd: deleteToEnd()
    default: break
    }
  }
}
