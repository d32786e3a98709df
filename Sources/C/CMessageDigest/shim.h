#pragma once
// libmd: message digests of the BSDs.
#include <sys/types.h>
#include <sha2.h>
