import CTerminal
import Glibc
import TerminalUI

/// The real terminal, by ncurses. There is one, and one thread uses it.
public final class Terminal: Display {
  public private(set) var description: TerminalDescription
  private let signal: WakeUp
  private var decoder: KeyDecoder
  /// The time at which the decoder stops waiting for the rest of what has begun.
  private var deadline: Int?
  private var pairs: PairAllocator
  /// The canvas that the terminal shows now; nil when that is not known.
  private var shown: Canvas?
  private var emptyReads = 0
  /// True where frames are sent by `DirectFrame` and not by ncurses.
  private let sendsDirectly: Bool
  /// True where the process was stopped and continued, and `wait` has not told it yet.
  private var wasSuspended = false

  /// Takes the terminal over until `close`. `events` wakes `wait`.
  public init<Event>(
    events: EventQueue<Event>, settings: TerminalSettings = TerminalSettings()
  )
    throws(TerminalError)
  {
    let unicode = Self.chooseLocale(settings.unicode) && settings.unicode != false
    let type = Self.environment("TERM") ?? ""
    guard !type.isEmpty else { throw .typeNotSet }
    let colored =
      settings.colors.map { $0 > .none }
      ?? TerminalType.wantsColors(noColor: Self.environment("NO_COLOR"))
    var result = CT_UNKNOWN_TYPE
    for name in TerminalType.candidates(for: type) {
      result = ct_open(name, events.signal.descriptor, colored)
      guard result == CT_UNKNOWN_TYPE else { break }
    }
    switch result {
    case CT_OPENED: break
    case CT_NO_TERMINAL: throw .notATerminal
    case CT_INCAPABLE_TYPE: throw .incapableType(type)
    default: throw .unknownType(type)
    }
    signal = events.signal
    decoder = KeyDecoder(keys: Self.keys())
    let count = colored ? Int(ct_colors()) : 0
    pairs = PairAllocator(capacity: Int(ct_pairs()), colors: count)
    description = TerminalDescription(
      width: 0, height: 0, colors: Self.colors(type, count, settings.colors), unicode: unicode)
    sendsDirectly = description.colors >= .many && ct_speaks_ansi()
    description.background =
      settings.background
      ?? TerminalType.background(colorFGBG: Self.environment("COLORFGBG")) ?? .dark
    resize()
  }

  deinit { ct_close() }

  /// Gives the terminal back. Nothing may be drawn afterwards.
  public func close() { ct_close() }

  public func draw(_ canvas: Canvas) {
    guard !sendsDirectly else { return drawDirectly(canvas) }
    if !write(canvas, hasAllPairs: false) {
      pairs.reset()
      shown = nil
      _ = write(canvas, hasAllPairs: true)
    }
    let cursor = canvas.cursor ?? Point(x: -1, y: 0)
    if ct_show(Int32(clamping: cursor.x), Int32(clamping: cursor.y)) {
      shown = canvas
    } else {
      redraw()
    }
  }

  /// ncurses keeps a blank screen and does what it knows best: taking the terminal, giving it back.
  private func drawDirectly(_ canvas: Canvas) {
    if shown == nil, !ct_show(-1, 0) { return }
    let bytes = DirectFrame.bytes(
      from: shown, to: canvas, width: description.width, height: description.height)
    let isSent = bytes.withUnsafeBytes {
      ct_send($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    // A terminal that is gone is noticed where keys are read.
    if isSent { shown = canvas } else { redraw() }
  }

  public func redraw() {
    ct_redraw()
    shown = nil
  }

  public func suspend() {
    ct_suspend(true)
    resume()
    wasSuspended = true
  }

  public func wait(milliseconds: Int?) -> [Happening] {
    var descriptors = [
      pollfd(fd: ct_input(), events: Int16(POLLIN), revents: 0),
      pollfd(fd: signal.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let silence = deadline.map { max(0, $0 - monotonicMilliseconds()) }
    let patience = [milliseconds, silence, wasSuspended ? 0 : nil].compactMap { $0 }.min()
    poll(&descriptors, 2, patience.map { Int32(clamping: $0) } ?? -1)
    signal.acknowledge()
    let ready = Int32(descriptors[0].revents)
    var happenings = signals()
    if wasSuspended { happenings.append(size) }
    wasSuspended = false
    if ready & POLLIN != 0 {
      happenings += readInputs().map { .input($0) }
    } else if let end = deadline, monotonicMilliseconds() >= end {
      deadline = nil
      happenings += decoder.timeOut().map { .input($0) }
    }
    if ready & (POLLHUP | POLLERR | POLLNVAL) != 0 || emptyReads > 1 {
      happenings.append(.hungUp)
    }
    return happenings
  }

  /// Reads a part of what is there: signals are looked at between the parts.
  private func readInputs() -> [Input] {
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = read(ct_input(), &buffer, buffer.count)
    guard count > 0 else {
      // Readable without anything to read, again and again, is how a lost terminal looks.
      if count == 0 || errno != EAGAIN && errno != EINTR { emptyReads += 1 }
      return []
    }
    emptyReads = 0
    let inputs = decoder.decode(buffer.prefix(count))
    deadline = decoder.patience.map { monotonicMilliseconds() + $0 }
    return inputs
  }

  /// The sequences of the terminfo entry.
  private static func keys() -> [[UInt8]: Key] {
    let names: KeyValuePairs<String, Key> = [
      "kcuu1": .up, "kcud1": .down, "kcub1": .left, "kcuf1": .right, "kpp": .pageUp,
      "knp": .pageDown, "khome": .home, "kfnd": .home, "ka1": .home, "kend": .end, "kslt": .end,
      "kc1": .end, "kent": .enter, "kcbt": .backTab, "kdch1": .delete, "kbs": .backspace,
    ]
    let sequences = names.compactMap { name, key in
      ct_string(name).map { (Array(String(cString: $0).utf8), key) }
    }
    return Dictionary(sequences) { first, _ in first }
  }

  public func useMouse(_ uses: Bool) {
    ct_use_mouse(uses)
    decoder.usesMouse = uses
  }

  /// By OSC 52, which also goes through ssh. Old terminals would print it: those with few colours.
  public func copy(base64: String) {
    if ct_colors() >= 256 { ct_send_sequence("\u{1B}]52;c;\(base64)\u{7}") }
  }

  private var size: Happening {
    .input(.resized(width: description.width, height: description.height))
  }

  private func signals() -> [Happening] {
    var happenings: [Happening] = []
    while case let signal = ct_signal(), signal != 0 {
      switch signal {
      case SIGWINCH: resize()
      case SIGTSTP:
        ct_suspend(false)
        resume()
      case SIGCONT:
        ct_resume()
        resume()
      default: return [.terminated(signal: signal)]
      }
      happenings = [size]
    }
    return happenings
  }

  private func resume() {
    shown = nil
    emptyReads = 0
    resize()
  }

  private func resize() {
    var width: Int32 = 0
    var height: Int32 = 0
    ct_resize(&width, &height)
    if Int(width) != description.width || Int(height) != description.height { shown = nil }
    description.width = Int(width)
    description.height = Int(height)
  }

  /// Writes the cells that differ from what is shown; false when the colour pairs ran out, which
  /// `hasAllPairs` answers with plainer colours.
  private func write(_ canvas: Canvas, hasAllPairs: Bool) -> Bool {
    let known = shown.flatMap { $0.width == canvas.width && $0.height == canvas.height ? $0 : nil }
    var style = Style.plain
    var pair: Int32 = 0
    let cells = canvas.cells
    for y in 0..<min(canvas.height, description.height) {
      for x in 0..<min(canvas.width, description.width) {
        let index = y * canvas.width + x
        let cell = cells[index]
        if cell.isRightHalf { continue }
        if let known, known.cells[index] == cell { continue }
        if cell.style != style {
          guard let number = number(cell.style, plainer: hasAllPairs) else { return false }
          pair = number
          style = cell.style
        }
        put(cell, x: x, y: y, isWide: canvas[x + 1, y].isRightHalf, pair: pair)
      }
    }
    return true
  }

  private func number(_ style: Style, plainer: Bool) -> Int32? {
    guard description.colors > .none else { return 0 }
    let (foreground, background) = (style.foreground, style.background)
    let number = pairs.number(
      foreground: foreground, background: background, define: ct_define_pair)
    guard number == nil, plainer else { return number }
    return pairs.number(foreground: foreground, background: .terminal, define: ct_define_pair) ?? 0
  }

  private func put(_ cell: Cell, x: Int, y: Int, isWide: Bool, pair: Int32) {
    let text = cell.character.unicodeScalars.map { Int32(bitPattern: $0.value) }
    let attributes = UInt32(cell.style.attributes.rawValue)
    ct_put(Int32(x), Int32(y), text, Int32(text.count), isWide ? 2 : 1, attributes, pair)
  }

  /// Takes the environment's character set (and nothing else of its locale: numbers keep their
  /// decimal point). True when that is UTF-8.
  ///
  /// - Parameter wanted: true takes UTF-8 whatever the environment says.
  static func chooseLocale(_ wanted: Bool?) -> Bool {
    if wanted == true, setlocale(LC_CTYPE, "C.UTF-8") != nil { return true }
    if setlocale(LC_CTYPE, "") == nil {
      let claims = TerminalType.claimsUTF8(
        all: environment("LC_ALL"), characters: environment("LC_CTYPE"),
        language: environment("LANG"))
      // The name may come over ssh from a machine that has the locale; the terminal is there.
      if claims { setlocale(LC_CTYPE, "C.UTF-8") }
    }
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: codeset) == "UTF-8"
  }

  /// - Parameter asked: The user's setting: 256 and true colour also where the entry, `xterm` as it
  ///   often is over ssh, knows fewer; below that no more than it has.
  static func colors(
    _ type: String, _ count: Int, _ asked: TerminalDescription.Colors?
  ) -> TerminalDescription.Colors {
    // Entries of true colour have but eight colours by number.
    let found = count > 256 ? .eight : TerminalType.colors(count: count)
    let isANSI = ct_speaks_ansi()
    if let asked { return asked >= .many && isANSI ? asked : min(asked, found) }
    guard found > .none, isANSI else { return found }
    let isDirect = TerminalType.isDirect(
      entryHasIt: ct_has_direct(), colorTerm: environment("COLORTERM"), type: type,
      count: count, inTmux: environment("TMUX") != nil)
    return isDirect ? .direct : found
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
