extension BuiltInLesson {
  static let answer = BuiltInLesson(
    name: "answer",
    text: """
      # Why this answer?

      Each class gets a share, and all the shares together are 100%. The
      network is as sure of its answer as the first bar is long.
      > go softmax

      Where in the photo is the answer? conv10 has a map for each class: what
      is bright in this one speaks for the answer.
      > view why

      The class's score is a sum. Each line of the list is a channel of the
      last fire block and what it adds; some take something away.

      The channel that adds most, beside the photo: what does it answer to?
      The frame is what its strongest value sees.
      > open-contribution
      > view photo
      > strongest-place

      Why this class, and not the next-strongest? Each line is now what a
      channel gives to one of the two more than to the other.
      > view why
      > with-class

      Would it say the same if a part of the photo were covered? A square
      hides the middle: the answer before and after.
      > view what-if
      > square

      The same square all over the photo: where it takes most from the
      answer, there the network looks. It needs some two hundred passes.
      > view effects

      Channels can be switched off, too: here the last fire block's largest on
      average. It need not be the one that matters most; ! switches the next off.
      > go fire9
      > view what-if
      > switch-strongest

      Now you: which square, which channels change its mind? Arrows move a
      square, + and - change its size, z gives everything back.
      > view what-if
      """)
}
