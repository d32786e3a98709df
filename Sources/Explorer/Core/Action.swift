/// Everything that a key can ask for. In any one place each has at most one entry in
/// `KeyBindings.table`.
public enum Action: String, Sendable, CaseIterable {
  // The pass
  case stepForward, stepBack, blockForward, blockBack, runOrPause, restart, jump, slowMotion
  case measure
  // The table
  case up, down, pageUp, pageDown, first, last, toggleFold, unfold, fold, toggleAll, search
  // The feature map
  case previousChannel, nextChannel, tenChannelsBack, tenChannelsForward, reduction
  case strongerChannel, weakerChannel, glyphs, colormap
  // Images and program
  case previousImage, nextImage, export, help, stop, leave, mouse, redraw, suspend, quit
  // Views
  case show, menu, palette, back
  case menuUp, menuDown, chooseView, acceptMenu, closeMenu
  case paletteUp, paletteDown, palettePageUp, palettePageDown, acceptPalette, abandonPalette
  // The contact sheet
  case sheetLeft, sheetRight, sheetUp, sheetDown, sheetPageUp, sheetPageDown
  case sheetFirst, sheetLast, enlarge, sheetOrder, sheetOrderBack, sheetLarger, sheetSmaller
  // One map
  case cursorUp, cursorDown, cursorWest, cursorEast, cursorPageUp, cursorPageDown
  case cursorRowStart, cursorRowEnd, cursorTop, cursorBottom, cursorPeak
  case zoomIn, zoomOut, zoomFit
  case scaleEnds, clip, gamma
  // On the photo
  case nextPatch, photoPicture, photoPatches
  // Filters
  case filterLeft, filterRight, filterUp, filterDown, filterPageUp, filterPageDown
  case filterFirst, filterLast, filterMap, upstream, downstream
  case filterOrder, filterPlanes, filterScale, filterLarger, filterSmaller
  // Why this class
  case strongerClass, weakerClass, strongestClass, pickClass, classPicture, beforeReLU
  case partUp, partDown, partPageUp, partPageDown, firstPart, lastPart, showPart
  case classUp, classDown, classPageUp, classPageDown, acceptClass, abandonClass
  // What if
  case channelOff, strongestOff, narrowHalf, wideHalf, allOn, undo, redo
  case square, squareUp, squareDown, squareLeft, squareRight, squareLarger, squareSmaller
  // Compare
  case comparePartner, comparePartnerBack, comparePicture
  // Time
  case nextSection, previousSection, live, machine
  // Dead and busy
  case histogramScale, histogramOf, sheetByZeros
  // Help
  case moreHelp, helpUp, helpDown, helpPageUp, helpPageDown, helpFirst, helpLast, closeHelp
  // Search
  case nextMatch, previousMatch, acceptSearch, abandonSearch
  // Export
  case exportUp, exportDown, chooseExport, acceptEntry, scaleUp, scaleDown, exportLabels
  case closeExports, acceptExport, nextFormat, abandonExport, overwrite, keepFile
  // Line editing
  case cursorLeft, cursorRight, cursorStart, cursorEnd, deleteBackward, deleteForward
  case deleteWord, deleteToStart, deleteToEnd
}
