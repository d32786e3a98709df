/// A request to a session. The worker carries requests out in the order in which they come, but
/// for `cancel`, which counts at once, and for copies, which are made between two layers.
///
/// The frontier is the number of layers that the session holds outputs of.
///
/// A *generation* is the number by which an answer is known: the caller chooses it, every event
/// carries that of the request that it answers, and the session itself makes nothing of it. Where
/// earlier answers have become worthless a caller goes on with another number, and drops the
/// events that still come with the old one. Each kind of request may count for itself.
public enum SessionRequest: Sendable, Hashable {
  /// Takes the prepared image (height × width × 3, network's channel order); nothing is computed
  /// yet, and nothing is switched off or covered any more. Values of another count are ignored.
  case useInput([Float], generation: Int)
  /// Computes the layers from the frontier up to, not including, `upTo`, with `pause` milliseconds
  /// before each; `idle` answers. A second one joins the queue.
  case run(upTo: Int, pause: Int, generation: Int)
  /// Moves the frontier back so that `to` layers are done; it never moves forward. After `cancel`
  /// the session may stand one layer further than its events told; this brings both together again.
  case rewind(to: Int, generation: Int)
  /// Sends copies of layers' outputs, and of the image for nil, all at once. Where one of them is
  /// beyond the frontier nothing is sent.
  case fetchActivations(layers: [Int?], generation: Int)
  /// Edits the pass: the layers before the frontier whose output changes run again, no others.
  /// `ablated` answers. Edits last until others come or until `useInput`, which starts without any.
  /// Edits that still wait are replaced by later ones and not answered.
  case ablate(Ablation, generation: Int)
  /// Measures what each channel of a layer does to the classes, by switching it off alone.
  /// `ablating` tells how far it is, `ablationLosses` answers; it needs a complete pass.
  case measureAblationLosses(layer: Int, generation: Int)
  /// Measures what a square of so many pixels does to the classes, moved over the whole photo.
  /// `occlusionEffects` tells what there is so far, some times a second, and answers; it needs a
  /// complete pass.
  case measureOcclusionEffects(side: Int?, generation: Int)
  /// Repeats the whole pass, after one that is not counted; `measured` answers. The frontier stays
  /// where it is: the same input gives the same outputs.
  case measure(runs: Int, generation: Int)
  /// Repeats the whole pass until `cancel`: `peak` begins, `timed` tells of each, `measured` with
  /// nothing ends it. The frontier stays where it is.
  case repeatPasses(generation: Int)
  /// Measures what the machine gives: the arithmetic peak and the memory bandwidth of the session's
  /// threads, and whole passes over the input with each number of threads, `runs` of each. Tells of
  /// each step by `probing` and answers with `machine`.
  case measureMachine(threads: [Int], runs: Int, generation: Int)
  /// Ends what runs at the next layer, and drops the runs and measurements that still wait: each is
  /// answered all the same. What is asked for afterwards is carried out.
  case cancel
}

extension SessionRequest {
  var isCopy: Bool { if case .fetchActivations = self { true } else { false } }

  /// True where it asks for copies of the image or of layers before the frontier alone.
  func isCopy(below frontier: Int) -> Bool {
    if case .fetchActivations(let layers, _) = self {
      layers.allSatisfy { $0.map { $0 < frontier } ?? true }
    } else {
      false
    }
  }

  var isAblation: Bool { if case .ablate = self { true } else { false } }

  /// True where `cancel` drops it while it waits: requests that take long.
  var isCancellable: Bool {
    switch self {
    case .run, .measure, .repeatPasses, .measureMachine, .measureAblationLosses,
      .measureOcclusionEffects:
      true
    case .useInput, .rewind, .fetchActivations, .ablate, .cancel: false
    }
  }
}
