extension BuiltInLesson {
  static let convolution = BuiltInLesson(
    name: "convolution",
    text: """
      # What a convolution sees

      The photo as the network gets it: cut to a square and made small. It knows
      nothing else of it.
      > go input

      conv1's kernels, small patterns: they are laid over every place of the
      photo. Training finds them.
      > go conv1
      > view filters

      One kernel over the whole photo gives one map: bright where the photo looks
      like the kernel.
      > channel strongest
      > view map

      One value of that map: the pixels under the kernel times its weights,
      summed. ReLU makes negatives zero.
      > strongest-place
      > view value

      A map for each kernel, those that vary most first: they tell most about this
      photo, the last ones least.
      > view sheet
      > sort
      > sort
      > sort

      How much of the photo does a value of conv1 see? The frame: a few pixels,
      enough for an edge.
      > view photo
      > strongest-place

      Deeper layers read the maps before them, so their values see more. This is
      fire5: parts of things.
      > go fire5
      > channel strongest
      > strongest-place

      In fire9, the last block, a value sees enough for a whole thing. Above the
      photo: how many pixels.
      > go fire9
      > channel strongest
      > strongest-place

      Try it: arrows move the frame, [ and ] change the channel, { and } the
      layer, x the strongest channel.
      > strongest-place
      """)
}
