#include "cjpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// Common encoders write up to about 20 scans; each scan walks over all coefficients again, so
// that a small file with thousands would take minutes.
static const int max_scans = 100;
// Coefficients of a progressive file: 1 GiB is 178 megapixels at 4:4:4, 357 at 4:2:0.
static const long max_memory = 1L << 30;

// On the heap, so that nothing that longjmp returns to lies in registers.
struct decoder {
  struct jpeg_decompress_struct jpeg;  // first: callbacks get its address
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf failed;
  sqz_jpeg_result *result;
};

static void fail(j_common_ptr jpeg) {
  struct decoder *decoder = (struct decoder *)jpeg;
  int code = decoder->errors.msg_code;
  // No backing store means that `max_memory` was reached.
  if (code == JERR_OUT_OF_MEMORY || code == JERR_NO_BACKING_STORE)
    decoder->result->is_too_large = 1;
  decoder->errors.format_message(jpeg, decoder->result->message);
  longjmp(decoder->failed, 1);
}

static void note_warning(j_common_ptr jpeg, int level) {
  struct decoder *decoder = (struct decoder *)jpeg;
  if (level >= 0) return;  // a trace message
  switch (decoder->errors.msg_code) {
    case JWRN_JPEG_EOF: decoder->result->is_truncated = 1; break;
    // Sound photos of some cameras have these.
    case JWRN_EXTRANEOUS_DATA: case JWRN_ADOBE_XFORM: case JWRN_JFIF_MAJOR: break;
    default: decoder->result->is_corrupt = 1;
  }
}

static void count_scans(j_common_ptr jpeg) {
  struct decoder *decoder = (struct decoder *)jpeg;
  if (decoder->jpeg.input_scan_number <= max_scans) return;
  snprintf(decoder->result->message, sizeof decoder->result->message,
           "more than %d scans", max_scans);
  longjmp(decoder->failed, 1);
}

static void decode(struct decoder *decoder, uint64_t max_pixels, uint32_t wanted_width,
                   uint32_t wanted_height) {
  j_decompress_ptr jpeg = &decoder->jpeg;
  sqz_jpeg_result *result = decoder->result;
  jpeg_read_header(jpeg, TRUE);
  result->full_width = jpeg->image_width;
  result->full_height = jpeg->image_height;
  if ((uint64_t)jpeg->image_width * jpeg->image_height > max_pixels) {
    result->is_too_large = 1;
    return;
  }
  uint64_t scale = 1;
  while (scale < 8 && jpeg->image_width >= 4 * scale * wanted_width &&
         jpeg->image_height >= 4 * scale * wanted_height)
    scale *= 2;
  jpeg->scale_num = 1;
  jpeg->scale_denom = result->denominator = (uint32_t)scale;
  jpeg->out_color_space = jpeg->num_components == 4 ? JCS_CMYK : JCS_RGB;
  result->is_inverted = jpeg->saw_Adobe_marker;
  jpeg_start_decompress(jpeg);

  result->width = jpeg->output_width;
  result->height = jpeg->output_height;
  result->channels = (uint32_t)jpeg->output_components;
  size_t stride = (size_t)result->width * result->channels;
  uint8_t *pixels = calloc(result->height, stride);
  if (!pixels) {
    result->is_too_large = 1;
    return;
  }
  result->pixels = pixels;
  while (jpeg->output_scanline < jpeg->output_height) {
    JSAMPROW row = pixels + stride * jpeg->output_scanline;
    jpeg_read_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_decompress(jpeg);
}

void sqz_jpeg_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels,
                     uint32_t wanted_width, uint32_t wanted_height, sqz_jpeg_result *result) {
  memset(result, 0, sizeof *result);
  struct decoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) {
    result->is_too_large = 1;
    return;
  }
  decoder->result = result;
  decoder->jpeg.err = jpeg_std_error(&decoder->errors);
  decoder->errors.error_exit = fail;
  decoder->errors.emit_message = note_warning;
  if (setjmp(decoder->failed) == 0) {
    jpeg_create_decompress(&decoder->jpeg);
    decoder->jpeg.mem->max_memory_to_use = max_memory;
    decoder->jpeg.progress = &decoder->progress;
    decoder->progress.progress_monitor = count_scans;
    jpeg_mem_src(&decoder->jpeg, bytes, (unsigned long)count);
    decode(decoder, max_pixels, wanted_width, wanted_height);
  } else {
    free(result->pixels);
    result->pixels = NULL;
  }
  jpeg_destroy_decompress(&decoder->jpeg);
  free(decoder);
}
