#include "cphotos.h"

#include <stdio.h>
#include <stdlib.h>

#include <webp/decode.h>

static void fail(sqz_photo *photo, VP8StatusCode status) {
  if (status == VP8_STATUS_NOT_ENOUGH_DATA || status == VP8_STATUS_SUSPENDED)
    photo->is_truncated = 1;
  else photo->is_corrupt = 1;
  snprintf(photo->message, sizeof photo->message, "%s",
           status == VP8_STATUS_OUT_OF_MEMORY ? "out of memory" : "its data are damaged");
}

static void decode(sqz_photo *photo, WebPDecoderConfig *config, uint8_t *pixels, uint32_t width,
                   uint32_t height) {
  config->options.use_scaling = photo->scale > 1;
  config->options.scaled_width = (int)width;
  config->options.scaled_height = (int)height;
  config->output.colorspace = MODE_RGBA;
  config->output.is_external_memory = 1;
  config->output.u.RGBA.rgba = pixels;
  config->output.u.RGBA.stride = (int)width * 4;
  config->output.u.RGBA.size = (size_t)width * height * 4;
  // Bit by bit, so that it tells how many rows of a damaged file are there.
  WebPIDecoder *decoder = WebPIDecode(NULL, 0, config);
  VP8StatusCode status = VP8_STATUS_OUT_OF_MEMORY;
  int rows = 0;
  if (decoder) {
    status = WebPIUpdate(decoder, photo->bytes, photo->count);
    if (!WebPIDecGetRGB(decoder, &rows, NULL, NULL, NULL)) rows = 0;
  }
  if (status != VP8_STATUS_OK) fail(photo, status);
  for (; (int)photo->rows < rows; photo->rows++)
    photo->row(photo, pixels + (size_t)photo->rows * width * 4);
  WebPIDelete(decoder);
}

void sqz_webp_decode(sqz_photo *photo) {
  WebPDecoderConfig config;
  if (!WebPInitDecoderConfig(&config)) return fail(photo, VP8_STATUS_OUT_OF_MEMORY);
  VP8StatusCode status = WebPGetFeatures(photo->bytes, photo->count, &config.input);
  if (status != VP8_STATUS_OK) return fail(photo, status);
  photo->width = (uint32_t)config.input.width;
  photo->height = (uint32_t)config.input.height;
  // Lossless pictures are unpacked as a whole, and so is the alpha of others.
  int is_lossless = config.input.format == 2;
  photo->memory =
      (uint64_t)photo->width * photo->height * (is_lossless ? 4 : config.input.has_alpha ? 1 : 0);
  photo->bytes_per_pixel = 4;
  photo->work = (uint64_t)photo->width * photo->height * 4;
  photo->samples = SQZ_RGBA;
  photo->max_scale = 16;
  if (!photo->begin(photo)) return;
  uint32_t width = (photo->width + photo->scale - 1) / photo->scale;
  uint32_t height = (photo->height + photo->scale - 1) / photo->scale;
  uint8_t *pixels = calloc(height, (size_t)width * 4);
  if (!pixels) return fail(photo, VP8_STATUS_OUT_OF_MEMORY);
  decode(photo, &config, pixels, width, height);
  free(pixels);
}
