import Analysis
import SqueezeNet

/// The photo beside a map: what of it a value sees, and what a channel answers to most. The cursor
/// is that of the one map.
struct OnPhotoState: Sendable, Hashable {
  /// True where the map lies over the photo.
  var laysMapOver = false
  /// True where the patches stand in the map's place, if there is no room for both.
  var showsPatches = false

  /// Most patches that are looked for.
  static let patchCount = 6
}

/// The division of the view on the photo, in columns and lines: a title above, the photo and the
/// map side by side, below them captions and what the cursor is on.
struct OnPhotoLayout: Sendable, Hashable {
  /// The place of the patches.
  enum Patches: Sendable, Hashable {
    /// In the map's place, when asked for.
    case instead
    /// Right of the pictures, so many columns.
    case beside(Int)
    /// Below everything, so many lines.
    case below(Int)
  }
  /// Of the photo, and of the map.
  let pictureWidth: Int
  let pictureHeight: Int
  /// Lines below the pictures: captions where there are three, then the cursor's.
  let lines: Int
  let patches: Patches

  /// - Parameters:
  ///   - width, height: What the view has.
  ///   - size: Of the photo as the network sees it.
  init(width: Int, height: Int, size: InputSize) {
    lines = height >= 14 ? 3 : 1
    let room = max(1, height - 1 - lines)
    func fitted(_ columns: Int, _ lines: Int) -> Int {
      max(1, min(PhotoView.columns(ofLines: lines, size), columns))
    }
    let column = max(26, width / 6)
    let beside = fitted((width - 6 - column) / 2, room)
    let strip = 11
    let below = room > strip + 8 ? fitted((width - 4) / 2, room - strip) : 0
    if width < 110 {
      patches = .instead
      pictureWidth = fitted((width - 4) / 2, room)
    } else if below > beside {
      patches = .below(strip)
      pictureWidth = below
    } else {
      patches = .beside(min(60, width - 6 - 2 * beside))
      pictureWidth = beside
    }
    let used = (pictureWidth * size.height + 2 * size.width - 1) / max(1, 2 * size.width)
    pictureHeight = max(1, min(room, used))
  }
}

extension State {
  var onPhotoLayout: OnPhotoLayout {
    OnPhotoLayout(width: terminal.width, height: terminal.bodyHeight, size: network.size)
  }

  /// Values of the map for one step of the cursor: one, or as many as a sample stands for.
  var onPhotoStep: Int {
    guard let shape = selectedLayer?.outputShape else { return 1 }
    let layout = onPhotoLayout
    let width = max(1, drawsHalfBlocks ? layout.pictureWidth : layout.pictureWidth / 2)
    let height = max(1, layout.pictureHeight * (drawsHalfBlocks ? 2 : 1))
    return max(1, (shape.width + width - 1) / width, (shape.height + height - 1) / height)
  }

  /// True where the patches stand in the map's place.
  var patchesAreInstead: Bool {
    onPhotoLayout.patches == .instead && onPhoto.showsPatches
  }

  /// Characters can't show two pictures in one.
  var mapLiesOver: Bool { onPhoto.laysMapOver && drawsHalfBlocks }

  /// The patches of the shown channel; empty for a mean or a maximum over channels.
  var shownPatches: [ChannelPatch] {
    guard map.reduction == .channel else { return [] }
    return selectedHeld?.strongestPatches(ofChannel: map.channel, in: network) ?? []
  }

  /// The receptive field of a value of the shown channel: in a fire block less in the 1×1 half than
  /// in the 3×3 half. Nil for layers that see the whole photo.
  var fieldOfChannel: ReceptiveField? {
    guard let layer = selectedLayer else { return nil }
    guard layer.isConcatenation, let fire = layer.fire, map.reduction == .channel,
      fire.channels(of: fire.expand1x1Name)?.contains(map.channel) == true
    else { return layer.receptiveField }
    return network.layer(named: fire.expand1x1Name)?.receptiveField
  }

  /// The pixels of the prepared image that the value under the cursor is computed from; nil where
  /// it sees nothing but padding.
  var regionUnderCursor: PixelRectangle? {
    selectedLayer.flatMap {
      network.regionSeen(
        by: $0.index, row: singleMap.row, column: singleMap.column,
        channel: map.reduction == .channel ? map.channel : nil)
    }
  }
}
