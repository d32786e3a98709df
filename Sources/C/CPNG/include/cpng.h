#pragma once
#include <stddef.h>
#include <stdint.h>

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
