import TerminalUI

/// One entry of a list that is chosen from.
struct PickerEntry: Sendable {
  /// A letter that chooses it at once, in menus.
  var letter: Character?
  /// The text in front: the letter, a number, a name.
  let lead: String
  let title: String
  /// Behind the title, from a column of its own; empty where there is none.
  var detail = ""
  /// At the right end of the line.
  var note = ""
  /// True for what cannot be chosen now, or works elsewhere.
  var isDimmed = false
  let choose: @Sendable (inout State) -> [Effect]
}

/// The items of a picker, its look and its outcome.
struct PickerList: Sendable {
  enum Accent: Sendable { case plain, label, key }
  /// The box without its frame.
  enum Box: Sendable {
    /// All lines of the view, so many columns at most.
    case tall(width: Int)
    /// A line for each entry, so many columns at most.
    case menu(width: Int)
    /// A line for each entry, as many columns as they need, and no fewer than so many.
    case fitted(least: Int)
  }
  /// The context whose commands count.
  let context: InputContext
  /// Of the box; nil for a list without one, whose entries are shown where they are.
  let title: String?
  /// In front of the text that is typed.
  let prompt: String
  /// The word for Enter in the hint bar.
  let acceptHint: String
  /// Said where Enter finds no entry.
  let missing: @Sendable (_ text: String) -> String
  var box = Box.tall(width: 102)
  var leadWidth = 1
  var leadAccent = Accent.key
  var noteAccent = Accent.label
  /// True where a move beyond an end goes on at the other.
  var wraps = false
  /// In the frame below; nil: which of the entries are seen.
  var footer: (@Sendable (State, Picker) -> String)?
  /// The entries that fit a text, the best first.
  let entries: @Sendable (State, _ text: String) -> [PickerEntry]
  /// The place of the entry that is marked first.
  var first: @Sendable ([PickerEntry]) -> Int = { _ in 0 }
  /// Carried out as the mark moves.
  var marked: (@Sendable (inout State, _ place: Int, _ text: String) -> Void)?
  /// Carried out when the list is left without a choice.
  var abandoned: (@Sendable (inout State) -> Void)?
}

/// A list over a view that an entry is chosen from: of views, commands, exports, classes, layers.
/// In a menu a letter chooses at once, and typing filters after `/`; else typing filters.
public struct Picker: Sendable {
  let list: PickerList
  var editor = LineEditor()
  /// False in a menu before `/`.
  var isTyping: Bool
  /// Place of the marked entry among those that fit.
  var selected: Int

  var context: InputContext {
    isTyping && Set.menus.contains(list.context) ? .filter : list.context
  }

  init(_ list: PickerList, entries: [PickerEntry]) {
    self.list = list
    isTyping = !Set.menus.contains(list.context)
    selected = list.first(entries)
  }

  /// Moves the mark; beyond the ends it stops, or goes on at the other.
  mutating func move(_ motion: Motion, page: Int, count: Int) {
    let target = selected + motion.offset(lines: page, count: count)
    let isStep = motion == .up || motion == .down
    selected =
      list.wraps && isStep ? (target + count) % max(1, count) : max(0, min(target, count - 1))
  }
}

extension State {
  var picker: Picker? { if case .picker(let picker) = overlay { picker } else { nil } }

  /// The entries that fit what is typed.
  func entries(of picker: Picker) -> [PickerEntry] {
    picker.list.entries(self, picker.editor.text)
  }

  mutating func openPicker(_ list: PickerList) {
    overlay = .picker(Picker(list, entries: list.entries(self, "")))
  }

  mutating func movePicker(_ motion: Motion) {
    guard var picker else { return }
    let count = entries(of: picker).count
    picker.move(motion, page: max(1, terminal.bodyHeight - 3), count: count)
    overlay = .picker(picker)
    picker.list.marked?(&self, picker.selected, picker.editor.text)
  }

  /// The text was changed: the best entry is marked.
  mutating func filterPicker() {
    guard var picker else { return }
    picker.selected = picker.list.first(entries(of: picker))
    overlay = .picker(picker)
    picker.list.marked?(&self, picker.selected, picker.editor.text)
  }

  /// Chooses the marked entry, or the one at a place.
  mutating func choose(at place: Int? = nil) -> [Effect] {
    guard var picker else { return [] }
    let entries = entries(of: picker)
    picker.selected = place ?? picker.selected
    guard entries.indices.contains(picker.selected) else {
      // Without a box nothing stays to choose from.
      if picker.list.title == nil { overlay = nil }
      let text = picker.editor.text
      return text.isEmpty ? [] : refuse(picker.list.missing(text))
    }
    // What cannot be chosen now stays marked.
    overlay = .picker(picker)
    return entries[picker.selected].choose(&self)
  }

  /// Leaves the list without a choice.
  mutating func abandonPicker() {
    guard let picker else { return }
    overlay = nil
    picker.list.abandoned?(&self)
  }
}
