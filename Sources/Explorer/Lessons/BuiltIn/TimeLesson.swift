extension BuiltInLesson {
  static let time = BuiltInLesson(
    name: "time",
    text: """
      # Where the time goes

      The table shows the time of each layer in this pass, as a number and as
      a bar. Which layer is the slowest? The longest bar says it.
      > go input

      One pass proves little: other programs disturb it. So the same pass
      runs again and again, and the median of each layer counts.
      > view time
      > measure-live

      What takes time is arithmetic: MACs are multiplications with their
      additions. A slow layer usually has many; GMAC/s says how fast they go.

      The same by kinds of layers. Convolutions take nearly all of the time;
      the poolings have hardly anything to calculate.
      > section-next

      The passes one after the other. The first line has the shortest, the
      median, and p95: of a hundred passes only five take longer.
      > section-next
      > section-next

      How fast could it be? Now the machine is measured: what it multiplies
      with 1, 2 and more threads, what it reads. Wait for its end.
      > section-next
      > section-next
      > section-next
      > machine

      The roofline: below its slope a layer waits for memory, below its flat
      part for arithmetic. Above it are those that Winograd saves products.
      > section-previous

      Try it: t times again, H measures the machine, Tab goes through the
      sections. sqz-tui profile prints the numbers for a spreadsheet.
      """)
}
