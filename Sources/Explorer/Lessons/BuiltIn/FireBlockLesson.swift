extension BuiltInLesson {
  static let fireBlock = BuiltInLesson(
    name: "fire-block",
    text: """
      # The fire block

      Between conv1 and conv10 SqueezeNet is a chain of fire blocks, all
      built alike. The table shows the first of them unfolded: fire2.
      > go fire2/squeeze1x1

      The same block as a diagram. Follow the lines: each box is a layer, with
      its strongest map, and below it the shape of what it gives away.
      > view blocks
      > go fire2

      First the squeeze: 1×1 kernels mix the many channels that come in into
      a few. Each looks at one place only, through all channels.
      > go fire2/squeeze1x1

      Then the expand, in two halves. One half are 1×1 kernels again: many
      new channels, made of the few squeezed ones.
      > go fire2/expand1x1

      The other half are 3×3 kernels, which see the neighbours of a place,
      too. They need nine times the weights, so it pays that few come in.
      > go fire2/expand3x3

      The two halves are put one behind the other: a concatenation. Nothing
      is calculated here; the next block's squeeze mixes them.
      > go fire2/expand3x3
      > box-down

      Where do the parameters come from? Each box says it: weights + biases.
      In all they are 11,920 in SqueezeNet v1.0, and 11,408 in v1.1.
      > go fire2

      Without the squeeze the two expands would read all that comes in: several
      times as many parameters (in v1.0 61,568). This is what the block is for.

      The maps that the block gives away: channels 0 to 63 come from the 1×1
      kernels, 64 to 127 from the 3×3 kernels. Which of them show edges?
      > view sheet
      > channel 64

      What if the 3×3 half is switched off? The bars show the answer before
      and after. ) switches it on again, ( does the same with the 1×1 half.
      > view what-if
      > switch-3x3-half
      """)
}
