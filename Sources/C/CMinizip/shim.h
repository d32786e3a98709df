#pragma once
// zlib's reader and writer of zip archives.
#include <minizip/unzip.h>
#include <minizip/zip.h>
