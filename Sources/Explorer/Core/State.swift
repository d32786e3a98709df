import Inference
import Reports
import SqueezeNet
import TerminalUI

/// Everything that the screen shows. Changed only by `update`.
public struct State: Sendable {
  public internal(set) var model: ModelDescription
  public var terminal: TerminalDescription
  public var images: [ImageEntry]
  public var imageIndex: Int
  public var pass: Pass
  var table: TableState
  public var map: MapState
  /// The state that the screen shows.
  public var view = View.layers
  var sheet = SheetState()
  var singleMap = SingleMapState()
  var onPhoto = OnPhotoState()
  var value = ValueState()
  public var filters = FiltersState()
  var why = WhyState()
  public var whatIf = WhatIfState()
  var ablationLosses = AblationLossState()
  var effects = EffectsState()
  var compare = CompareState()
  var time = TimeState()
  var activity = ActivityState()
  var matrix = MatrixState()
  var diagram = DiagramState()
  public var export = ExportState()
  var lesson = LessonState()
  /// The number that the network was opened with.
  var networkNumber = 0
  /// The network that is being opened.
  var opening = Asked<NetworkChoice, Never>()
  var installed: [InstalledNetwork] = []
  var weightsChange = WeightsChange.none
  /// Views that Esc leads back through, the last one first.
  var trail: [View] = []
  /// Views that have been shown: a first visit is explained.
  var visited: Set<View> = [.layers]
  var overlay: Overlay?
  /// One line above the key hints: what just happened, or what went wrong. Gone at the next key.
  public var message: Message?
  /// The message that the key took away which is carried out now.
  var said: Message?
  /// True where the terminal reports the mouse.
  public var usesMouse: Bool
  /// Milliseconds that each layer waits before it runs; 0 is full speed.
  public var slowMotion: Int
  /// Passes of this network that came to their end.
  var completedPasses = 0
  /// Repeated passes in progress; of nil where they repeat until they are stopped.
  public var measuring: (done: Int, of: Int?)?
  /// The last repeated passes of this image.
  public var measurement: Measurement?
  /// Passes of one repeated measurement (`t`).
  public var measurementRuns: Int

  /// The explorer before anything is loaded; `openingEffects` sets it going.
  public static func initial(
    model: ModelDescription, terminal: TerminalDescription, imagePaths: [String],
    measurementRuns: Int = 20, slowMotion: Int = 0, usesMouse: Bool = false
  ) -> State {
    // A screen that has room for every layer shows them all.
    let blocks = Set(model.network.architecture.fireBlocks.map(\.number))
    let all = model.network.tableRows(unfolded: blocks)
    let unfolded = all.count < terminal.tableHeight ? blocks : []
    return State(
      model: model, terminal: terminal,
      images: imagePaths.enumerated().map {
        ImageEntry(path: $1, status: $0 == 0 ? .loading : .pending)
      },
      imageIndex: 0,
      pass: Pass(generation: 0, layers: model.network.layers.count),
      table: TableState(unfolded: unfolded, selection: .input),
      map: MapState(terminal: terminal), overlay: nil,
      message: Message(.information, View.layers.introduction(on: terminal)),
      usesMouse: usesMouse, slowMotion: max(0, slowMotion), measuring: nil, measurement: nil,
      measurementRuns: max(1, measurementRuns))
  }

  /// The effects that the run loop carries out before the first event.
  public var openingEffects: [Effect] {
    (usesMouse ? [.display(.useMouse(true))] : []) + (images.isEmpty ? [] : [.loadImage(index: 0)])
  }

  public var network: Network { model.network }

  /// The image that is shown, if the command line names any.
  public var currentImage: ImageEntry? {
    images.indices.contains(imageIndex) ? images[imageIndex] : nil
  }

  /// The image that the session works on; nil while it is being loaded or when it failed.
  public var loadedImage: LoadedImage? { currentImage?.loaded }

  /// True while layers or repeated passes are being computed, or the machine is measured.
  var isBusy: Bool { pass.isRunning || measuring != nil || time.asked.isWaiting }
}

public struct Message: Sendable, Hashable {
  public enum Kind: Sendable { case information, error }
  let kind: Kind
  let text: String
  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
