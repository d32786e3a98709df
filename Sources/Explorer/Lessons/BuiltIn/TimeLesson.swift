extension BuiltInLesson {
  static let time = BuiltInLesson(
    name: "time",
    text: """
      # Where the time goes

      Each layer and its time in this pass, in milliseconds. Which one is the
      slowest?
      > go input

      One pass proves little, other programs disturb it. So it runs again and
      again: the medians count.
      > view time
      > measure-live

      Multiplying and adding is what takes time. Convolutions do it for every
      value; max poolings only compare.

      The same by kinds: nearly all of the time goes into convolutions. Which kind
      takes most?
      > section-next

      The passes one after the other: the shortest, the median, and p95. Of 100
      only 5 take longer than p95.
      > section-next
      > section-next

      How fast could it be? The machine is measured: its threads, what it
      multiplies at most, what it reads.
      > section-next
      > section-next
      > section-next
      > machine

      The roofline. On its slope layers wait for memory, on its flat part for
      arithmetic. Winograd gets above it.
      > section-previous
      > machine

      Try it: t times passes, H measures the machine, Tab goes on. sqz-tui profile
      prints the numbers.
      """)
}
