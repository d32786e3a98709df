#include "cphotos.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>
#include <zlib.h>

// On the heap, so that nothing that longjmp returns to lies in registers.
struct decoder {
  png_structp png;
  png_infop info;
  const uint8_t *next;
  size_t left;
  sqz_photo *photo;
  uint8_t *row;
  // Interlaced: the picture at the scale asked for, and the place of the next row in the file.
  uint8_t *picture;
  uint32_t picture_width, picture_height;
  int pass;
  uint32_t pass_row;
  // Rows of the file: in all, unpacked by libpng, given to the caller.
  uint64_t rows, unpacked, given;
};

static void fail(png_structp png, png_const_charp message) {
  struct decoder *decoder = png_get_error_ptr(png);
  if (!decoder->photo->is_truncated) decoder->photo->is_corrupt = 1;
  snprintf(decoder->photo->message, sizeof decoder->photo->message, "%s", message);
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
    decoder->photo->is_truncated = 1;
    png_error(png, "the file ends too early");
  }
  memcpy(target, decoder->next, count);
  decoder->next += count;
  decoder->left -= count;
}

// The last row is already there when libpng finds that a checksum after it is missing or wrong.
static void count_row(png_structp png, png_row_infop info, png_bytep row) {
  (void)info;
  (void)row;
  ((struct decoder *)png_get_error_ptr(png))->unpacked++;
}

// Puts a row of an interlaced file into the picture. Pixels of early passes fill blocks, so that a
// truncated file shows a coarse photo.
static void spread_row(struct decoder *decoder) {
  uint32_t scale = decoder->photo->scale;
  int pass = decoder->pass;
  uint32_t block_width = (8u >> ((pass + 1) / 2)) / scale;
  uint32_t block_height = (8u >> (pass / 2)) / scale;
  uint32_t top = PNG_ROW_FROM_PASS_ROW(decoder->pass_row, pass) / scale;
  uint32_t columns = PNG_PASS_COLS(decoder->photo->width, pass);
  for (uint32_t column = 0; column < columns; column++) {
    uint32_t left = PNG_COL_FROM_PASS_COL(column, pass) / scale;
    for (uint32_t y = top; y < top + block_height && y < decoder->picture_height; y++)
      for (uint32_t x = left; x < left + block_width && x < decoder->picture_width; x++)
        memcpy(decoder->picture + ((size_t)y * decoder->picture_width + x) * 4,
               decoder->row + (size_t)column * 4, 4);
  }
}

static void give_row(struct decoder *decoder) {
  decoder->given++;
  if (decoder->picture) {
    spread_row(decoder);
  } else {
    decoder->photo->row(decoder->photo, decoder->row);
    decoder->photo->rows++;
  }
}

static void read_row(struct decoder *decoder) {
  png_read_row(decoder->png, decoder->row, NULL);
  give_row(decoder);
}

static void start(struct decoder *decoder) {
  png_structp png = decoder->png;
  sqz_photo *photo = decoder->photo;
  // Text, profiles and other chunks that nobody reads are skipped, whatever they claim.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  // Some writers claim a smaller window than they use.
  png_set_option(png, PNG_MAXIMUM_INFLATE_WINDOW, PNG_OPTION_ON);
  png_set_read_fn(png, decoder, read_bytes);
  // What does not fill this buffer is lost when the file is cut off.
  png_set_compression_buffer_size(png, 256);
  png_read_info(png, decoder->info);
  int is_interlaced = png_get_interlace_type(png, decoder->info) != PNG_INTERLACE_NONE;
  photo->width = png_get_image_width(png, decoder->info);
  photo->height = png_get_image_height(png, decoder->info);
  photo->work = (uint64_t)png_get_rowbytes(png, decoder->info) * photo->height;
  photo->samples = SQZ_RGBA;
  photo->max_scale = is_interlaced ? 8 : 1;
  if (!photo->begin(photo)) return;
  png_set_expand(png);  // palettes, fewer than 8 bits, a transparent colour
  png_set_strip_16(png);
  png_set_gray_to_rgb(png);
  png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
  png_set_read_user_transform_fn(png, count_row);
  png_read_update_info(png, decoder->info);
  if (png_get_rowbytes(png, decoder->info) != (size_t)photo->width * 4)
    png_error(png, "unknown kind of pixels");
  decoder->row = calloc(photo->width, 4);
  if (!decoder->row) png_error(png, "out of memory");
  if (!is_interlaced) {
    decoder->rows = photo->height;
    while (decoder->given < decoder->rows) read_row(decoder);
    return;
  }
  // The first five passes are the picture at half its size, three a quarter, one an eighth.
  int passes = photo->scale == 1 ? 7 : photo->scale == 2 ? 5 : photo->scale == 4 ? 3 : 1;
  decoder->picture_width = (photo->width + photo->scale - 1) / photo->scale;
  decoder->picture_height = (photo->height + photo->scale - 1) / photo->scale;
  decoder->picture = calloc(decoder->picture_height, (size_t)decoder->picture_width * 4);
  if (!decoder->picture) png_error(png, "out of memory");
  for (int pass = 0; pass < passes; pass++)
    if (PNG_PASS_COLS(photo->width, pass) > 0)
      decoder->rows += PNG_PASS_ROWS(photo->height, pass);
  for (; decoder->pass < passes; decoder->pass++) {
    if (PNG_PASS_COLS(photo->width, decoder->pass) == 0) continue;
    uint32_t pass_rows = PNG_PASS_ROWS(photo->height, decoder->pass);
    for (decoder->pass_row = 0; decoder->pass_row < pass_rows; decoder->pass_row++)
      read_row(decoder);
  }
}

// Nothing here calls libpng: it may have failed before.
static void finish(struct decoder *decoder) {
  sqz_photo *photo = decoder->photo;
  if (decoder->unpacked > decoder->given) give_row(decoder);
  if (decoder->given > 0 && decoder->given == decoder->rows) photo->is_truncated = 0;
  if (!decoder->picture || decoder->given == 0) return;
  for (uint32_t y = 0; y < decoder->picture_height; y++) {
    photo->row(photo, decoder->picture + (size_t)y * decoder->picture_width * 4);
    photo->rows++;
  }
}

void sqz_png_decode(sqz_photo *photo) {
  struct decoder *decoder = calloc(1, sizeof *decoder);
  if (decoder) {
    decoder->next = photo->bytes;
    decoder->left = photo->count;
    decoder->photo = photo;
    decoder->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, fail, ignore_warning);
  }
  if (!decoder || !decoder->png) {
    snprintf(photo->message, sizeof photo->message, "libpng could not be started");
    free(decoder);
    return;
  }
  if (setjmp(png_jmpbuf(decoder->png)) == 0) {
    decoder->info = png_create_info_struct(decoder->png);
    if (!decoder->info) png_error(decoder->png, "out of memory");
    start(decoder);
  }
  finish(decoder);
  png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
  free(decoder->picture);
  free(decoder->row);
  free(decoder);
}

size_t sqz_inflate(const uint8_t *bytes, size_t count, uint8_t *target, size_t capacity) {
  z_stream stream = {.next_in = (Bytef *)bytes, .avail_in = (uInt)count,
                     .next_out = target, .avail_out = (uInt)capacity};
  if (inflateInit(&stream) != Z_OK) return 0;
  inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return capacity - stream.avail_out;
}
