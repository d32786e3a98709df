#pragma once
#include <stddef.h>
#include <stdint.h>

/// The result of one call of `sqz_jpeg_decode`.
typedef struct {
  /// Interleaved rows from top to bottom, to be freed by the caller; NULL when nothing was decoded.
  uint8_t *pixels;
  /// 3 is RGB, 4 is CMYK as stored: `is_inverted` says that 255 stands for no ink.
  uint32_t channels;
  uint32_t is_inverted;
  /// As stored at full scale; 0 when not even the header could be read.
  uint32_t full_width, full_height;
  /// Size of `pixels`, and the scale that it was decoded at: 1, 2, 4 or 8.
  uint32_t width, height, denominator;
  /// The file ends too early; its entropy-coded data is damaged; it is more than the limits allow.
  uint32_t is_truncated, is_corrupt, is_too_large;
  /// One line, ends with 0; empty unless `pixels` is NULL.
  char message[256];
} sqz_jpeg_result;

/// Decodes a JPEG file held in memory to 8-bit RGB (grey and YCbCr too) or CMYK (YCCK too).
/// Stops after the header when that claims more than `max_pixels`. Otherwise takes the smallest
/// of the scales 1/1, 1/2, 1/4, 1/8 that leaves at least twice `wanted_width` and
/// `wanted_height`; pass `UINT32_MAX` for full scale.
void sqz_jpeg_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels,
                     uint32_t wanted_width, uint32_t wanted_height, sqz_jpeg_result *result);
