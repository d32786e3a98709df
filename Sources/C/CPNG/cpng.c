#include "cpng.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

// On the heap, so that nothing that longjmp returns to lies in registers.
struct decoder {
  png_structp png;
  png_infop info;
  const uint8_t *next;
  size_t left;
  sqz_png_result *result;
};

static void fail(png_structp png, png_const_charp message) {
  struct decoder *decoder = png_get_error_ptr(png);
  sqz_png_result *result = decoder->result;
  if (!result->is_truncated) result->is_corrupt = 1;
  snprintf(result->message, sizeof result->message, "%s", message);
  png_longjmp(png, 1);
}

// Warnings are about colour profiles and other things that are not used.
static void ignore_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void read_bytes(png_structp png, png_bytep target, size_t count) {
  struct decoder *decoder = png_get_io_ptr(png);
  if (count > decoder->left) {
    decoder->result->is_truncated = 1;
    png_error(png, "the file ends too early");
  }
  memcpy(target, decoder->next, count);
  decoder->next += count;
  decoder->left -= count;
}

static void decode(struct decoder *decoder, uint64_t max_pixels) {
  png_structp png = decoder->png;
  png_infop info = decoder->info;
  sqz_png_result *result = decoder->result;
  png_read_info(png, info);
  result->width = png_get_image_width(png, info);
  result->height = png_get_image_height(png, info);
  if ((uint64_t)result->width * result->height > max_pixels) {
    result->is_too_large = 1;
    return;
  }
  png_set_expand(png);  // palettes, fewer than 8 bits, a transparent colour
  png_set_strip_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  size_t stride = (size_t)result->width * 4;
  if (png_get_rowbytes(png, info) != stride) png_error(png, "unknown kind of pixels");
  result->pixels = calloc(result->height, stride);
  if (!result->pixels) {
    result->is_too_large = 1;
    return;
  }
  for (int pass = 0; pass < passes; pass++)
    for (uint32_t row = 0; row < result->height; row++) {
      // As a display row: early passes fill blocks, so that a truncated file shows a coarse photo.
      png_read_row(png, NULL, result->pixels + row * stride);
      result->rows_read++;
    }
  png_read_end(png, NULL);
}

void sqz_png_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels,
                    sqz_png_result *result) {
  memset(result, 0, sizeof *result);
  struct decoder *decoder = calloc(1, sizeof *decoder);
  if (decoder) {
    decoder->next = bytes;
    decoder->left = count;
    decoder->result = result;
    decoder->png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, fail, ignore_warning);
  }
  if (decoder && decoder->png && setjmp(png_jmpbuf(decoder->png)) == 0) {
    decoder->info = png_create_info_struct(decoder->png);
    if (!decoder->info) png_error(decoder->png, "out of memory");
    png_set_read_fn(decoder->png, decoder, read_bytes);
    // What does not fill this buffer is lost when the file is cut off.
    png_set_compression_buffer_size(decoder->png, 256);
    decode(decoder, max_pixels);
  } else if (!decoder || !decoder->png) {
    snprintf(result->message, sizeof result->message, "libpng could not be started");
  }
  if (decoder) png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
  free(decoder);
  if (result->rows_read == 0) {
    free(result->pixels);
    result->pixels = NULL;
  }
}
