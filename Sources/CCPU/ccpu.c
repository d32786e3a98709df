#include "ccpu.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

int sqz_cpu_level(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 0;
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512vl") ||
      !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512bw"))
    return 1;
  return 2;
#else
  return 0;
#endif
}

void sqz_cpu_name(char *buffer) {
  buffer[0] = 0;
#if defined(__x86_64__)
  unsigned words[12];
  for (unsigned leaf = 0; leaf < 3; leaf++)
    if (!__get_cpuid(0x80000002u + leaf, words + 4 * leaf, words + 4 * leaf + 1,
                     words + 4 * leaf + 2, words + 4 * leaf + 3))
      return;
  memcpy(buffer, words, 48);
  buffer[48] = 0;
#endif
}
