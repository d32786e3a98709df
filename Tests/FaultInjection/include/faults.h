/// Nothing to include: the library is put in front of the C library by LD_PRELOAD.
