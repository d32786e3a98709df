extension BuiltInLesson {
  static let convolution = BuiltInLesson(
    name: "convolution",
    text: """
      # What a convolution sees

      The photo as the network gets it: cut to a square and made small.
      Everything that it says about the photo comes from these pixels.
      > go input

      conv1 lays small patterns over every place of the photo, its kernels.
      Training has found them: edges, stripes, spots of colour.
      > go conv1
      > view filters

      One kernel laid over the photo, place by place, gives one map: bright
      where the photo looks like the kernel, dark where it does not.
      > channel strongest
      > view map

      One value of that map, calculated: the pixels below the kernel times
      its weights, summed. ReLU then turns what is below zero into zero.
      > strongest-place
      > view value

      There is a map for each kernel. Sorted by how much they vary, the first
      ones tell most about this photo; the last ones found little in it.
      > view sheet
      > sort
      > sort
      > sort

      How much of the photo does one value see? The frame shows it: a few
      pixels in conv1, enough for an edge.
      > view photo
      > strongest-place

      Deeper layers read the maps of the layers before them, so each of their
      values sees more of the photo. This is fire5: parts of things.
      > go fire5
      > channel strongest
      > strongest-place

      In fire9, the last block, one value sees a large part of the photo,
      enough for a whole thing. The first line says how many pixels.
      > go fire9
      > channel strongest
      > strongest-place

      Try it: arrows move the frame, [ and ] change the channel, { and } the
      layer, x goes to the next strongest channel.
      > strongest-place
      """)
}
