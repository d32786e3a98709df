import Testing

@testable import Screen

/// Whole screens as text. Maps in half blocks are colours only; those in ASCII can be read.
private let screens: [(name: String, text: String)] = [
  (
    "opening",
    """
     coffee.jpg 600×400  v1.0 caffe 227  trained  2 threads    ready
       layer        op             output     ms      │ as the network sees it
    ·  conv1        7×7/2      111×111×96             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  maxpool1     3×3/2        55×55×96             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire2        16 64 64    55×55×128             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire3        16 64 64    55×55×128             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire4        32 128 128  55×55×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  maxpool4     3×3/2       27×27×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire5        32 128 128  27×27×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire6        48 192 192  27×27×384             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire7        48 192 192  27×27×384             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire8        64 256 256  27×27×512             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  maxpool8     3×3/2       13×13×512             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire9        64 256 256  13×13×512             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  conv10       1×1        15×15×1000             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  avgpool10                 1×1×1000             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  softmax                   1×1×1000             │ layer not computed yet
       total   1,248,424 par  861.3 M MAC             │ top five       after softmax
     conv1                    7×7/2 convolution, ReLU │
     227×227×3 → 111×111×96       field 7 px, every 2 │
     14,208 parameters  173.9 M MAC                   │
     not computed yet                                 │
                                                      │
     n step  p back  f fire block  Space run  r again       v views  ? keys  q quit
    """
  ),
  (
    "half-way",
    """
     coffee.jpg 600×400  v1.0 caffe 227  trained  2 threads    running      3.36 ms
       layer        op             output     ms      │ as the network sees it
       conv1        7×7/2      111×111×96   1.96 ████ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool1     3×3/2        55×55×96   0.04 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire2        16 64 64    55×55×128   0.51 █    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire3        16 64 64    55×55×128   0.52 █▏   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ▸− fire4        32 128 128  55×55×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
        squeeze1x1  1×1          55×55×32   0.15 ▎    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
        expand1x1   1×1         55×55×128   0.18 ▍    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ▸   expand3x3   3×3         55×55×128             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·   concatenate             55×55×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  maxpool4     3×3/2       27×27×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire5        32 128 128  27×27×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire6        48 192 192  27×27×384             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire7        48 192 192  27×27×384             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire8        64 256 256  27×27×512             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  maxpool8     3×3/2       13×13×512             ▼ layer not computed yet
       total   1,248,424 par  861.3 M MAC             │ top five       after softmax
     fire4/expand3x3     3×3 convolution, pad 1, ReLU │
     55×55×32 → 55×55×128        field 35 px, every 4 │
     36,992 parameters  111.5 M MAC                   │
     not computed yet                                 │
                                                      │
     n step  p back  f fire block  Space pause  r again     v views  ? keys  q quit
    """
  ),
  (
    "running",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    slow motion  3.36 ms
       layer        op             output     ms      | channel 1 of 128    4x4 mean
       conv1        7x7/2      111x111x96   1.96 #### | **##%%%%##++--..
       maxpool1     3x3/2        55x55x96   0.04 #    | ##@@@@@@%%##++::
     + fire2        16 64 64    55x55x128   0.51 #    | %%@@@@@@@@##++::
     + fire3        16 64 64    55x55x128   0.52 #    | %%@@@@@@%%##++::
    >- fire4        32 128 128  55x55x256             | ##%%@@%%%%**==..
        squeeze1x1  1x1          55x55x32   0.15 #    | ++######**++--
        expand1x1   1x1         55x55x128   0.18 #    | --++++++==--..
    >   expand3x3   3x3         55x55x128             | ..::::::..
    .   concatenate             55x55x256             |
    .  maxpool4     3x3/2       27x27x256             |
    .+ fire5        32 128 128  27x27x256             |
    .+ fire6        48 192 192  27x27x384             |
    .+ fire7        48 192 192  27x27x384             |
    .+ fire8        64 256 256  27x27x512             |
    .  maxpool8     3x3/2       13x13x512             v       0   .:-=++*#%@ 14.08
       total   1,248,424 par  861.3 M MAC             | top five       after softmax
     fire4/expand1x1            1x1 convolution, ReLU |
     55x55x32 -> 55x55x128       field 27 px, every 4 |
     4,224 parameters  12.4 M MAC         68.4 GMAC/s |
     min 0       max 9.243   mean 1.849   std 2.850   |
     time  0.18 ms                          61% zeros |
     n step  p back  f fire block  Space pause  r again     v views  ? keys  q quit
    """
  ),
  (
    "paused",
    """
     coffee.jpg 600×400  v1.0 caffe 227  trained  2 threads    paused       3.18 ms
       layer        op             output     ms      │ channel 1 of 128    2×2 mean
       conv1        7×7/2      111×111×96   1.96 ████ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool1     3×3/2        55×55×96   0.04 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire2        16 64 64    55×55×128   0.51 █    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire3        16 64 64    55×55×128   0.52 █▏   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ▹+ fire4        32 128 128  55×55×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  maxpool4     3×3/2       27×27×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire5        32 128 128  27×27×256             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire6        48 192 192  27×27×384             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire7        48 192 192  27×27×384             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire8        64 256 256  27×27×512             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  maxpool8     3×3/2       13×13×512             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·+ fire9        64 256 256  13×13×512             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  conv10       1×1        15×15×1000             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  avgpool10                 1×1×1000             │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ·  softmax                   1×1×1000             │       0 ▀▀▀▀▀▀▀▀▀▀▀▀ 14.20
       total   1,248,424 par  861.3 M MAC             │ top five       after softmax
     fire2                 squeeze 16, expand 64 + 64 │
     55×55×96 → 55×55×128        field 19 px, every 4 │
     11,920 parameters  35.6 M MAC        70.5 GMAC/s │
     min 0       max 8.058   mean 1.410   std 2.387   │
     time  0.51 ms                          66% zeros │
     n step  p back  f fire block  Space run  r again       v views  ? keys  q quit
    """
  ),
  (
    "done",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
       layer        op             output     ms      | channel 968 of 1000   by 2x2
       conv1        7x7/2      111x111x96   1.96 #### |
       maxpool1     3x3/2        55x55x96   0.04 #    |     ::==--..
     + fire2        16 64 64    55x55x128   0.51 #    |   ::**%%##++
     + fire3        16 64 64    55x55x128   0.52 #    |   ==%%@@@@**..
     + fire4        32 128 128  55x55x256   1.65 ###  |   --##@@%%**..
       maxpool4     3x3/2       27x27x256   0.03 #    |   ..++****--
     + fire5        32 128 128  27x27x256   0.46 #    |       ....
     + fire6        48 192 192  27x27x384   0.91 ##   |
     + fire7        48 192 192  27x27x384   0.96 ##   |
     + fire8        64 256 256  27x27x512   1.57 ###  |
       maxpool8     3x3/2       13x13x512   0.02 #    |
     + fire9        64 256 256  13x13x512   0.42 #    |
       conv10       1x1        15x15x1000   1.25 ###  |
       avgpool10                 1x1x1000   0.01 #    |
       softmax                   1x1x1000   0.01 #    |       0   .:-=++*#%@ 13.83
       total   1,248,424 par  861.3 M MAC  10.32      | top five
     conv10  1x1 convolution, pad 1, ReLU, by product | 1 espresso       ####  90.2%
     13x13x512 -> 15x15x1000   field 155 px, every 16 | 2 cup            #      6.1%
     513,000 parameters  115.2 M MAC      92.4 GMAC/s | 3 coffee mug     #      2.1%
     min 0       max 12.80   mean 3.519   std 4.233   | 4 chocolate sau~ #      0.5%
     time  1.25 ms                          46% zeros | 5 plate          #      0.1%
     n step  p back  f fire block  Space run  r again       v views  ? keys  q quit
    """
  ),
  (
    "measured",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done median 10.32 ms
       layer        op             output ms med      | mean of 128 channels  by 4x4
       conv1        7x7/2      111x111x96   1.96 #### |     ....::::::::::::....
       maxpool1     3x3/2        55x55x96   0.04 #    | ....::----------------::..
     + fire2        16 64 64    55x55x128   0.51 #    | ..::==++++++++++++++==--::..
     + fire3        16 64 64    55x55x128   0.52 #    | ::--++**########******==--::
     - fire4        32 128 128  55x55x256   1.65 ###  | --==**##%%%%%%%%%%%%##++==--
        squeeze1x1  1x1          55x55x32   0.15 #    | --==**%%@@@@@@@@@@@@%%**==--
        expand1x1   1x1         55x55x128   0.18 #    | ==++##@@@@@@@@@@@@@@%%**==--
        expand3x3   3x3         55x55x128   1.22 ##   | --++##%%@@@@@@@@@@@@%%**==--
        concatenate             55x55x256   0.09 #    | --==**%%@@@@@@@@@@%%##++==--
       maxpool4     3x3/2       27x27x256   0.03 #    | ::==++######%%%%####**++--::
     + fire5        32 128 128  27x27x256   0.46 #    | ::--==++************++==::::
     + fire6        48 192 192  27x27x384   0.91 ##   | ..::--====++++++======--::..
     + fire7        48 192 192  27x27x384   0.96 ##   |   ..::::------------::....
     + fire8        64 256 256  27x27x512   1.57 ###  |     ....::............
       maxpool8     3x3/2       13x13x512   0.02 #    v   0.740   .:-=++*#%@ 5.585
       total   1,248,424 par  861.3 M MAC  10.32      | top five
     fire4/expand3x3     3x3 convolution, pad 1, ReLU | 1 espresso       ####  90.2%
     55x55x32 -> 55x55x128       field 35 px, every 4 | 2 cup            #      6.1%
     36,992 parameters  111.5 M MAC       91% of peak | 3 coffee mug     #      2.1%
     min 0       max 8.058   mean 1.410   std 2.387   | 4 chocolate sau~ #      0.5%
     min  1.10 median  1.22 p95  1.44 ms    66% zeros | 5 plate          #      0.1%
     n step  p back  f fire block  Space run  r again       v views  ? keys  q quit
    """
  ),
  (
    "untrained",
    """
     coffee.jpg 600x400  v1.0 caffe 227  untrained  2 threads  done        10.32 ms
       layer        op             output     ms      | 1000 channels       max of 6
       conv1        7x7/2      111x111x96   1.96 #### |
       maxpool1     3x3/2        55x55x96   0.04 #    |
     + fire2        16 64 64    55x55x128   0.51 #    |
     + fire3        16 64 64    55x55x128   0.52 #    |
     + fire4        32 128 128  55x55x256   1.65 ###  |
       maxpool4     3x3/2       27x27x256   0.03 #    |
     + fire5        32 128 128  27x27x256   0.46 #    |
     + fire6        48 192 192  27x27x384   0.91 ##   |
     + fire7        48 192 192  27x27x384   0.96 ##   |
     + fire8        64 256 256  27x27x512   1.57 ###  |
       maxpool8     3x3/2       13x13x512   0.02 #    |
     + fire9        64 256 256  13x13x512   0.42 #    |               @@
       conv10       1x1        15x15x1000   1.25 ###  |
       avgpool10                 1x1x1000   0.01 #    | 1 tench               1.0e-4
       softmax                   1x1x1000   0.01 #    |  1.0e-4   .:-=++*#%@ 0.902
       total   1,248,424 par  861.3 M MAC  10.32      | top five  untrained
     softmax                                  softmax | 1 espresso       ####  90.2%
     1x1x1000 -> 1x1x1000        sees the whole image | 2 cup            #      6.1%
     no parameters, output 4.0 kB                     | 3 coffee mug     #      2.1%
     min 0       max 10.43   mean 2.346   std 3.315   | 4 chocolate sau~ #      0.5%
     time  0.01 ms                          56% zeros | 5 plate          #      0.1%
     n step  p back  f fire block  Space run  r again       v views  ? keys  q quit
    """
  ),
  (
    "failed",
    """
     notes.jpg 1/2  v1.0 caffe 227  trained  2 threads         failed
       layer        op             output     ms      │ this image can't be shown
    ·  conv1        7×7/2      111×111×96             │ a text file, not a JPEG or
    ·  maxpool1     3×3/2        55×55×96             │ PNG image
    ·+ fire2        16 64 64    55×55×128             │
    ·+ fire3        16 64 64    55×55×128             │
    ·+ fire4        32 128 128  55×55×256             │
    ·  maxpool4     3×3/2       27×27×256             │
    ·+ fire5        32 128 128  27×27×256             │
    ·+ fire6        48 192 192  27×27×384             │
    ·+ fire7        48 192 192  27×27×384             │
    ·+ fire8        64 256 256  27×27×512             │
    ·  maxpool8     3×3/2       13×13×512             │
    ·+ fire9        64 256 256  13×13×512             │
    ·  conv10       1×1        15×15×1000             │
    ·  avgpool10                 1×1×1000             │
    ·  softmax                   1×1×1000             │
       total   1,248,424 par  861.3 M MAC             │ top five
     conv1                    7×7/2 convolution, ReLU │
     227×227×3 → 111×111×96       field 7 px, every 2 │
     14,208 parameters  173.9 M MAC                   │
     not computed yet                                 │
                                                      │
     n step  p back  f fire block  Space run  r again       v views  ? keys  q quit
    """
  ),
  (
    "help",
    """
    ── Keys: layers ────────────────────────────────────────────────────────────────
       r            run again from the start
       1 2-9 0      go to conv1, fire2 to fire9, conv10; run there first
       s            slow motion: off, 0.25, 0.5 or 1 second a layer
       t            repeat the pass for minimum, median and p95; again: stop

     The layer table
       Up k {       row above
       Down j }     row below
       PgUp Ctrl-B  page up
       PgDn Ctrl-F  page down
       Home g       first row
       End G        last row
       Enter o      fold or unfold the fire block
       +            unfold the fire block
       -            fold the fire block
       O            unfold all, or fold all
       /            search a layer by name

     Channels and maps
       Left h [     previous channel
       Right l ]    next channel
    ── 7-27 of 60 ▲▼ ───────────────────────────────────────────────────────────────
     Down scroll  ? all keys  Esc back
    """
  ),
  (
    "export",
    """
     coffee.jpg 600×400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
       layer        op             output     ms      │ channel 1 of 512
       conv1        7×7/2      111×111×96   1.96 ████ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool1     3×3/2        55×55×96   0.04 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire2        16 64 64    55×55×128   0.51 █    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire3        16 64 64    55×55×128   0.52 █▏   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire4        32 128 128  55×55×256   1.65 ███▍ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool4     3×3/2       27×27×256   0.03 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire5        32 128 128  27×27×256   0.46 █    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire6        48 192 192  27×27×384   0.91 █▉   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire7        48 192 192  27×27×384   0.96 ██   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire8        64 256 256  27×27×512   1.57 ███▎ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool8     3×3/2       13×13×512   0.02 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire9        64 256 256  13×13×512   0.42 ▉    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       conv10       1×1        15×15×1000   1.25 ██▌  │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       avgpool10                 1×1×1000   0.01 ▏    │
       softmax                   1×1×1000   0.01 ▏    │       0 ▀▀▀▀▀▀▀▀▀▀▀▀ 14.20
       total   1,248,424 par  861.3 M MAC  10.32      │ top five
     fire9               squeeze 64, expand 256 + 256 │ 1 espresso       ███▋  90.2%
     13×13×512 → 13×13×512     field 155 px, every 16 │ 2 cup            ▎      6.1%
     197,184 parameters  33.2 M MAC       79.8 GMAC/s │ 3 coffee mug     ▏      2.1%
     min 0       max 13.98   mean 4.195   std 4.673   │ 4 chocolate sau… ▏      0.5%
     time  0.42 ms                          41% zeros │ 5 plate          ▏      0.1%
     export to: coffee.csv  Enter write  Esc back  Tab format
    """
  ),
  (
    "overwrite",
    """
     coffee.jpg 600×400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
       layer        op             output     ms      │ channel 1 of 512
       conv1        7×7/2      111×111×96   1.96 ████ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool1     3×3/2        55×55×96   0.04 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire2        16 64 64    55×55×128   0.51 █    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire3        16 64 64    55×55×128   0.52 █▏   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire4        32 128 128  55×55×256   1.65 ███▍ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool4     3×3/2       27×27×256   0.03 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire5        32 128 128  27×27×256   0.46 █    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire6        48 192 192  27×27×384   0.91 █▉   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire7        48 192 192  27×27×384   0.96 ██   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire8        64 256 256  27×27×512   1.57 ███▎ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool8     3×3/2       13×13×512   0.02 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire9        64 256 256  13×13×512   0.42 ▉    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       conv10       1×1        15×15×1000   1.25 ██▌  │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       avgpool10                 1×1×1000   0.01 ▏    │
       softmax                   1×1×1000   0.01 ▏    │       0 ▀▀▀▀▀▀▀▀▀▀▀▀ 14.20
       total   1,248,424 par  861.3 M MAC  10.32      │ top five
     fire9               squeeze 64, expand 256 + 256 │ 1 espresso       ███▋  90.2%
     13×13×512 → 13×13×512     field 155 px, every 16 │ 2 cup            ▎      6.1%
     197,184 parameters  33.2 M MAC       79.8 GMAC/s │ 3 coffee mug     ▏      2.1%
     min 0       max 13.98   mean 4.195   std 4.673   │ 4 chocolate sau… ▏      0.5%
     time  0.42 ms                          41% zeros │ 5 plate          ▏      0.1%
     coffee.csv exists: overwrite it?  y overwrite  n leave it
    """
  ),
  (
    "sheet",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     fire9  512 channels by mean                mean of 2x2  own scale  1-10 of 512
    >8       3.722   23      3.722   38      3.722   53      3.722   68      3.722

      ..==++--        ..==++--        ..==++--        ..==++--        ..==++--
      ==%%@@##..      ==%%@@##..      ==%%@@##..      ==%%@@##..      ==%%@@##..
      ++@@@@##::      ++@@@@##::      ++@@@@##::      ++@@@@##::      ++@@@@##::
      --####++..      --####++..      --####++..      --####++..      --####++..
        ..::..          ..::..          ..::..          ..::..          ..::..


     83      3.722   98      3.722   113     3.722   128     3.722   143     3.722

      ..==++--        ..==++--        ..==++--        ..==++--        ..==++--
      ==%%@@##..      ==%%@@##..      ==%%@@##..      ==%%@@##..      ==%%@@##..
      ++@@@@##::      ++@@@@##::      ++@@@@##::      ++@@@@##::      ++@@@@##::
      --####++..      --####++..      --####++..      --####++..      --####++..
        ..::..          ..::..          ..::..          ..::..          ..::..




     channel 8  mean 3.722  max 14.21  47% zeros                  0  .:-+*#% 13.71
     o sort  Enter enlarge  + larger  - smaller  s scale  v views  ? keys  Esc back
    """
  ),
  (
    "small sheet",
    """
     coffee~  trained  done        10.32 ms
     fire9  512 channels by mean        1-4
    >8 3.722  23       38       53
      --       --       --       --
    --@@++   --@@++   --@@++   --@@++
      ++::     ++::     ++::     ++::




     channel 8  mean 3.722     0  :=*% 12.70
     o sort       v views  ? keys  Esc back
    """
  ),
  (
    "pending sheet",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    paused       2.46 ms
     fire9

     fire9 is not computed yet: n computes the next layer, Space all



















     o sort  Enter enlarge  + larger  - smaller  s scale  v views  ? keys  Esc back
    """
  ),
  (
    "one map",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     fire9  channel 5 of 512                           13x13  one to one  own scale
                       v                                  max              14.20
                                                          mean             3.234
                                                          min                  0
                                                          std              4.655
                                                          zeros              57%
                                                          below cursor       65%
               ......
    >      ..--======--..                                 72 values, zeros apart
         ..--++**##**++--..                                 13.12 ########         7
         --++##%%%%%%##++--                                 12.03 #####            5
         ==**%%@@@@@@%%**==                                 10.95 ##########       9
       ..==**%%@@@@@@%%**==..                               9.859 #####            5
         --**%%@@@@@@%%**--                                 8.772 #########        8
         ::++##%%%%%%##++::                                 7.685 ####             4
                                                            6.599 ##               2
                                                            5.512 ##########       9
                                                            4.425 ####             4
                                                            3.339 ####             4
                                                            2.252                  0
     row 7  column 10     value 1.9961274                   1.166 ############    11
           0     ...::::---====+++****###%%%%@@@ 14.20      0.079 ####             4
     o largest  + zoom  z whole  m map  s scale  d clip   v views  ? keys  Esc back
    """
  ),
  (
    "numbers",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     fire9  channel 5 of 512    rows 6-9, columns 7-12 of 13x13  4 times  own scale
                                 v                        max              14.20
     ................                                     mean             3.234
     ................                                     min                  0
       2.097   1.593   0.079       0       0       0      std              4.655
     ................                                     zeros              57%
     ================--------........                     below cursor       65%
     ================--------........
    >  6.537   6.032   4.519   1.996       0       0      72 values, zeros apart
     ================--------........                       13.12 ########         7
     ########********++++++++--------........               12.03 #####            5
     ########********++++++++--------........               10.95 ##########       9
       9.967   9.463   7.949   5.427   1.895       0        9.859 #####            5
     ########********++++++++--------........               8.772 #########        8
     %%%%%%%%%%%%%%%%########++++++++--------               7.685 ####             4
     %%%%%%%%%%%%%%%%########++++++++--------               6.599 ##               2
       12.39   11.88   10.37   7.848   4.317       0        5.512 ##########       9
     %%%%%%%%%%%%%%%%########++++++++--------               4.425 ####             4
                                                            3.339 ####             4
                                                            2.252                  0
     row 7  column 10     value 1.9961274                   1.166 ############    11
           0     ...::::---====+++****###%%%%@@@ 14.20      0.079 ####             4
     o largest  + zoom  z whole  m map  s scale  d clip   v views  ? keys  Esc back
    """
  ),
  (
    "small map",
    """
     coffee~  trained  done        10.32 ms
     fire9  channel 5 of 512  13x13  by 3x3
           v


    >  ++**..
     ..%%@@==
     ..##%%::

     row 7  column 10     value 1.9961274
           0    ..::---==++***##%%@@ 13.03
     o largest    v views  ? keys  Esc back
    """
  ),
  (
    "filters",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    ready
     fire4/expand3x3  channel 3 of 128: 32 kernels of 3x3                1-25 of 32
      12   6% >22   5%  30   4%  26   4%  27   4%        reads fire4/squeeze1x1 22
     +*-%-#   -@-%-%   +%---+   -@-:--   +@-++%          -@-@-@-@-%-%-%-%-%-%-%-%
     -%+*-@   -#+++=   +=+*+#   -+-*+@   +#-#+-          -@-@-@-@-%-%-%-%-%-%-%-%
     +#+@-@   +%-:+#   -*+%-@   -#-=+#   +%+=+:           -0.058  -0.053  -0.057
      17   4%  3    4%  31   4%  20   4%  29   3%        -@-@-@-@-%-%-%-%-%-%-%-%
     +*+:-@   -@+:-+   -%-%-:   +%-%++   +*+*+*          -#-#-#-#+++++++++=+=+=+=
     -%++-.   -=+--@   +%+@+=   --+%-+   -#-+-#          -#-#-#-#+++++++++=+=+=+=
     -#-.+@   +*-*+%   -=+++.   -++=+:   -+  -%           -0.046   0.031   0.024
      14   3%  5    3%  24   3%  13   3%  15   3%        -#-#-#-#+++++++++=+=+=+=
     +-+%++   +#+.--   -:+.+:   +.+@+=   +#-#-:          +%+%+%+%-:-:-:-:+#+#+#+#
     +*+-+%   +@-@+*   -*+%+%   +#++-.   --  -@          +%+%+%+%-:-:-:-:+#+#+#+#
     -#-#+:   -=-+--   +++%++   -:+%-=   -+-++*            0.058  -0.012   0.046
      2    3%  6    3%  10   3%  18   3%  8    3%        +%+%+%+%-:-:-:-:+#+#+#+#
     --+%-%   +.-.+=   +:++-*   -:+:+*   +:---*
     -++:+:   +#-@-+   +@-=+.   -@-++:   +*+*            norm  0.137
     -=--+@   +%+:-+   -%+++:   +%+.-*   ---#+@          share 4.5% of all squares
      19   3%  1    3%  28   3%  11   2%  7    2%        rank  2 of 32
     -*-%--   -++#+-   -:-@+-   -.-:+.   --  +#          sum   -0.0674
     -@+=+:   +%+.+=   +++-+%   --+%+=   +.+.+@          zeros 0 of 9
     +=+=+-   +%+-+-   +.--+=   -#-*+#   -.-%-:
     fire4/squeeze1x1 22  norm 0.137  share 4.5%            -0.065 -@  +@   0.065
     Enter its map  u upstream  U back down  o sort       v views  ? keys  Esc back
    """
  ),
  (
    "small filters",
    """
     coffee~  trained  ready
     fire4/expand3x3  channel 3   1-8 of 32
      12   6% >22   5%  30   4%  26   4%
     +*-%-#   -@-%-%   +%---+   -@-:--
     -%+*-@   -#+++=   +=+*+#   -+-*+@
     +#+@-@   +%-:+#   -*+%-@   -#-=+#
      27   4%  17   4%  3    4%  31   4%
     +@-++%   +*+:-@   -@+:-+   -%-%-:
     +#-#+-   -%++-.   -=+--@   +%+@+=
     +%+=+:   -#-.+@   +*-*+%   -=+++.
     fire4/squeeze1x1 22       -0.065 0.065
                  v views  ? keys  Esc back
    """
  ),
  (
    "planes",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    ready
     conv1  channel 5 of 96: 3 planes (pictures need 256 colours)   channel's scale
      red       32% >green     35%  blue      34%        reads green
     +:-#-+-#---*-# ---.-%+*+.+%   +=+=+=-%-*-:-=        ---.-%+*+.+%
     -*+#--+-+:+*-+ +:+--*-.-:-+-@ -.+=-+-++%-.-.        +:+--*-.-:-+-@
     +=-#  +#-.++-. +:+:+%-#-*-*-= +.+-+*-*-%+++.        +:+:+%-#-*-*-=
     -+-:+:+++=  -# ---#+@+%+@-%+= +-+%+%+%+#-#+-        ---#+@+%+@-%+=
     -:+%+-+*+%--+% +#+@-:-%+--:-. -@+--@-*-.+++:        +#+@-:-%+--:-.
     -#+@+@-++.+@-* +=-++@+#+:-@-- +.+-+:-++@-#-=        +=-++@+#+:-@--
     +--:---.--+#-: -#  +.--+#-=     -#-+-%-@-*+-        -#  +.--+#-=

                                                         norm  0.142
                                                         share 34.8% of all squares
                                                         rank  1 of 3
                                                         sum   -0.0251
                                                         zeros 0 of 49






     green  norm 0.142  share 34.8%                         -0.035 -@  +@   0.035
     Enter its map  u upstream  U back down  o sort       v views  ? keys  Esc back
    """
  ),
  (
    "weights",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    ready
     fire5 131 = fire5/expand3x3  channel 3 of 128: 32 kernels of 3x3    1-25 of 32
     >25   5%  30   5%  31   4%  8    4%  10   4%        reads fire5/squeeze1x1 25
     -@-%+=   +#-@++   -.+%+@   -@-*++   +*-%-:          -@-@-@-@-%-%-%-%+=+=+=+=
     +%-.-+   +@-*+@   -*-:+-   +.+*-#   +%+%-+          -@-@-@-@-%-%-%-%+=+=+=+=
     -@+#+#   -:-%+=   -%+@+#   +@-%+=   +*-#++           -0.061  -0.052   0.026
      22   4%  21   4%  18   4%  14   4%  16   3%        -@-@-@-@-%-%-%-%+=+=+=+=
     +.-*-=   +*-.-.   +%+#++   -#+.-#   -:  -#          +%+%+%+%-.-.-.-.-+-+-+-+
     +*++-:   -+-@+%   +:  +*   -%-=+%   +@++-:          +%+%+%+%-.-.-.-.-+-+-+-+
     -#+@-@   +#-@+-   +=-@+#   -*+*-=   -%+*-%            0.051  -0.005  -0.033
      17   3%  1    3%  9    3%  28   3%  11   3%        +%+%+%+%-.-.-.-.-+-+-+-+
     -#-#     +*-#-=   -:+++%   -:+.+:   -*-%+.          -@-@-@-@+#+#+#+#+#+#+#+#
     -=-:+%   +@-@+*   -*++-*   -%+@-*   +.+-+-          -@-@-@-@+#+#+#+#+#+#+#+#
     +=--+@   -:-:-.   -++.+%   -++#     +#+#+%           -0.064   0.049   0.047
      29   3%  24   3%  23   3%  4    3%  3    3%        -@-@-@-@+#+#+#+#+#+#+#+#
       -@+#   -@+=+-   +-+++%   ++  -@   +%-=-.
     +#+=     ---.-%   -:-+-.   +*+=+#   +@-=-=          norm  0.139
     +@+:--   +#---#   -%-=-#   +-+-+*   -=-:-#          share 4.8% of all squares
      19   3%  5    3%  7    2%  26   2%  2    2%        rank  1 of 32
     +:-++#   -@--+*   -:+=++   -*-=     -:-.++          sum   -0.0429
     +#  -#   --+*-:   +-+@+:   +:+++*   +*+*+@          zeros 0 of 9
     +:-*++   -++=+:   +#+:++     -:+@   -.----
     fire5/squeeze1x1 25  norm 0.139  share 4.8%            -0.064 -@  +@   0.064
     Enter its map  u upstream  U back down  o sort       v views  ? keys  Esc back
    """
  ),
  (
    "squeeze weights",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    ready
     fire5/squeeze1x1  channel 8 of 32: 256 weights    strongest first  1-19 of 256
     fire4/expand1x1  50%               reads                weight  share
     -*--+-+.--++-=  +%-=+:-.-%--  +=   fire4/expand1x1 67  -0.1425   1.3%  #######
     +*-%+#+:+#+@-.+.+*+:-#-*+@+:-.+-   fire4/expand3x3 12  -0.1407   1.3%  #######
     +%+.-.-:  +*-@+#--+@+#+%--+:+:+:   fire4/expand3x3 70  +0.1407   1.3%  #######
     ---=+-++-#-+-:-.+*-:+-+-+*+:-:-*  >fire4/expand1x1 115 +0.1390   1.3%  #######
     ---=-@  +*+=-#+-+@+=-:+@+@  -:--   fire4/expand3x3 84  +0.1380   1.2%  #######
       -:+*-#-:-%+=+:+#    -=-*-%+%++   fire4/expand1x1 107 -0.1377   1.2%  #######
     -*+.-*+#+:-=+*+@-#-%-@  +.-#-=+.   fire4/expand1x1 42  +0.1364   1.2%  #######
     -%  +@    -*+++++%  +#+.+#+#+.++   fire4/expand1x1 22  +0.1359   1.2%  #######
                                        fire4/expand1x1 39  -0.1353   1.2%  #######
     fire4/expand3x3  50%               fire4/expand1x1 73  +0.1339   1.2%  #######
     -%+.+-  +:+.-=+:-@+----@-#+----.   fire4/expand3x3 35  +0.1337   1.2%  #######
     -#-*-=++--+#+%+#+%-%+.-*-:---#+.   fire4/expand1x1 76  +0.1324   1.1%  #######
     +.--+@+*-#+*++-++.-.+:  -#  +%-:   fire4/expand1x1 77  +0.1319   1.1%  ######
     -+-=-+-*+-    -+-*+%+@+=+:-:-@+=   fire4/expand3x3 63  -0.1302   1.1%  ######
     +#--+%  -#+@+=+*-#+.-=+.+%-*-*+:   fire4/expand3x3 9   -0.1293   1.1%  ######
     +:-*+#+@-*-*+=+:+.+.+=+.+#-+-++#   fire4/expand1x1 104 +0.1293   1.1%  ######
     ++-.+%-=-*--+*--+:+#-:++---+-#-+   fire4/expand3x3 59  +0.1286   1.1%  ######
     -*-*-%-+-:-+-.+*-=-.-:  ---*-%+#   fire4/expand1x1 29  +0.1282   1.1%  ######
                                        fire4/expand1x1 121 +0.1255   1.0%  ######
     fire4/expand1x1 115  weight +0.1390  share 1.3%        -0.142 -@  +@   0.142
     Enter its map  u upstream  U back down  o sort       v views  ? keys  Esc back
    """
  ),
  (
    "why",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     centipede  class 79                         rank 1 of 1000  probability 50.00%
                                             fire9's channels  2.783809  all 512
                       ..--========------    conv10's bias     0.086111  155/225 px
                       ::==++++**++++++==    parts together    2.869920
                       --**####%%##****++    score (logit)     2.869920
                       --**####%%##****++    difference         -2.1e-7  rounding
                       ==##%%%%@@@@####**
                       ==%%@@@@@@@@%%%%##    fire9         adds              so far
                   ....==%%@@@@@@@@%%%%**      288 3x3  +0.6831 #########    0.6831
                   ....==%%@@@@@@@@%%%%**    > 411 3x3  +0.6538 #########    1.3369
                       ==##@@@@@@@@####**       42 1x1  +0.5284 #######      1.8653
                       --**####%%%%####++      165 1x1  +0.5172 #######      2.3824
                       ::++****####****++      452 3x3  +0.2502 ###          2.6326
                       ::++****####****++      329 3x3  +0.1741 ##           2.8067
                       ::==++++++++++++==      206 1x1  +0.1068 #            2.9135
                       ..--============--       83 1x1  +0.0617 #            2.9753
                       ..::--------::::::        2 1x1        0              2.9753
                       ..::--------::::::        3 1x1        0              2.9753
                       ..::::::::::::::::        4 1x1        0              2.9753
                                                 5 1x1        0              2.9753
                                                 6 1x1        0              2.9753
           0    ..::--==+++**##%%@@ 12.47        7 1x1        0              2.9753
     / class  Right next class  Enter its map  o picture  v views  ? keys  Esc back
    """
  ),
  (
    "small why",
    """
     coffee~  trained  done        10.32 ms
     centipede  class 79     rank 1  50.00%
             --====--  sum         2.869920
             **%%##++  score       2.869920
             ##@@@@**  differ       -2.1e-7
           ..%%@@@@**  ch.       adds
             **%%%%++    288  +0.6831 #####
             ==++++==  > 411  +0.6538 #####
             --====--     42  +0.5284 ####
             ::::::::    165  +0.5172 ####
     0  .:-+*#% 12.47    452  +0.2502 ##
     / class      v views  ? keys  Esc back
    """
  ),
  (
    "pending why",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    paused       3.36 ms
     why this class

     the classes come with the end of the pass: Space computes the rest



















     / class  Right next class  Enter its map  o picture  v views  ? keys  Esc back
    """
  ),
  (
    "classes",
    """
     coffee~  trained  done        10.32 ms
    +- Classes ----------------------------+
    | 968  cup                     5.3e-5% |
    | 647  measuring cup           4.5e-4% |
    | 334  porcupine                0.004% |
    |                                      |
    |                                      |
    |                                      |
    |                                      |
    |                                      |
    +--------------------------- 1-3 of 3 -+
     class: cup  Down choose  Enter explain
    """
  ),
  (
    "on the photo",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     fire4  channel 201 of 256          a value sees 35x35 px, the next one 4 px on
           ............::::::::::::------                  ..--++**########**++
       ............::::::::::::----------                  ::==**##%%%%%%%%##**
     ..........::::::+------+----------==                  --++##%%@@@@@@@@%%##
     ......::::::::::|:-----|------======                  --++##%%@@@@@@@@%%##
     ..::::::::::::--+------+--==========                  --++##%%@@@@@@@@%%##
     ::::::::::------------============++                  --++**##%%@@@@@@%%##
     ::::::------------============++++++                  ::==++####%%%%%%##**
     ::------------============++++++++++                  ..--==++**####****++
     ----------============++++++++++++**                    ..::--==++++====--
     ------============++++++++++++******                        ..::----::::..
     --============++++++++++++**********
     ==========++++++++++++************##
     ======++++++++++++************######
     ==++++++++++++**************########
     ++++++++++************############%%
     ++++++************############%%%%%%
     ++************##############%%%%%%%%
     **********############%%%%%%%%%%%%@@
     photo 227x227                               0   ..::--==++**##%%@@ 14.20
     row 11  column 31  value 9.066215
     sees rows 29-63, columns 109-143 of 227x227
     Enter strongest  o overlay  Tab patches  s scale     v views  ? keys  Esc back
    """
  ),
  (
    "patches",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     fire4  channel 8 of 256            a value sees 27x27 px, the next one 4 px on
           ............::::::::::::------   1  14.21    2  13.98    3  13.98
       ............::::::::::::----------  ==========  ==========  ==========
     ..........::::::+----+------------==  ==========  ==========  ==========
     ......::::::::::|:---|--------======  ==========  ==========  ==========
     ..::::::::::::--+----+----==========  ======++++  ==========  ==========
     ::::::::::------------============++  ==++++++++  ==========  ======++++
     ::::::------------============++++++
     ::------------==6=========++++++++++
     ----------======1=3===++++++++++++**
     ------==========4=5+++++++++++******   4  13.98    5  13.98    6  13.76
     --============++++++++++++**********  ==========  ==========  --========
     ==========++++++++++++************##  ==========  ======++++  ==========
     ======++++++++++++************######  ========++  ==++++++++  ==========
     ==++++++++++++**************########  ====++++++  ++++++++++  ==========
     ++++++++++************############%%  ++++++++++  ++++++++++  ==========
     ++++++************############%%%%%%
     ++************##############%%%%%%%%
     **********############%%%%%%%%%%%%@@
     photo 227x227
     row 11  column 31  value 5.8108325
     sees rows 33-59, columns 113-139 of 227x227
     Enter strongest  o overlay  Tab patches  s scale     v views  ? keys  Esc back
    """
  ),
  (
    "small photo",
    """
     coffee~  trained  done        10.32 ms
     fire4  channel 201 of 256     35x35 px
       ....+----+----        ..++##%%##
     ..::::|:---|--==        ::**@@@@%%
     ::::--+----+==++        ..**%%@@##
     ------====++++++          --++**==
     --======++++****            ....
     ====++++******##
     ++++******######
     ******######%%%%
     row 11  column 31  value 9.066215
                  v views  ? keys  Esc back
    """
  ),
  (
    "what if",
    """
     coffee.jpg [fire4/expand1x1:all +2]  trained              what if     10.32 ms
     what if  fire4  channel 4 of 256 is off
           ............::::::::::::::------  percent          before  after  change
       ............::::::::::::::----------  espresso          90.20  11.80  -78.40
     ..........::::::::::::::------------==  cup                6.13  51.20  +45.07
     ........::::::::::::------------======  coffee mug         2.11   2.11    0.00
     ....::::::::::::------------==========  chocolate sauce    0.47   0.47    0.00
     ::::::::::::----+----------+==========  plate              0.08   0.08    0.00
     ::::::::--------|---=======|======++++  teapot             0.00  20.00  +20.00
     ::::------------|==========|==++++++++
     ------------====|=========+|++++++++++  off
     --------========|=====+++++|++++++****  fire4/expand1x1:all
     ----============+----------+++********  fire4/expand3x3:1-12
     ==============++++++++++++************  square 96,60,64
     ==========++++++++++++**************##
     ======++++++++++++**************######
     ==++++++++++++**************##########
     ++++++++++**************############%%
     ++++++**************############%%%%%%
     ++**************############%%%%%%%%%%
     ************############%%%%%%%%%%%%@@

     64x64 px
     d channel off  s strongest off  i 1x1 half           v views  ? keys  Esc back
    """
  ),
  (
    "small what if",
    """
     coffee~  trained  [140 off, square]
     fire4  channel 4 of 256 is off
       ....::::::----  %      after  change
     ..::::::------==  espr~  11.80  -78.40
     ::::--+----+==++  cup    51.20  +45.07
     ------|===+|++++  coff~   2.11    0.00
     --====+----+****  choc~   0.47    0.00
     ====++++******##
     ++++******######  off
     ******######%%%%  fire4/expand1x1:all
     64x64 px          and 2 more
                  v views  ? keys  Esc back
    """
  ),
  (
    "menu",
    """
     coffee.jpg 600×400  v1.0 caffe 227  trained  2 threads    paused       3.18 ms
       layer        op             output     ms      │ channel 1 of 128    2×2 mean
       conv1        7×7/2      111×111×96   1.96 ████ │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
       maxpool1     3×3/2        55×55×96   0.04 ▏    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire2        16 64 64    55×55×128   0.51 █    │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
     + fire3        16 64 64    55×55×128   0.52 █▏   │ ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
    ┌─ Views ──────────────────────────────────────────────────────────────────────┐
    │ l  layers          the network as a table, with times and the answer         │
    │ s  contact sheet   all channels of the layer as small maps, sorted           │
    │ m  one map         a channel, value by value, with zoom and histogram        │
    │ p  on the photo    what a value sees, what a channel answers to most         │
    │ k  filters         what a channel looks for, and which channels it watches   │
    │ y  why this class  where a class is seen, and what carries its score         │
    │ w  what if         channels off, a part covered: the answer before, after    │
    │ d  compare         two photos, models, geometries side by side               │
    │ t  time            where the time goes, and what the machine could do        │
    │ a  dead and busy   dead channels, zeros, sparse weights, distributions       │
    └──────────────────────────────────────────────────────────────────────────────┘
     fire2                 squeeze 16, expand 64 + 64 │
     55×55×96 → 55×55×128        field 19 px, every 4 │
     11,920 parameters  35.6 M MAC        70.5 GMAC/s │
     min 0       max 8.058   mean 1.410   std 2.387   │
     time  0.51 ms                          66% zeros │
     Down choose  Enter go there  Esc back
    """
  ),
  (
    "palette",
    """
     coffee.jpg 600×400  v1.0 caffe 227  trained  2 threads    paused       3.18 ms
    ┌─ Commands ───────────────────────────────────────────────────────────────────┐
    │ previous-channel      previous channel                              Left h [ │
    │ next-channel          next channel                                 Right l ] │
    │ ten-channels-back     ten channels back                                    < │
    │ ten-channels-forward  ten channels forward                                 > │
    │ switch-channel        the selected channel off, or on again     d in what if │
    │ reduction             one channel, mean over channels, maximum over …  m Tab │
    │ next-strongest        strongest channel (by mean), then the next-stronge…  x │
    │ stronger              back up the ranking of channels                      X │
    │ view-sheet            contact sheet: all channels of the layer as small …  S │
    │ view-map              one map: a channel, value by value, with zoom and …  M │
    │ view-photo            on the photo: what a value sees, what a channel an…  P │
    │ view-filters          filters: what a channel looks for, and which chann…  K │
    │ view-what-if          what if: channels off, a part covered: the answer …  W │
    │ view-activity         dead and busy: dead channels, zeros, sparse weight…  A │
    │ export-sheet          all channels of the layer as a contact sheet, .p…  e s │
    │ next-strongest-place  to where the channel answers m…  Enter in on the photo │
    │ patches               what the channel answers to mo…  Tab w in on the photo │
    │ filter-left           kernel before; beside a list of we…  Left h in filters │
    │ filter-right          kernel after; beside a list of we…  Right l in filters │
    │ filter-map            the map of the marked channel; Esc …  Enter in filters │
    └───────────────────────────────────────────────────────────────── 1-20 of 32 ─┘
     command: chan  Down choose  Enter run  Esc back
    """
  ),
  (
    "once",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     [layers]  kinds  passes  threads  roofline           of one pass: t repeats it
     layer              ms share GMAC/s MAC/B    bytes
       conv1         1.961   19%   88.7  32.2   5.4 MB ############################
       maxpool1      0.041   <1%                5.9 MB #
     + fire2         0.505    5%   70.5  10.7   3.3 MB #######
     + fire3         0.522    5%   71.3  10.0   3.7 MB #######
     + fire4         1.647   16%   82.7  22.8   6.0 MB ########################
       maxpool4      0.031   <1%                3.8 MB #
     + fire5         0.465    5%   77.1  18.2   2.0 MB #######
     + fire6         0.909    9%   83.8  28.1   2.7 MB #############
     + fire7         0.956    9%   84.3  26.0   3.1 MB ##############
     + fire8         1.573   15%   87.3  35.0   3.9 MB ######################
       maxpool8      0.021   <1%                1.8 MB #
     + fire9         0.416    4%   79.8  20.6   1.6 MB ######
       conv10        1.247   12%   92.4  34.9   3.3 MB ##################
       avgpool10     0.012   <1%              904.0 kB #
       softmax       0.012   <1%                8.0 kB #
     total          10.318  100%   83.5  18.1  47.6 MB
     t repeats the pass and measures the peak, 2 threads, AVX2+FMA



     t live  m machine  Tab section  Enter fold           v views  ? keys  Esc back
    """
  ),
  (
    "time",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     [layers]  kinds  passes  threads  roofline        the latest 200 of 250 passes
     layer          min ms median    p95 share GMAC/s  peak MAC/B
       conv1         1.961  2.147  2.314   19%   81.0   81%  32.2 #################
       maxpool1      0.041  0.045  0.048   <1%                    #
     + fire2         0.505  0.553  0.596    5%   64.4   64%  10.7 ####
     + fire3         0.522  0.571  0.616    5%   65.1   65%  10.0 #####
     - fire4         1.647  1.804  1.945   16%   75.6   76%  22.8 ##############
        squeeze1x1   0.152  0.167  0.180    1%   74.4   74%   6.3 #
        expand1x1    0.181  0.198  0.214    2%   62.5   62%   6.3 ##
        expand3x3    1.225  1.341  1.446   12%   83.2   83%  53.5 ###########
        concatenate  0.089  0.098  0.106    1%                    #
       maxpool4      0.031  0.034  0.036   <1%                    #
     + fire5         0.465  0.509  0.549    5%   70.4   70%  18.2 ####
     + fire6         0.909  0.995  1.073    9%   76.5   76%  28.1 ########
     + fire7         0.956  1.047  1.129    9%   77.0   77%  26.0 ########
     + fire8         1.573  1.723  1.857   15%   79.7   80%  35.0 ##############
       maxpool8      0.021  0.023  0.024   <1%                    #
     + fire9         0.416  0.456  0.491    4%   72.9   73%  20.6 ####
       conv10        1.247  1.366  1.472   12%   84.4   84%  34.9 ###########
       avgpool10     0.012  0.013  0.014   <1%                    #
     total          10.320 11.300 12.182  100%   76.2   76%  18.1
     peak 100.0 GMAC/s in registers, 2 threads, AVX2+FMA; Winograd may pass it
     t live  m machine  Tab section  Enter fold           v views  ? keys  Esc back
    """
  ),
  (
    "kinds",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     layers  [kinds]  passes  threads  roofline        the latest 200 of 250 passes
     kind            layers     ms share GMAC/s  peak MAC/B    bytes
     conv1                1  2.147   19%   81.0   81%  32.2   5.4 MB ######
     max pooling          3  0.101    1%                     11.6 MB #
     squeeze1x1           8  1.008    9%   74.5   74%   7.4  10.1 MB ###
     expand1x1            8  0.829    7%   60.0   60%   7.0   7.1 MB ##
     expand3x3            8  5.414   48%   82.7   83%  49.1   9.1 MB ##############
     concatenation        8  0.407    4%                             #
     conv10               1  1.366   12%   84.4   84%  34.9   3.3 MB ####
     average pooling      1  0.013   <1%                    904.0 kB #
     softmax              1  0.013   <1%                      8.0 kB #
     all layers          39 11.298










     t live  m machine  Tab section  Enter fold           v views  ? keys  Esc back
    """
  ),
  (
    "passes",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     layers  kinds  [passes]  threads  roofline        the latest 200 of 250 passes
     min 10.320  median 11.300  p95 12.182 ms  88.5 passes a second
      12.280                  #                   #                   #
                           #  #                #  #                #  #
                        #  #  #             #  #  #             #  #  #
                     #  #  #  #          #  #  #  #          #  #  #  #          #
                  #  #  #  #  #       #  #  #  #  #       #  #  #  #  #       #  #
               :  #  #  #  #  #    :  #  #  #  #  #    :  #  #  #  #  #    :  #  #
               #  #  #  #  #  # :  #  #  #  #  #  # :  #  #  #  #  #  # :  #  #  #
               #  #  #  #  # :# #  #  #  #  #  # :# #  #  #  #  #  # :# #  #  #  #
               #  #  #  # :# ## #  #  #  #  # :# ## #  #  #  #  # :# ## #  #  #  #
               #  #  # :# ## ## #  #  #  # :# ## ## #  #  #  # :# ## ## #  #  #  #
               #  # :# ## ## ## #  #  # :# ## ## ## #  #  # :# ## ## ## #  #  # :#
               # :# ## ## ## ## #  # :# ## ## ## ## #  # :# ## ## ## ## #  # :# ##
              :# ## ## ## ## ## # :# ## ## ## ## ## # :# ## ## ## ## ## # :# ## ##
              ## ## ## ## ## ##.# ## ## ## ## ## ##.# ## ## ## ## ## ##.# ## ## ##
              ## ## ## ## ##.#### ## ## ## ## ##.#### ## ## ## ## ##.#### ## ## ##
              ## ## ## ##.####### ## ## ## ##.####### ## ## ## ##.####### ## ## ##
              ## ## ##.########## ## ## ##.########## ## ## ##.########## ## ## ##.
              ## ##.############# ## ##.############# ## ##.############# ## ##.###
              ##.################ ##.################ ##.################ ##.######
      10.320 .###################.###################.###################.#########
     t live  m machine  Tab section  Enter fold           v views  ? keys  Esc back
    """
  ),
  (
    "threads",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     layers  kinds  passes  [threads]  roofline        the latest 200 of 250 passes
     threads     min ms median    p95 faster a thread
     1 thread    24.000 25.200 25.920  1.00x     100% #############################
     2 threads   13.000 14.000 17.150  1.80x      90% ################
     3 passes each; the explorer runs with 2 threads

















     t live  m machine  Tab section  Enter fold           v views  ? keys  Esc back
    """
  ),
  (
    "roofline",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     layers  kinds  passes  threads  [roofline]        the latest 200 of 250 passes
     peak 100.0 GMAC/s  memory 20.0 GB/s  they meet at 5.0 MAC/B
     fire4/expand3x3: 53.5 MAC/B, arithmetic allows 100 GMAC/s, 83.2 reached, 83%
           |                                                     1 conv1
           |                                                     s squeeze1x1
           |                                                     e expand1x1
        100|          .----------------------------------------  E expand3x3
           |         .                                           0 conv10
           |        .              s           E0  E  EE E       reversed: selected
           |       .      s    ss            E
           |      s        s    s e
           |     s        e   e
           |    .
           |   .               e
           |  .          e
           |..
           |     e
           |
           |
           |
       31.3|
     GMAC/s 2.3       5.0                            99.8 MAC/B
     t live  m machine  Tab section  Enter fold           v views  ? keys  Esc back
    """
  ),
  (
    "small time",
    """
     coffee~  trained  done        10.32 ms
     [layers] kinds passes threads roofline
     layer          median share
     + fire2         0.553    5% ###
     + fire3         0.571    5% ###
     - fire4         1.804   16% ########
        squeeze1x1   0.167    1% #
        expand1x1    0.198    2% #
        expand3x3    1.341   12% ######
     total          11.300  100%
     peak 100.0 GMAC/s
     t live       v views  ? keys  Esc back
    """
  ),
  (
    "small roofline",
    """
     coffee~  trained  done        10.32 ms
     layers kinds passes threads [roofline]
     peak 100.0 GMAC/s  memory 20.0 GB/s
     fire4/expand3x3: 83% of the roof
           |
        100|     ..--------------E0--EEE---
           |   ss   es eses     E1 E
           | ..     e   e
           |.  e
       31.3|
     GMAC/s 2.3  5.0             99.8 MAC/B
     t live       v views  ? keys  Esc back
    """
  ),
  (
    "activity",
    """
     coffee.jpg 600x400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     how busy the layers are        zero weights in all: 33% here, 66% in the paper
       layer          dead of zeros          zero w paper distribution
       conv1            24/96   41% ###         33%    0%           .::=@#
       maxpool1         24/96   46% ####                            .::=@+
     + fire2           32/128   66% #####       33%   52%           .:-*@
     + fire3           32/128   51% ####        33%   50%           .::=@-
     + fire4           64/256   71% ######      33%   55%           .-+@@
       maxpool4        64/256   41% ###                             .::=@#
     + fire5           64/256   61% #####       33%   50%           .:-+@
     + fire6           96/384   46% ####        33%   58%           .::=@+
     + fire7           96/384   66% #####       33%   59%           .:-*@
     + fire8          128/512   51% ####        33%   59%           .::=@-
       maxpool8       128/512   56% ####                            .::=@.
     + fire9          128/512   41% ###         33%   61%           .::=@#
       conv10        250/1000   46% ####        33%   80%           .::=@+
       avgpool10     250/1000   51% ####                            .::=@-
       softmax       250/1000   56% ####                            .::=@.
     all 512 channels: 59 values above zero            128 of 512 channels dead
                                  .#                   numbers 4,8,12,16,20,24,28,3~
                                 .##                   41% of 100 values zero
                         . .....####                   weights: 33% zero, counted
     1.0e-4      0.010       1.000       100.0  10000  paper's Table 1: 61% zero
     s scale  m layer/channel  Enter its channels         v views  ? keys  Esc back
    """
  ),
  (
    "small activity",
    """
     coffee~  trained  done        10.32 ms
     how busy the layers are
       layer          dead of zeros zero w
     + fire7           96/384   66%    33%
     + fire8          128/512   51%    33%
       maxpool8       128/512   56%
     + fire9          128/512   41%    33%
     128 of 512 channels dead
     all 512 channels
                  ......##
     1.0e-4  0.010   1.000      10000
     s scale      v views  ? keys  Esc back
    """
  ),
  (
    "exports",
    """
     coffee.jpg 600×400  v1.0 caffe 227  trained  2 threads    done        10.32 ms
     fire9  channel 5 of 512                           13×13  one to one  own scale
                       ▼                                  max              14.20
                                                          mean             3.234
                                                          min                  0
                                                          std              4.655
                                                          zeros              57%
             ┌─ Export ───────────────────────────────────────────────────┐  65%
             │ m  map: fire9 channel 5                           .png ×34 │
    ▸      ..│ o  map over the photo: fire9 channel 5             .png ×2 │apart
         ..--│ s  contact sheet: fire9                            .png ×4 │        7
         --++│ a  output of fire9, for NumPy                         .npy │        5
         ==**│ w  whole pass, for NumPy                              .npz │▉       9
       ..==**│ p  profile: times, figures of every layer  .csv .json .txt │        5
         --**│ e  whole screen                             .svg .ans .txt │        8
         ::++└────────────────────── each value 34×34 pixels, with title ─┘        4
                                                            6.599 ██▏              2
                                                            5.512 █████████▉       9
                                                            4.425 ████▍            4
                                                            3.339 ████▍            4
                                                            2.252                  0
     row 7  column 10     value 1.9961274                   1.166 ████████████    11
           0     ...::::---====+++****###%%%%@@@ 14.20      0.079 ████▍            4
     Down choose  Enter name it  Esc back  + larger  - smaller  t title
    """
  ),
  (
    "small exports",
    """
     coffee~  trained  running      3.36 ms
    +- Export -----------------------------+
    | p  profile: ~  27 layers are pending |
    | m  map: fire4/expand3x3 ch~  pending |
    | o  map over the photo: fir~  pending |
    | s  contact sheet: fire4/ex~  pending |
    | a  output of fire4/expand3~  pending |
    | w  whole pas~  27 layers are pending |
    | e  whole screen       .svg .ans .txt |
    +--------------------------------------+
     55x55x32 -> 55x55x128 |
     Down choose  Enter name it  Esc back
    """
  ),
  (
    "small",
    """
     coffee…  trained  done median 10.32 ms
       layer        ms med │ mean of 128 ch…
     + fire2          0.51 ▲ ..------::
     + fire3          0.52 │ --**####++::
     − fire4          1.65 │ ==@@@@@@##--
        squeeze1x1    0.15 │ ==%%@@%%**--
        expand1x1     0.18 │ ::==++++--..
        expand3x3     1.22 ▼   ..::::..
       total         10.32 │ 0.886  -* 5.472
     fire4/expand3x3       │ top class
     55×55×32 → 55×55×128  │ 1 espr…   90.2%
     n step         v views  ? keys  q quit
    """
  ),
  (
    "too small",
    """
    q quits. Terminal too small
    (30×8): 40×12 needed
    """
  ),
]

@Test(arguments: screens)
func screensAreAsTheyWereLookedAt(_ name: String, _ expected: String) throws {
  var lines = ExplorerView.draw(try SampleState.named(name)).text
  while lines.last == "" { lines.removeLast() }
  #expect(lines.joined(separator: "\n") == expected)
}
