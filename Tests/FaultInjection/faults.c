// One call of the C library that fails, is cut short, or is the program's last.
//
// SQZ_FAULT says which: `CALL N WHAT`, where WHAT is a number of errno, `kill`, or `short` (every
// write and read from the nth on moves 997 bytes at the most). Calls on the
// system's own files do not count, nor does standard error. When the fault comes a file SQZ_FAULT_SEEN
// is made: without it the program made fewer calls.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char wanted[16], what[16];
static int nth;
static atomic_int seen;

__attribute__((constructor)) static void start(void) {
  const char *fault = getenv("SQZ_FAULT");
  if (!fault || sscanf(fault, "%15s %d %15s", wanted, &nth, what) != 3) wanted[0] = 0;
}

enum { sound, failing, shortened };

static int fault(const char *call) {
  if (strcmp(call, wanted) != 0) return sound;
  int number = atomic_fetch_add(&seen, 1) + 1;
  int is_short = strcmp(what, "short") == 0;
  if (is_short ? number < nth : number != nth) return sound;
  const char *mark = getenv("SQZ_FAULT_SEEN");
  if (mark) syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT, 0600));
  if (is_short) return shortened;
  if (strcmp(what, "kill") == 0) syscall(SYS_kill, getpid(), SIGKILL);
  errno = atoi(what);
  return failing;
}

static int is_system(const char *path) {
  const char *folders[] = {"/proc/", "/sys/", "/dev/", "/usr/", "/lib", "/etc/"};
  for (unsigned i = 0; i < sizeof folders / sizeof *folders; i++)
    if (strncmp(path, folders[i], strlen(folders[i])) == 0) return 1;
  return 0;
}

static int opened(const char *path, int flags, va_list list) {
  mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, mode_t) : 0;
  if (!is_system(path) && fault("open") == failing) return -1;
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  int result = opened(path, flags, list);
  va_end(list);
  return result;
}

int open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  int result = opened(path, flags, list);
  va_end(list);
  return result;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  int found = descriptor == STDERR_FILENO ? sound : fault("write");
  if (found == failing) return -1;
  if (found == shortened && count > 997) count = 997;
  return syscall(SYS_write, descriptor, bytes, count);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  int found = fault("read");
  if (found == failing) return -1;
  if (found == shortened && count > 997) count = 997;
  return syscall(SYS_read, descriptor, bytes, count);
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  int found = fault("read");
  if (found == failing) return -1;
  if (found == shortened && count > 997) count = 997;
  return syscall(SYS_pread64, descriptor, bytes, count, offset);
}

int fsync(int descriptor) {
  return fault("fsync") == failing ? -1 : (int)syscall(SYS_fsync, descriptor);
}

int link(const char *from, const char *to) {
  return fault("link") == failing ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int rename(const char *from, const char *to) {
  return fault("rename") == failing
    ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path) {
  return fault("unlink") == failing ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int mkdir(const char *path, mode_t mode) {
  return fault("mkdir") == failing ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
