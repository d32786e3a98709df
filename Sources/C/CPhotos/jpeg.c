#include "cphotos.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// Common encoders write up to about 20 scans; each walks over all its blocks again, so that a small
// file with many would take minutes. 100 megapixels in 10 scans are 12 million blocks.
static const int max_scans = 100;
static const uint64_t max_blocks = 40000000;

// On the heap, so that nothing that longjmp returns to lies in registers.
struct decoder {
  struct jpeg_decompress_struct jpeg;  // first: callbacks get its address
  struct jpeg_error_mgr errors;
  jmp_buf failed;
  sqz_photo *photo;
  JSAMPROW row;
  uint64_t blocks;
  int is_started, is_refused, has_failed;
  int has_ended;  // bytes behind the last were asked for
  // Of the first frame header: a second one is written over it before libjpeg refuses it.
  JDIMENSION width, height;
  int components, precision;
  boolean is_progressive, is_arithmetic;
};

static void fail(j_common_ptr jpeg) {
  struct decoder *decoder = (struct decoder *)jpeg;
  decoder->has_failed = 1;
  decoder->errors.format_message(jpeg, decoder->photo->message);
  longjmp(decoder->failed, 1);
}

// All warnings of libjpeg, and which of them mean that pixels are wrong.
static void note_warning(j_common_ptr jpeg, int level) {
  struct decoder *decoder = (struct decoder *)jpeg;
  if (level >= 0) return;  // a trace message
  switch (decoder->errors.msg_code) {
    case JWRN_NOT_SEQUENTIAL:   // header fields that sequential decoders don't use; some phones
    case JWRN_EXTRANEOUS_DATA:  // padding between segments; some cameras
    case JWRN_ADOBE_XFORM:      // a colour transform of the future: taken as the usual one
    case JWRN_JFIF_MAJOR:       // a version of the future
    case JWRN_BOGUS_ICC:        // the colour profile is not read
    case JWRN_TOO_MUCH_DATA:    // about writing
      return;
    case JWRN_JPEG_EOF:  // whether anything is missing comes out later
      decoder->has_ended = 1;
      return;
    case JWRN_HIT_MARKER:         // blocks without data, filled with grey
    case JWRN_HUFF_BAD_CODE:      // blocks from wrong bits; JWRN_ARITH_BAD_CODE, too
    case JWRN_MUST_RESYNC:        // blocks between restart markers are lost
    case JWRN_BOGUS_PROGRESSION:  // a scan refines what was never sent, or twice
    default:
      if (decoder->has_ended) decoder->photo->is_truncated = 1;
      else decoder->photo->is_corrupt = 1;
  }
}

static void start(struct decoder *decoder) {
  j_decompress_ptr jpeg = &decoder->jpeg;
  sqz_photo *photo = decoder->photo;
  jpeg_read_header(jpeg, TRUE);
  photo->width = jpeg->image_width;
  photo->height = jpeg->image_height;
  photo->work = (uint64_t)photo->width * photo->height * jpeg->num_components;
  photo->samples = jpeg->num_components != 4 ? SQZ_RGB
                   : jpeg->saw_Adobe_marker  ? SQZ_INVERTED_CMYK
                                             : SQZ_CMYK;
  photo->max_scale = 8;
  // So that what an error leaves of several scans can be shown.
  jpeg->buffered_image = jpeg_has_multiple_scans(jpeg);
  for (int i = 0; jpeg->buffered_image && i < jpeg->num_components; i++)
    photo->memory += (uint64_t)jpeg->comp_info[i].width_in_blocks *
                     jpeg->comp_info[i].height_in_blocks * sizeof(JBLOCK);
  decoder->width = jpeg->image_width;
  decoder->height = jpeg->image_height;
  decoder->components = jpeg->num_components;
  decoder->precision = jpeg->data_precision;
  decoder->is_progressive = jpeg->progressive_mode;
  decoder->is_arithmetic = jpeg->arith_code;
  if (!photo->begin(photo)) return;
  jpeg->scale_num = 1;
  jpeg->scale_denom = photo->scale;
  jpeg->out_color_space = jpeg->num_components == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(jpeg);
  decoder->is_started = 1;
}

// Whether each coefficient has come to its last bit.
static int is_complete(j_decompress_ptr jpeg) {
  for (int i = 0; i < jpeg->num_components; i++) {
    if (!jpeg->comp_info[i].quant_table) return 0;  // no scan of this component
    for (int k = 0; jpeg->coef_bits && k < DCTSIZE2; k++)
      if (jpeg->coef_bits[i][k] != 0) return 0;
  }
  return 1;
}

static void read_scans(struct decoder *decoder) {
  j_decompress_ptr jpeg = &decoder->jpeg;
  for (int status = 0; status != JPEG_REACHED_EOI;) {
    status = jpeg_consume_input(jpeg);
    if (status == JPEG_ROW_COMPLETED || status == JPEG_SCAN_COMPLETED)
      decoder->blocks += (uint64_t)jpeg->MCUs_per_row *
          (uint64_t)(jpeg->comps_in_scan == 1 ? jpeg->cur_comp_info[0]->v_samp_factor
                                              : jpeg->blocks_in_MCU);
    if (jpeg->input_scan_number > max_scans || decoder->blocks > max_blocks) {
      snprintf(decoder->photo->message, sizeof decoder->photo->message,
               jpeg->input_scan_number > max_scans ? "more than %d scans"
                                                   : "its scans, at least %d, take too long to decode",
               jpeg->input_scan_number > max_scans ? max_scans : jpeg->input_scan_number);
      decoder->is_refused = 1;
      return;
    }
  }
  if ((decoder->has_ended || decoder->has_failed) && !is_complete(jpeg)) {
    if (decoder->has_ended) decoder->photo->is_truncated = 1;
    else decoder->photo->is_corrupt = 1;
  }
}

// Makes libjpeg see the end of the picture at the place where it found an error.
static void end_input(struct decoder *decoder) {
  static const JOCTET end[] = {0xFF, JPEG_EOI};
  j_decompress_ptr jpeg = &decoder->jpeg;
  jpeg->src->next_input_byte = end;
  jpeg->src->bytes_in_buffer = sizeof end;
  jpeg->unread_marker = JPEG_EOI;
  jpeg->image_width = decoder->width;
  jpeg->image_height = decoder->height;
  jpeg->num_components = decoder->components;
  jpeg->data_precision = decoder->precision;
  jpeg->progressive_mode = decoder->is_progressive;
  jpeg->arith_code = decoder->is_arithmetic;
}

static void give_rows(struct decoder *decoder) {
  j_decompress_ptr jpeg = &decoder->jpeg;
  sqz_photo *photo = decoder->photo;
  if (jpeg->buffered_image) jpeg_start_output(jpeg, jpeg->input_scan_number);
  decoder->row = calloc(jpeg->output_width, (size_t)jpeg->output_components);
  if (!decoder->row) ERREXIT1(jpeg, JERR_OUT_OF_MEMORY, 0);
  while (jpeg->output_scanline < jpeg->output_height) {
    jpeg_read_scanlines(jpeg, &decoder->row, 1);
    photo->row(photo, decoder->row);
    photo->rows++;
  }
  // The arithmetic decoder does not tell that it has nothing left to read.
  if (decoder->has_ended && jpeg->arith_code) photo->is_truncated = 1;
  // What follows the last row is not read: other streams, tables, rubbish.
}

void sqz_jpeg_decode(sqz_photo *photo) {
  struct decoder *decoder = calloc(1, sizeof *decoder);
  if (!decoder) {
    snprintf(photo->message, sizeof photo->message, "out of memory");
    return;
  }
  decoder->photo = photo;
  decoder->jpeg.err = jpeg_std_error(&decoder->errors);
  decoder->errors.error_exit = fail;
  decoder->errors.emit_message = note_warning;
  if (setjmp(decoder->failed) == 0) {
    jpeg_create_decompress(&decoder->jpeg);
    jpeg_mem_src(&decoder->jpeg, photo->bytes, (unsigned long)photo->count);
    start(decoder);
  }
  if (decoder->is_started && decoder->jpeg.buffered_image) {
    if (setjmp(decoder->failed) == 0) {
      read_scans(decoder);
    } else if (setjmp(decoder->failed) == 0) {
      end_input(decoder);
      read_scans(decoder);
    } else {
      decoder->is_refused = 1;
    }
  }
  if (decoder->is_started && !decoder->is_refused) {
    if (setjmp(decoder->failed) == 0) give_rows(decoder);
    else photo->is_corrupt = 1;
  }
  jpeg_destroy_decompress(&decoder->jpeg);
  free(decoder->row);
  free(decoder);
}
