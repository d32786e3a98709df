extension BuiltInLesson {
  static let fireBlock = BuiltInLesson(
    name: "fire-block",
    text: """
      # The fire block

      Between conv1 and conv10 SqueezeNet is a chain of fire blocks, all
      built alike. The table shows the first of them unfolded: fire2.
      > go fire2/squeeze1x1

      The same block as a diagram. The data goes from top to bottom; numbers
      on the way are the shape of what passes: height, width and channels.
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
      > go fire2

      Each box says where its parameters come from: weights and biases. They
      are 11,920 in all in SqueezeNet v1.0, and 11,408 in v1.1.
      > go fire2

      The same two expands without a squeeze before them would need 61,568
      parameters in v1.0, five times as many: that is the idea of the block.

      All maps of the block: channels 0 to 63 come from the 1×1 kernels, 64
      to 127 from the 3×3 kernels. Edges are rather among the second.
      > view sheet

      What if the 3×3 half is switched off? The bars show the answer before
      and after. The other half comes with the next key: ( in this view.
      > view what-if
      > switch-3x3-half
      """)
}
