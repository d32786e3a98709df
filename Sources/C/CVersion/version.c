#include "CVersion.h"

const char *sqz_version(void) { return SQZ_VERSION; }
