import Inference
import SqueezeNet
import Testing

@testable import Explorer
@testable import Heatmaps
@testable import TerminalUI

@Suite("Table, map and image keys")
struct ViewKeysTests {
  /// The words for a first visit are those that the screen has room for, whatever it becomes.
  @Test func introductionsFitAfterAResize() throws {
    var explored = try Explored.opened()
    explored.press("Y")
    let (long, short) = View.why.introductions
    #expect(explored.state.message?.text == long)
    explored.send(.resized(width: 40, height: 12))
    #expect(explored.state.message?.text == short)
    explored.send(.resized(width: 80, height: 24))
    #expect(explored.state.message?.text == long)
  }

  /// A key whose effect is on another screen says where.
  @Test func channelsWithoutAMapAreSaid() throws {
    var explored = try Explored.opened()
    explored.press("4", "]")
    #expect(explored.state.message?.text == "fire4, channel 1 of 256: M shows it")
    explored.press("m")
    #expect(explored.state.message?.text == "fire4, mean of 256 channels: M shows it")
    explored.press("1", "]")
    #expect(explored.state.message == nil)
    for key: Key in ["]", "<", "x"] {
      explored.press(.home, key)
      #expect(explored.state.message?.text.hasPrefix("the photo is shown") == true)
    }
  }

  @Test func selectionMoves() throws {
    var explored = try Explored.opened()
    func selects(_ key: Key, _ row: TableRow) {
      explored.press(key)
      #expect(explored.state.table.selection == row, "\(key)")
    }
    selects(.down, .layer(1))
    selects("j", .block(2))
    selects("k", .layer(1))
    selects(.up, .layer(0))
    selects(.up, .input)
    selects(.up, .input)
    selects("G", .layer(38))
    selects("g", .input)
    selects(.end, .layer(38))
    selects(.home, .input)
    // Other views show layers; the photo's row is found again.
    selects("S", .layer(0))
    selects(.escape, .input)
    selects("B", .block(2))
    selects(.escape, .input)
    selects("S", .layer(0))
    selects("}", .layer(1))
    selects(.escape, .layer(1))
  }

  /// The fake's answer is class 504.
  @Test func conv10ShowsTheWinnerUntilAnotherIsChosen() throws {
    var explored = try Explored.opened()
    explored.press("2", "]", "]", "]")
    explored.press("0")
    #expect(explored.state.map.channel == 504)
    explored.press("2")
    #expect(explored.state.map.channel == 3, "as it was before the classes")
    explored.press("G")
    #expect(explored.state.map.channel == 504)
    explored.press("]", "2", "0")
    #expect(explored.state.map.channel == 505)
    explored.press(".")
    explored.send(.imageLoaded(index: 1, Explored.image))
    explored.settle()
    #expect(explored.state.map.channel == 505, "it was chosen")
  }

  @Test func escapeGoesBackViewByView() throws {
    var explored = try Explored.opened()
    func leads(_ keys: Key..., to views: View...) {
      for key in keys { explored.press(key) }
      for view in views {
        explored.press(.escape)
        #expect(explored.state.view == view, "\(keys)")
      }
    }
    leads("Y", "T", to: .why, .layers)
    leads("S", .enter, "K", to: .singleMap, .sheet, .layers)
    leads("P", "M", "A", to: .singleMap, .photo, .layers)
    leads("P", "P", to: .layers)
    explored.press("L")
    for _ in 0..<50 { explored.press("S", "M") }
    #expect(explored.state.trail.count <= 32)
    explored.press("L")
    #expect(explored.state.trail.isEmpty)
  }

  @Test func aKeyOfAnotherViewSaysWhereItCounts() throws {
    var explored = try Explored.opened()
    for key in ["o", "y", "w", "i", "b", "u"] as [Key] {
      explored.press(key)
      let text = try #require(explored.state.message?.text, "\(key)")
      #expect(text.hasPrefix("\(key.name) is a key of ") && text.contains("? shows"), "\(text)")
    }
    explored.press("|")
    #expect(explored.state.message?.text == "no such key here: ? shows the keys")
    explored.press(.escape)
    #expect(explored.state.message == nil)
    // What a view does not show cannot be changed in it.
    for view in ["T", "Y"] as [Key] {
      explored.press(view, "x", "]", "]", "[", ">")
      #expect(explored.state.map.channel == 0)
      #expect(explored.state.message?.text.contains("is a key of L, layers") == true)
    }
  }

  @Test func pagesAndScrolling() throws {
    var explored = try Explored.opened()
    explored.send(.resized(width: 80, height: 12))
    // Six lines of table: a page is five rows.
    explored.press(.pageDown)
    #expect(explored.state.table.selection == .layer(14))
    explored.press(.control("f"))
    #expect(explored.state.table.scroll == 6)
    #expect(explored.state.visibleRows(height: 6).last == explored.state.table.selection)
    explored.press(.control("b"), .pageUp)
    #expect(explored.state.table.selection == .layer(0) && explored.state.table.scroll == 1)
    // Another height keeps the selection visible and leaves no line empty.
    explored.press("G")
    #expect(explored.state.visibleRows(height: 4).last == .layer(38))
    #expect(explored.state.visibleRows(height: 4).count == 4)
    #expect(explored.state.visibleRows(height: 100).count == 16)
  }

  @Test func folding() throws {
    var explored = try Explored.opened()
    explored.press("3", .enter)
    #expect(explored.state.table.unfolded == [3])
    #expect(explored.state.rows.count == 20)
    explored.press("j", "j")
    #expect(explored.state.selectedLayer?.name == "fire3/expand1x1")
    // A layer's row leads to its map, and back.
    explored.press(.enter)
    #expect(explored.state.view == .singleMap)
    explored.press(.escape, "k", "k", .enter)
    #expect(explored.state.table.selection == .block(3) && explored.state.rows.count == 16)
    explored.press("z")
    #expect(explored.state.rows.count == 48)
    explored.press("j", "z")
    #expect(explored.state.rows.count == 16 && explored.state.table.selection == .block(3))
  }

  @Test func aSearchThatFindsNothingEndsWithEnter() throws {
    var explored = try Explored.opened()
    let selection = explored.state.table.selection
    explored.press("/", .enter)
    #expect(explored.state.overlay == nil && explored.state.message == nil)
    explored.press("/", "z", "z", .enter)
    #expect(explored.state.overlay == nil && explored.state.table.selection == selection)
    #expect(explored.state.message?.text == "no layer's name holds “zz”")
  }

  @Test func searchMovesAndRestores() throws {
    var explored = try Explored.opened()
    explored.press("4", "/")
    explored.type("EXPAND3")
    #expect(explored.state.selectedLayer?.name == "fire4/expand3x3")
    explored.press(.down)
    #expect(explored.state.selectedLayer?.name == "fire5/expand3x3")
    #expect(explored.state.table.unfolded == [5])
    explored.press(.control("p"), .up)
    #expect(explored.state.selectedLayer?.name == "fire3/expand3x3")
    explored.press(.escape)
    #expect(explored.state.table.selection == .block(4))
    #expect(explored.state.table.unfolded.isEmpty && explored.state.overlay == nil)
    explored.press("/")
    explored.type("conv1q")
    explored.press(.backspace, .enter)
    #expect(explored.state.table.selection == .layer(36))
    explored.press("/")
    explored.type("conv1")
    explored.press(.control("n"), .enter)
    #expect(explored.state.table.selection == .layer(0))
    explored.press("/")
    explored.type("nothing")
    explored.press(.enter)
    #expect(explored.state.table.selection == .layer(0) && explored.state.message != nil)
  }

  @Test func lineEditing() {
    var editor = LineEditor("one two")
    editor.deleteWord()
    #expect(editor == LineEditor("one "))
    editor.moveToStart()
    editor.insert("é")
    editor.insert("\u{7}")
    #expect(editor.text == "éone " && editor.cursor == 1)
    editor.deleteForward()
    editor.moveRight()
    editor.deleteToEnd()
    #expect(editor.text == "én")
    editor.deleteBackward()
    editor.deleteBackward()
    editor.deleteBackward()
    #expect(editor.text.isEmpty && editor.cursor == 0)
    editor = LineEditor("e")
    editor.insert("\u{301}")
    #expect(editor.text.count == 1 && editor.cursor == 1)
  }

  @Test func pastedTextIsOneLineOfAtMost1024Scalars() {
    var editor = LineEditor("ab")
    editor.moveLeft()
    editor.insert("1\r\n2\n3\t4\u{1B}[A\u{3}")
    #expect(editor.text == "a1 2 3 4[Ab" && editor.cursor == 10)
    let marks = String(repeating: "\u{301}", count: 5000)
    editor.insert(marks)
    #expect(editor.text.unicodeScalars.count == 1024 && editor.text.count == 11)
    editor.insert("x")
    #expect(editor.text.count == 11 && editor.cursor == 10)
    editor = LineEditor()
    editor.insert(String(repeating: "猫", count: 5000))
    #expect(editor.text.count == 1024 && editor.cursor == 1024)
  }

  /// Pasted text is typed where text is typed, and elsewhere nothing but a word about it.
  @Test func aPasteIsText() throws {
    var explored = try Explored.opened()
    let before = explored.state.table.selection
    for context in ["", "v"] {
      if let key = context.first { explored.press(.character(key)) }
      explored.send(.paste("qqq\nv"))
      #expect(explored.state.message?.text.contains("pasted text is ignored") == true)
      #expect(explored.state.view == .layers && explored.state.table.selection == before)
      if !context.isEmpty { explored.press(.escape) }
    }
    explored.press("/")
    #expect(explored.state.isTyping)
    explored.send(.paste("fire9/\u{7}expand1"))
    #expect(explored.state.picker?.editor.text == "fire9/expand1")
    #expect(explored.state.table.selection != before && explored.state.message == nil)
  }

  @Test func channels() throws {
    var explored = try Explored.opened()
    func shows(_ key: Key, _ channel: Int) {
      explored.press(key)
      #expect(explored.state.map.channel == channel, "\(key)")
      #expect(explored.state.map.reduction == .channel)
    }
    shows("l", 1)
    shows(.right, 2)
    shows("h", 1)
    shows(.left, 0)
    shows(.left, 95)
    shows(.right, 0)
    shows(">", 10)
    shows("]", 11)
    shows("[", 10)
    shows("<", 0)
    explored.press("m")
    #expect(explored.state.map.reduction == .mean)
    explored.press("m")
    #expect(explored.state.map.reduction == .maximum)
    explored.press("m")
    #expect(explored.state.map.reduction == .channel)
    // Another layer opens on its own channel; this one is found as it was left.
    explored.press("h", "2")
    #expect(explored.state.map.channel == 0)
    explored.press("1")
    #expect(explored.state.map.channel == 95)
  }

  /// The fake's channels are the same everywhere: of equals the first comes first.
  @Test func strongestChannels() throws {
    var explored = try Explored.opened()
    explored.press("m")
    for (key, channel) in [("x", 0), ("x", 1), ("x", 2), ("X", 1), ("X", 0), ("X", 95)] {
      explored.press(.character(Character(key)))
      #expect(explored.state.map.channel == channel && explored.state.map.reduction == .channel)
    }
    #expect(explored.state.map.rank == 95)
    explored.press("l", "x")
    #expect(explored.state.map.channel == 0 && explored.state.map.rank == 0)
    explored.press("j")
    #expect(explored.state.map.rank == nil)
    explored.press("r", .escape, "x")
    #expect(explored.state.message?.text.contains("not computed") == true)
  }

  /// The strongest channel is looked for once a photo: switched off, it stays selected.
  @Test func aLayerStaysOnTheChannelThatItOpenedOn() throws {
    let state = try SampleState.opening()
    var map = state.map
    let layer = try #require(state.network.layer(at: 3))
    #expect(map.opensOnStrongest(layer, hasClasses: false))
    map.keepChannel(of: layer, hasClasses: false, strongest: 7)
    #expect(map.channel == 7 && !map.opensOnStrongest(layer, hasClasses: false))
    map.keepChannel(of: layer, hasClasses: false, strongest: nil)
    #expect(map.channel == 7)
    map.forgetOpened()
    #expect(map.opensOnStrongest(layer, hasClasses: false))
    map.keepChannel(of: layer, hasClasses: false, strongest: 9)
    #expect(map.channel == 9)
    map.channel = 3
    map.keepChannel(of: layer, hasClasses: false, strongest: nil)
    map.forgetOpened()
    #expect(!map.opensOnStrongest(layer, hasClasses: false), "it was chosen")
  }

  @Test func glyphsAndColormaps() throws {
    var explored = try Explored.opened()
    #expect(explored.state.map.glyphs == .blocks)
    explored.press("a")
    #expect(explored.state.map.glyphs == .ascii)
    explored.press("a")
    #expect(explored.state.map.glyphs == .blocks)
    var maps: [Colormap] = []
    for _ in 0..<4 {
      explored.press("c")
      maps.append(explored.state.map.colormap)
    }
    #expect(maps == [.viridis, .cividis, .grey, .magma])
    explored.state.terminal.colors = .eight
    explored.state.terminal.unicode = false
    explored.state.map.glyphs = .ascii
    explored.press("c")
    #expect(explored.state.map.colormap == .magma && explored.state.message != nil)
    explored.press("a")
    #expect(explored.state.map.glyphs == .ascii && explored.state.message != nil)
  }

  @Test func imagesChangeAndKeepTheSelection() throws {
    var explored = try Explored.opened(images: ["a.jpg", "b.jpg", "c.jpg"])
    explored.press("4", "l")
    explored.settle()
    #expect(explored.press(".") == [.loadImage(index: 1)])
    #expect(explored.state.pass.frontier == 0 && explored.state.featureMap == nil)
    #expect(explored.press("n").isEmpty)
    explored.send(.imageFailed(index: 1, "not an image"))
    #expect(explored.state.message?.text == "b.jpg: not an image")
    #expect(explored.press(" ").isEmpty)
    #expect(explored.state.message?.kind == .error)
    explored.press(".")
    explored.send(.imageLoaded(index: 2, Explored.image))
    explored.settle()
    #expect(explored.state.pass.isComplete)
    #expect(explored.state.table.selection == .block(4) && explored.state.map.channel == 1)
    #expect(explored.press(".").isEmpty)
    // One that failed is tried again; one that is loaded is used at once.
    #expect(explored.press(",") == [.loadImage(index: 1)])
    let commands = explored.press(",")
    #expect(
      commands.first == .useImage(index: 0, generation: explored.state.pass.generation))
    // A late answer is kept for later and disturbs nothing.
    let generation = explored.state.pass.generation
    #expect(explored.send(.imageLoaded(index: 1, Explored.image)).isEmpty)
    #expect(explored.state.pass.generation == generation && explored.state.imageIndex == 0)
    var single = try Explored.opened(images: ["a.jpg"])
    #expect(single.press(".").isEmpty)
    #expect(single.state.message?.text == "there is only one image")
  }

  @Test func changingTheImageStopsTheRun() throws {
    var explored = try Explored.opened()
    explored.press("r")
    for _ in 0..<5 { explored.step() }
    #expect(explored.press(".").first == .session(.cancel))
    explored.settle()
    #expect(explored.state.pass.frontier == 0)
  }

  @Test func helpScrollsAndCloses() throws {
    var explored = try Explored.opened()
    func scroll() -> Int? {
      if case .help(let help) = explored.state.overlay { help.scroll } else { nil }
    }
    explored.press("?", .up)
    #expect(scroll() == 0)
    explored.press(.down, .down, .up)
    #expect(scroll() == 1)
    for _ in 0..<9 { explored.press(.pageDown) }
    let lines = HelpLine.lines(of: .layers)
    let last = lines.count - explored.state.terminal.helpHeight
    #expect(scroll() == last)
    explored.press(.pageUp)
    #expect(scroll() == last - 20)
    explored.send(.resized(width: 80, height: 200))
    #expect(scroll() == 0)
    // Typing filters; Esc takes the text away first.
    explored.type("CHANNEL")
    guard case .help(let help) = explored.state.overlay else {
      Issue.record("no help")
      return
    }
    #expect(help.lines.count > 2 && help.lines.count < lines.count / 2)
    #expect(help.lines.contains(.heading("Channels and maps")))
    explored.press(.escape)
    #expect(explored.state.overlay != nil)
    explored.type("~~")
    #expect(ExplorerView.draw(explored.state).text.contains { $0.contains("no key has this") })
    explored.press(.escape, .escape)
    #expect(explored.state.overlay == nil)
  }

  @Test func programKeys() throws {
    var explored = try Explored.opened()
    #expect(explored.press("q") == [.display(.quit)])
    #expect(explored.press(.control("l")) == [.display(.redraw)])
    #expect(explored.press(.control("z")) == [.display(.suspend)])
    explored.press("/")
    #expect(explored.press(.control("c")) == [.display(.quit)])
    #expect(!explored.press("q").contains(.display(.quit)))
    explored.press(.escape)
    #expect(explored.press(.escape, "&").isEmpty)
  }
}
