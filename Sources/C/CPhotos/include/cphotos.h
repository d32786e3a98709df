#pragma once
#include <stddef.h>
#include <stdint.h>

/// The samples of a decoder's rows, 8 bits each: alpha is not premultiplied; 0 stands for no ink in
/// CMYK, 255 in inverted CMYK.
enum { SQZ_RGB, SQZ_RGBA, SQZ_CMYK, SQZ_INVERTED_CMYK };

/// A photo on its way from a file in memory to rows of pixels. Decoders set width to max_scale,
/// call `begin` once, then `row` for each row from top to bottom.
typedef struct sqz_photo sqz_photo;
struct sqz_photo {
  const uint8_t *bytes;
  size_t count;
  /// The caller's own.
  void *context;
  /// Returns 0 to end the decoding, else sets `scale`.
  uint32_t (*begin)(sqz_photo *photo);
  /// Takes one row of the width divided by `scale`, rounded up. `rows` were taken before it.
  void (*row)(sqz_photo *photo, const uint8_t *samples);

  /// As stored, at full scale.
  uint32_t width, height;
  uint32_t samples;
  /// Bytes that the decoder holds whatever the scale, and for each pixel at that scale; 0 when
  /// there is room for them because it holds nothing else.
  uint64_t memory;
  uint32_t bytes_per_pixel;
  /// Bytes that have to be unpacked.
  uint64_t work;
  /// The decoder can leave out pixels by itself: by 2, 4 … up to this.
  uint32_t max_scale;
  uint32_t scale;

  /// Rows given.
  uint32_t rows;
  /// Pixels are missing because the file ends too early; are wrong because it is damaged.
  uint32_t is_truncated, is_corrupt;
  /// A library that is opened at run time is not there.
  uint32_t lacks_library;
  /// One line, ends with 0: why reading stopped early; empty when all went well.
  char message[256];
};

/// Decodes a JPEG file to RGB (grey and YCbCr too) or CMYK (YCCK too).
void sqz_jpeg_decode(sqz_photo *photo);

/// Decodes a PNG file of any kind to RGBA: 16-bit samples lose their low byte, gamma and colour
/// profiles are ignored. Pixels that are missing have alpha 0.
void sqz_png_decode(sqz_photo *photo);

/// Decodes a WebP file, or a picture's chunks without the file around them, to RGBA.
void sqz_webp_decode(sqz_photo *photo);

/// Decodes the primary picture of a HEIF file (HEIC, AVIF) to RGB or RGBA, turned upright already,
/// with libheif, which is opened now if it is there.
void sqz_heif_decode(sqz_photo *photo);

/// Inflates a zlib stream until it ends, is damaged or fills `capacity`; returns the bytes written.
size_t sqz_inflate(const uint8_t *bytes, size_t count, uint8_t *target, size_t capacity);
