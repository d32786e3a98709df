#include "cpng.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

// On the heap, so that nothing that longjmp returns to lies in registers.
struct encoder {
  png_structp png;
  png_infop info;
  png_text *text;
  size_t capacity;
  sqz_png_written *result;
};

static void fail(png_structp png, png_const_charp message) {
  struct encoder *encoder = png_get_error_ptr(png);
  snprintf(encoder->result->message, sizeof encoder->result->message, "%s", message);
  png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void write_bytes(png_structp png, png_bytep bytes, size_t count) {
  struct encoder *encoder = png_get_io_ptr(png);
  sqz_png_written *result = encoder->result;
  if (count > encoder->capacity - result->count) {
    size_t wanted = (result->count + count) * 2;
    uint8_t *larger = realloc(result->bytes, wanted);
    if (!larger) png_error(png, "out of memory");
    result->bytes = larger;
    encoder->capacity = wanted;
  }
  memcpy(result->bytes + result->count, bytes, count);
  result->count += count;
}

static void flush(png_structp png) { (void)png; }

static void encode(struct encoder *encoder, const uint8_t *pixels, uint32_t width,
                   uint32_t height, const char *const *text, size_t text_count) {
  png_structp png = encoder->png;
  png_infop info = encoder->info;
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
  for (size_t i = 0; i < text_count; i++) {
    encoder->text[i].compression = PNG_TEXT_COMPRESSION_NONE;
    encoder->text[i].key = (png_charp)text[2 * i];
    encoder->text[i].text = (png_charp)text[2 * i + 1];
    encoder->text[i].text_length = strlen(text[2 * i + 1]);
  }
  if (text_count > 0) png_set_text(png, info, encoder->text, (int)text_count);
  png_write_info(png, info);
  for (uint32_t row = 0; row < height; row++)
    png_write_row(png, pixels + (size_t)row * width * 3);
  png_write_end(png, NULL);
}

void sqz_png_encode(const uint8_t *pixels, uint32_t width, uint32_t height,
                    const char *const *text, size_t text_count, sqz_png_written *result) {
  memset(result, 0, sizeof *result);
  struct encoder *encoder = calloc(1, sizeof *encoder);
  if (encoder) {
    encoder->result = result;
    encoder->text = calloc(text_count + 1, sizeof *encoder->text);
    encoder->png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, encoder, fail, ignore_warning);
  }
  volatile int is_done = 0;
  if (encoder && encoder->text && encoder->png && setjmp(png_jmpbuf(encoder->png)) == 0) {
    encoder->info = png_create_info_struct(encoder->png);
    if (!encoder->info) png_error(encoder->png, "out of memory");
    png_set_write_fn(encoder->png, encoder, write_bytes, flush);
    encode(encoder, pixels, width, height, text, text_count);
    is_done = 1;
  } else if (!encoder || !encoder->text || !encoder->png) {
    snprintf(result->message, sizeof result->message, "out of memory");
  }
  if (encoder) {
    png_destroy_write_struct(&encoder->png, &encoder->info);
    free(encoder->text);
  }
  free(encoder);
  if (!is_done) {
    free(result->bytes);
    result->bytes = NULL;
    result->count = 0;
  }
}
