extension BuiltInLesson {
  static let answer = BuiltInLesson(
    name: "answer",
    text: """
      # Why this answer?

      Each class gets a share of 100%. The larger the first one's is, the surer is
      the network.
      > go softmax

      Where in the photo is the answer? conv10 has a map for each class: bright
      places speak for it.
      > view why

      The class's score is a sum. The list says what each channel of the last fire
      block adds or takes.

      The channel that adds most, beside the photo. The frame is what its
      strongest value sees.
      > open-contribution
      > view photo
      > strongest-place

      Why this class and not the second? The list says which of the two each
      channel helps more.
      > view why
      > with-class

      What if a part were covered? A square hides the middle of the photo: what is
      the answer now?
      > view what-if
      > square

      A smaller square goes all over the photo, some 200 passes: where it takes
      most, the network looks.
      > view effects

      Channels can be switched off, too: of the last fire block the one that
      varies most. ! takes the next.
      > go fire9
      > view what-if
      > switch-strongest

      Now you: what changes its mind? Arrows move a square, + and - size it, z
      gives everything back.
      > view what-if
      """)
}
