import SqueezeNet

/// Lends memory to the outputs of a pass that is not looked at afterwards: an output's memory goes
/// to a later layer once the last layer that reads it has run, so that a pass stays in the caches.
///
/// Only tensors without a border share: a border has to stay zero.
struct TensorArena {
  private var free: [AlignedBuffer] = []

  /// The smallest buffer that is large enough, or a new one.
  mutating func borrow(count: Int) -> AlignedBuffer {
    let fitting = free.indices.filter { free[$0].count >= count }
    guard let best = fitting.min(by: { free[$0].count < free[$1].count }) else {
      return AlignedBuffer(count: count)
    }
    return free.remove(at: best)
  }

  mutating func giveBack(_ buffer: AlignedBuffer) { free.append(buffer) }
}
