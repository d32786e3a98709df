#pragma once

/// The version that the build was given, such as 0.1.0+r512.g0513812.
const char *sqz_version(void);
