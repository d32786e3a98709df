#pragma once

/// Asks for the cache line at an address that will be read soon. The address may lie beyond what is
/// allocated: nothing is read.
__attribute__((always_inline)) static inline void sqz_prefetch(const void *address) {
  __builtin_prefetch(address, 0, 3);
}

/// The same, into the second-level cache: for what is read later.
__attribute__((always_inline)) static inline void sqz_prefetch_far(const void *address) {
  __builtin_prefetch(address, 0, 2);
}
