#pragma once
#include <stddef.h>
#include <stdint.h>

/// The result of one call of `sqz_png_decode`.
typedef struct {
  /// RGBA rows from top to bottom, alpha not premultiplied, to be freed by the caller; NULL when
  /// nothing was decoded. Pixels that are missing have alpha 0.
  uint8_t *pixels;
  /// 0 when not even the header could be read.
  uint32_t width, height;
  /// Rows that were read, over all passes of an interlaced file.
  uint64_t rows_read;
  /// The file ends too early; it is damaged; it is more than the limits allow.
  uint32_t is_truncated, is_corrupt, is_too_large;
  /// One line, ends with 0: why reading stopped early; empty when all went well.
  char message[256];
} sqz_png_result;

/// Decodes a PNG file of any kind held in memory to 8-bit RGBA: 16-bit samples lose their low
/// byte, gamma and colour profiles are ignored. Stops after the header when that claims more than
/// `max_pixels`.
void sqz_png_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels,
                    sqz_png_result *result);

/// The result of one call of `sqz_png_encode`.
typedef struct {
  /// The file's bytes, to be freed by the caller; NULL when it could not be made.
  uint8_t *bytes;
  size_t count;
  /// One line, ends with 0: why there are no bytes.
  char message[256];
} sqz_png_written;

/// Encodes height × width × 3 bytes, sRGB, rows from top to bottom, as a PNG file in memory.
/// `text` holds `text_count` pairs of a keyword and Latin-1 text, each ending with 0.
void sqz_png_encode(const uint8_t *pixels, uint32_t width, uint32_t height,
                    const char *const *text, size_t text_count, sqz_png_written *result);
