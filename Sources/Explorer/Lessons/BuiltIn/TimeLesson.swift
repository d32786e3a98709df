extension BuiltInLesson {
  static let time = BuiltInLesson(
    name: "time",
    text: """
      # Where the time goes

      The table shows the time of every layer, and how long its bar is of the
      whole. Which layer is the slowest? Few people guess it.
      > go conv1

      One pass proves little: other programs disturb it. So the same pass
      runs again and again, and the median of each layer counts.
      > view time
      > measure-live

      What takes time is arithmetic: MACs are multiplications with their
      additions. A slow layer usually has many; GMAC/s says how fast they go.

      The same by kinds of layers. Convolutions take nearly all of the time;
      the poolings have hardly anything to calculate.
      > section-next

      The last passes one after the other: how far they lie apart, and the
      fastest, the median and the 95th of a hundred.
      > section-next
      > section-next

      How fast could it be? First the machine itself is measured: what its
      processor can multiply, what its memory can read. Wait a moment.
      > machine

      The roofline: each layer lies below a roof. Below the slope it waits
      for memory, below the flat part for arithmetic.
      > section-previous

      Try it: t times again, H measures the machine, Tab goes through the
      sections. sqz-tui profile prints the numbers for a spreadsheet.
      """)
}
