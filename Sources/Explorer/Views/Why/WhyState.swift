import Analysis
import Inference
import SqueezeNet

/// The view of one class: which, what is seen of it, and what it is explained from.
struct WhyState: Sendable {
  /// The picture at the left.
  public enum Picture: Sendable, CaseIterable {
    case overlay, map, photo
  }
  /// Nil: the strongest, whatever the photo.
  var chosen: Int?
  /// The class that it is compared with; the same one, and nil, are none.
  var rival: Int?
  /// The right class, where the answer to a photo of the matrix was a mistake: the first rival.
  var truth: Int?
  var picture = Picture.overlay
  /// True where the map is the one before conv10's ReLU, with what speaks against the class.
  var isBeforeReLU = false
  /// Place of the marked channel among those of fire9, the largest contribution first.
  var place = 0
  /// First place that is seen.
  var scroll = 0
  /// The layers whose outputs the session was asked for, and what follows from all of them.
  var asked = Asked<[Int], ClassEvidence>()

  var evidence: ClassEvidence? { asked.answer }
}

/// The division of the view of one class: paging goes by it, and the screen is laid out by it. In
/// columns and lines.
struct WhyLayout: Sendable, Hashable {
  /// Of the photo or the map, a title above and a legend below not included.
  let pictureWidth: Int
  let pictureHeight: Int
  /// Lines that say how the score comes about, above the list of channels.
  let facts: Int
  /// Lines for channels, at least one.
  let list: Int

  /// - Parameters:
  ///   - width, height: What the view has.
  ///   - size: Of the photo as the network sees it.
  init(width: Int, height: Int, size: InputSize) {
    pictureHeight = max(1, height - 2)
    let wanted = PhotoView.columns(ofLines: pictureHeight, size)
    pictureWidth = max(1, min(wanted, max(width - 42, width * 9 / 20)))
    facts = height >= 16 ? 5 : 3
    list = max(1, height - 2 - facts - (height >= 16 ? 1 : 0))
  }
}

extension State {
  var whyLayout: WhyLayout {
    WhyLayout(width: terminal.width, height: terminal.bodyHeight, size: network.size)
  }

  /// The class that is explained: the chosen one, or the strongest.
  var shownClass: Int? {
    why.chosen ?? why.evidence?.ranking.first ?? pass.top.first?.index
  }

  /// The parts of its score; nil before the pass is complete and its outputs are here.
  public var explanation: ClassExplanation? {
    shownClass.flatMap { why.evidence?.explanation(of: $0) }
  }

  /// The same against the rival, where there is one: what the view of the class shows.
  var shownExplanation: ClassExplanation? {
    guard let rival = shownRival, let other = why.evidence?.explanation(of: rival) else {
      return explanation
    }
    return explanation?.against(other)
  }

  /// The class that the shown one is compared with.
  var shownRival: Int? { why.rival == shownClass ? nil : why.rival }

  /// First channel of the list that is seen, moved as little as shows the marked one.
  var firstPart: Int {
    let count = explanation?.contributions.count ?? 0
    return why.scroll.scrolled(toShow: why.place, length: whyLayout.list, of: count)
  }
}
