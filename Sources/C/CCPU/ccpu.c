#define _GNU_SOURCE
#include "ccpu.h"

#if defined(__linux__)
#include <malloc.h>
#include <sched.h>
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

void sqz_return_freed_memory(void) {
#if defined(M_MMAP_THRESHOLD)
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

int sqz_usable_processors(void) {
#if defined(__linux__)
  cpu_set_t usable;
  if (sched_getaffinity(0, sizeof usable, &usable) == 0) return CPU_COUNT(&usable);
#endif
  return 0;
}

int sqz_current_processor(void) {
#if defined(__linux__)
  return sched_getcpu();
#else
  return -1;
#endif
}

void sqz_keep_off(pthread_t thread, int processor) {
#if defined(__linux__)
  cpu_set_t usable;
  if (processor < 0 || processor >= CPU_SETSIZE) return;
  if (sched_getaffinity(0, sizeof usable, &usable) != 0) return;
  CPU_CLR(processor, &usable);
  if (CPU_COUNT(&usable) > 0) pthread_setaffinity_np(thread, sizeof usable, &usable);
#endif
}
