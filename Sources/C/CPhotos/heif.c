#include "cphotos.h"

#include <dlfcn.h>
#include <stdio.h>

// libheif is opened when a file needs it, so nothing is linked and none of its headers is there at
// build time: these are the parts of its stable binary interface that are used.
enum { colorspace_rgb = 1, chroma_rgb = 10, chroma_rgba = 11, channel_interleaved = 10 };
enum { unsupported_codec = 3000 };

struct error {
  int code, subcode;
  const char *message;
};

struct options {
  uint8_t version, ignore_transformations;
  void (*callbacks[3])(void);
  void *user_data;
  uint8_t convert_hdr_to_8bit;  // from version 2 on
};

struct library {
  void *(*context_alloc)(void);
  void (*context_free)(void *);
  struct error (*context_read_from_memory_without_copy)(void *, const void *, size_t, void *);
  struct error (*context_get_primary_image_handle)(void *, void **);
  int (*image_handle_get_width)(void *);
  int (*image_handle_get_height)(void *);
  int (*image_handle_has_alpha_channel)(void *);
  int (*image_handle_get_luma_bits_per_pixel)(void *);
  void (*image_handle_release)(void *);
  struct options *(*decoding_options_alloc)(void);
  void (*decoding_options_free)(struct options *);
  struct error (*decode_image)(void *, void **, int, int, const struct options *);
  int (*image_get_width)(void *, int);
  int (*image_get_height)(void *, int);
  const uint8_t *(*image_get_plane_readonly)(void *, int, int *);
  void (*image_release)(void *);
};

// What has to be given back.
struct decoder {
  void *context, *handle, *image;
  struct options *options;
};

static int open_library(struct library *heif) {
  void *library = dlopen("libheif.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  // Never closed: its threads and tables stay. Plugins come with this call, which 1.13 began.
  struct error (*init)(void *) = (struct error (*)(void *))dlsym(library, "heif_init");
  if (init) init(NULL);
#define FIND(name) *(void **)&heif->name = dlsym(library, "heif_" #name); if (!heif->name) return 0
  FIND(context_alloc);
  FIND(context_free);
  FIND(context_read_from_memory_without_copy);
  FIND(context_get_primary_image_handle);
  FIND(image_handle_get_width);
  FIND(image_handle_get_height);
  FIND(image_handle_has_alpha_channel);
  FIND(image_handle_get_luma_bits_per_pixel);
  FIND(image_handle_release);
  FIND(decoding_options_alloc);
  FIND(decoding_options_free);
  FIND(decode_image);
  FIND(image_get_width);
  FIND(image_get_height);
  FIND(image_get_plane_readonly);
  FIND(image_release);
#undef FIND
  return 1;
}

static int failed(sqz_photo *photo, struct error error) {
  if (error.code == 0) return 0;
  photo->is_corrupt = 1;
  snprintf(photo->message, sizeof photo->message, "%s",
           error.subcode == unsupported_codec
               ? "libheif has no decoder for it; install libheif-plugin-libde265 (HEIC) or "
                 "libheif-plugin-dav1d (AVIF)"
           : error.message ? error.message : "libheif cannot read it");
  return 1;
}

static void decode(sqz_photo *photo, const struct library *heif, struct decoder *decoder) {
  struct error no_memory = {1, 0, "out of memory"};
  decoder->context = heif->context_alloc();
  decoder->options = heif->decoding_options_alloc();
  if (!decoder->context || !decoder->options) {
    failed(photo, no_memory);
    return;
  }
  if (failed(photo, heif->context_read_from_memory_without_copy(decoder->context, photo->bytes,
                                                                photo->count, NULL)) ||
      failed(photo, heif->context_get_primary_image_handle(decoder->context, &decoder->handle)))
    return;
  int width = heif->image_handle_get_width(decoder->handle);
  int height = heif->image_handle_get_height(decoder->handle);
  if (width <= 0 || height <= 0) return;
  int has_alpha = heif->image_handle_has_alpha_channel(decoder->handle);
  photo->width = (uint32_t)width;
  photo->height = (uint32_t)height;
  photo->samples = has_alpha ? SQZ_RGBA : SQZ_RGB;
  // Planes, a turned copy or RGB beside them, alpha; twice that above 8 bits. Measured: 48 megapixels
  // are a peak of 455 MB in all, and cameras take them.
  photo->memory = (uint64_t)photo->width * photo->height * (has_alpha ? 17 : 13) / 2;
  if (heif->image_handle_get_luma_bits_per_pixel(decoder->handle) > 8) photo->memory *= 2;
  photo->work = photo->memory;
  photo->max_scale = 1;
  if (!photo->begin(photo)) return;
  if (decoder->options->version >= 2) decoder->options->convert_hdr_to_8bit = 1;
  if (failed(photo, heif->decode_image(decoder->handle, &decoder->image, colorspace_rgb,
                                       has_alpha ? chroma_rgba : chroma_rgb, decoder->options)))
    return;
  int stride = 0;
  const uint8_t *plane =
      heif->image_get_plane_readonly(decoder->image, channel_interleaved, &stride);
  if (!plane || stride < width * (has_alpha ? 4 : 3) ||
      heif->image_get_width(decoder->image, channel_interleaved) != width ||
      heif->image_get_height(decoder->image, channel_interleaved) != height) {
    struct error other = {1, 0, "its pictures have other sizes than it says"};
    failed(photo, other);
    return;
  }
  for (; photo->rows < photo->height; photo->rows++)
    photo->row(photo, plane + (size_t)photo->rows * (size_t)stride);
}

void sqz_heif_decode(sqz_photo *photo) {
  struct library heif = {0};
  struct decoder decoder = {0};
  if (!open_library(&heif)) {
    photo->lacks_library = 1;
    return;
  }
  decode(photo, &heif, &decoder);
  if (decoder.image) heif.image_release(decoder.image);
  if (decoder.handle) heif.image_handle_release(decoder.handle);
  if (decoder.options) heif.decoding_options_free(decoder.options);
  if (decoder.context) heif.context_free(decoder.context);
}
