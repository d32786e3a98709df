extension BuiltInLesson {
  static let fireBlock = BuiltInLesson(
    name: "fire-block",
    text: """
      # The fire block

      Between conv1 and conv10 stand fire blocks, all built alike. This is the
      first layer of the first.
      > go fire2/squeeze1x1

      The block's layers: the squeeze gives to both expands, and what they make is
      put together.
      > view blocks
      > go fire2

      First the squeeze: 1×1 kernels mix the many channels that come in into few,
      place by place.
      > go fire2/squeeze1x1

      Then the expand, in two halves. One has 1×1 kernels, too: many new channels
      of the few squeezed.
      > go fire2/expand1x1

      The other half has 3×3 kernels, which see the neighbours, too. They cost
      nine times the weights.
      > go fire2/expand3x3

      The halves are put one behind the other: a concatenation. Nothing is
      calculated here.
      > go fire2/expand3x3
      > box-down

      The parameters: weights + biases, layer by layer. In all 11,920 in
      SqueezeNet v1.0, 11,408 in v1.1.
      > go fire2

      Without the squeeze both expands would read all that comes in: 61,568
      parameters in v1.0, 41,088 in v1.1.

      What the block gives away: one half of the channels is made by 1×1 kernels.
      Which ones show edges?
      > view sheet
      > channel 64

      What if the 3×3 half is off: what is the answer now? ) switches it on,
      ( does the same with the 1×1 half.
      > view what-if
      > switch-3x3-half
      """)
}
