#pragma once

#include "prefetch.h"

#include <pthread.h>

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

/// Processors that the calling thread may use; 0 where that is not known.
int sqz_usable_processors(void);

/// The processor that the calling thread runs on; negative where that is not known.
int sqz_current_processor(void);

/// Leaves a thread all processors that the calling thread may use, but one.
void sqz_keep_off(pthread_t thread, int processor);
