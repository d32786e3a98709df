#pragma once

#include "prefetch.h"

/// Tells the core that this thread is spinning, so that its sibling and the power budget gain.
static inline void sqz_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// 0: baseline, 1: AVX2 and FMA, 2: also AVX-512 F, VL, DQ, BW. The operating system's support
/// for the registers is part of the answer.
int sqz_cpu_level(void);

/// From now on what is freed of large blocks goes back to the system at once; glibc otherwise keeps
/// blocks like those that were freed before. Costs page faults where such blocks come and go.
void sqz_return_freed_memory(void);
