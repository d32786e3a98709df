extension BuiltInLesson {
  static let answer = BuiltInLesson(
    name: "answer",
    text: """
      # Why this answer?

      The answer: each class gets a share, and all shares together are 100%.
      The network is as sure as the first bar is long.
      > go softmax

      Where in the photo is the answer? The map of its class over the photo:
      what is bright speaks for it.
      > view why

      The class's score is a sum. Each line of the list is one channel of the
      last fire block and what it adds; some take something away.

      The channel that adds most, alone over the photo: what it answers to.
      Do you see what it may have learned?
      > show-contribution
      > view photo
      > strongest-place

      The strongest other answer is explained in the same way. Its map is
      often bright at the same thing: the two look alike to the network.
      > view why
      > next-class

      What if a part of the photo is covered? The square hides its middle:
      the answer before and after. Arrows move the square.
      > view what-if
      > square

      Channels can be switched off, too: here the strongest one of the last
      fire block. One channel is rarely decisive; press again for the next.
      > go fire9
      > view what-if
      > switch-strongest

      Now you: which square, which channel changes its mind? Esc leads back
      to the table, and , and . to other photos.
      """)
}
