#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "cterminal.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static struct sigaction before[_NSIG];
static volatile sig_atomic_t arrived[_NSIG];
static volatile sig_atomic_t is_open;
static int wake_descriptor = -1;

static FILE *input;
static FILE *frame;      // Where ncurses writes: what is in it goes to the terminal as a whole.
static int output = -1;  // The terminal. Writing to it never blocks.
static struct termios termios_before;
static bool uses_mouse;
static const char modes_off[] = "\33[?1006l\33[?1000l\33[?2004l";
static char reset[256];  // What gives the terminal back, for the handler of fatal signals.
static size_t reset_length;
static int error_terminal = -1, error_memory = -1;
static char alternate_stack[16384];

enum kind { LEFT, CAUGHT, FATAL };

// Each signal that ends or stops the program has to give the terminal back.
static enum kind kind(int number) {
  switch (number) {
    case SIGSEGV: case SIGBUS: case SIGILL: case SIGABRT: case SIGFPE: case SIGTRAP: case SIGSYS:
      return FATAL;
    case SIGKILL: case SIGSTOP: case SIGTTIN: case SIGTTOU: case SIGCHLD: case SIGURG:
    case SIGPIPE: case SIGXFSZ:  // Errors of `write`.
      return LEFT;
    default: return number < __SIGRTMIN || number >= SIGRTMIN ? CAUGHT : LEFT;
  }
}

static bool is_change(int number) {
  return number == SIGWINCH || number == SIGTSTP || number == SIGCONT;
}

static void on_signal(int number) {
  int error = errno;
  arrived[number] = 1;
  ssize_t written = write(wake_descriptor, &(uint64_t){1}, sizeof(uint64_t));
  (void)written;
  errno = error;
}

static bool is_ending(void) {
  for (int number = 1; number < _NSIG; number++)
    if (arrived[number] && !is_change(number)) return true;
  return false;
}

// A terminal that takes nothing (a slow line, a stopped pager) is waited for `slices` times 50 ms,
// or until a signal ends the program.
static bool send_waiting(const char *bytes, size_t count, int slices) {
  while (count > 0) {
    ssize_t sent = write(output, bytes, count);
    if (sent > 0) {
      bytes += sent;
      count -= (size_t)sent;
    } else {
      if (sent < 0 && errno != EAGAIN && errno != EINTR) return false;
      if (slices-- == 0 || is_ending()) return false;
      poll(&(struct pollfd){.fd = output, .events = POLLOUT}, 1, 50);
    }
  }
  return true;
}

bool ct_send(const char *bytes, size_t count) { return send_waiting(bytes, count, -1); }

static bool send_frame(int slices) {
  fflush(frame);
  int memory = fileno(frame);
  char buffer[4096];
  ssize_t count;
  bool all = true;
  for (off_t at = 0; all && (count = pread(memory, buffer, sizeof buffer, at)) > 0; at += count)
    all = send_waiting(buffer, (size_t)count, slices);
  if (ftruncate(memory, 0) == 0) lseek(memory, 0, SEEK_SET);
  return all;
}

// Only what is safe in a signal handler: endwin is not.
static void send_reset(void) {
  if (write(output, reset, reset_length) == (ssize_t)reset_length) return;
  tcflush(output, TCOFLUSH);  // Nobody will miss what was not shown yet.
  ssize_t written = write(output, reset, reset_length);
  (void)written;
}

static void release_standard_error(void) {
  if (error_terminal < 0) return;
  dup2(error_terminal, STDERR_FILENO);
  char buffer[512];
  ssize_t count;
  for (off_t at = 0; (count = pread(error_memory, buffer, sizeof buffer, at)) > 0; at += count)
    if (write(STDERR_FILENO, buffer, (size_t)count) < 0) break;
  close(error_terminal);
  close(error_memory);
  error_terminal = error_memory = -1;
}

static void hold_standard_error(void) {
  if (!isatty(STDERR_FILENO) || (error_memory = memfd_create("stderr", MFD_CLOEXEC)) < 0) return;
  error_terminal = dup(STDERR_FILENO);
  dup2(error_memory, STDERR_FILENO);
}

static void on_fatal(int number) {
  if (is_open) {
    is_open = 0;
    send_reset();
    tcsetattr(fileno(input), TCSANOW, &termios_before);
    release_standard_error();
  }
  sigaction(number, &before[number], NULL);
  raise(number);
}

static void install(void) {
  sigaltstack(&(stack_t){.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack}, NULL);
  for (int number = 1; number < _NSIG; number++) {
    arrived[number] = 0;
    if (kind(number) == LEFT || sigaction(number, NULL, &before[number]) != 0) continue;
    // What was ignored when the program started (nohup) stays ignored, a profiler keeps its own.
    bool always = kind(number) == FATAL || number == SIGWINCH || number == SIGCONT;
    if (!always && before[number].sa_handler != SIG_DFL) continue;
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    if (kind(number) == FATAL)
      action = (struct sigaction){.sa_handler = on_fatal, .sa_flags = SA_ONSTACK};
    sigaction(number, &action, NULL);
  }
}

static void uninstall(void) {
  for (int number = 1; number < _NSIG; number++)
    if (kind(number) != LEFT) sigaction(number, &before[number], NULL);
}

static int append(int byte) {
  if (reset_length < sizeof reset) reset[reset_length++] = (char)byte;
  return byte;
}

static void prepare_reset(void) {
  reset_length = 0;
  append(0x18);  // Ends a sequence that was cut.
  if (exit_attribute_mode) tputs(exit_attribute_mode, 1, append);
  if (cursor_normal) tputs(cursor_normal, 1, append);
  if (keypad_local) tputs(keypad_local, 1, append);
  if (ct_speaks_ansi()) for (const char *off = modes_off; *off; off++) append(*off);
  if (exit_ca_mode) tputs(exit_ca_mode, 1, append);
  else append('\n');
}

static void take(void) {
  struct termios settings = termios_before;
  settings.c_iflag &= ~(tcflag_t)(BRKINT | PARMRK | INLCR | IGNCR | ICRNL | IXON);
  settings.c_oflag &= ~(tcflag_t)OPOST;
  settings.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  tcsetattr(fileno(input), TCSANOW, &settings);
  // Terminals without a mouse or bracketed paste ignore it.
  const char *on = uses_mouse ? "\33[?2004h\33[?1000h\33[?1006h" : "\33[?2004h";
  if (ct_speaks_ansi()) ct_send(on, strlen(on));
}

static void give_back(void) {
  endwin();
  bool sent = !ct_speaks_ansi() || send_waiting(modes_off, strlen(modes_off), 10);
  if (!send_frame(sent ? 10 : 0)) send_reset();
  tcsetattr(fileno(input), TCSANOW, &termios_before);
}

static int clamped(int size, const char *variable, int entry, int most) {
  const char *text = getenv(variable);
  if (size <= 0 && text) size = atoi(text);
  if (size <= 0) size = entry > 0 ? entry : 24;
  return size > most ? most : size;
}

static void find_size(int *width, int *height) {
  struct winsize size = {0};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  *width = clamped(size.ws_col, "COLUMNS", columns, 1024);
  *height = clamped(size.ws_row, "LINES", lines, 512);
}

// ncurses cannot ask the terminal, and believes whatever the environment says.
static void name_size(void) {
  int width, height;
  char text[12];
  find_size(&width, &height);
  snprintf(text, sizeof text, "%d", width);
  setenv("COLUMNS", text, 1);
  snprintf(text, sizeof text, "%d", height);
  setenv("LINES", text, 1);
}

enum ct_open_result ct_open(const char *type, int wake, bool colors) {
  if (!isatty(STDOUT_FILENO)) return CT_NO_TERMINAL;
  if (!input) input = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "re");
  if (!input || tcgetattr(fileno(input), &termios_before) != 0) return CT_NO_TERMINAL;
  enum ct_open_result known = ct_look_up(type);
  if (known != CT_OPENED) return known;
  // Opened anew, so that who shares standard output with us is not told EAGAIN.
  if (output < 0) output = open("/proc/self/fd/1", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (output < 0) output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (!frame) frame = fdopen(memfd_create("frame", MFD_CLOEXEC), "w");
  if (output < 0 || !frame) return CT_NO_TERMINAL;
  wake_descriptor = wake;
  install();  // Before newterm, which leaves handlers that are there already.
  hold_standard_error();
  name_size();
  if (!newterm(type, frame, input)) {
    ct_close();
    return CT_UNKNOWN_TYPE;
  }
  prepare_reset();
  is_open = 1;
  take();
  nonl();
  curs_set(0);
  keypad(stdscr, TRUE);
  if (colors && has_colors()) {
    start_color();
    use_default_colors();
  }
  return CT_OPENED;
}

void ct_close(void) {
  if (is_open) give_back();
  if (wake_descriptor < 0) return;
  is_open = 0;
  wake_descriptor = -1;
  uninstall();
  release_standard_error();
}

enum ct_open_result ct_look_up(const char *type) {
  int error = 0;
  if (setupterm(type, STDOUT_FILENO, &error) != OK)
    return error == 1 ? CT_INCAPABLE_TYPE : CT_UNKNOWN_TYPE;
  return cursor_address ? CT_OPENED : CT_INCAPABLE_TYPE;
}

int ct_entry_colors(void) {
  int count = tigetnum("colors");
  return count > 0 ? count : 0;
}

int ct_input(void) { return input ? fileno(input) : -1; }

const char *ct_string(const char *capability) {
  const char *text = tigetstr(capability);
  return text == (char *)-1 ? NULL : text;
}

void ct_use_mouse(bool uses) {
  uses_mouse = uses;
  const char *mode = uses ? "\33[?1000h\33[?1006h" : "\33[?1006l\33[?1000l";
  ct_send_sequence(mode);
}

void ct_send_sequence(const char *sequence) {
  if (ct_speaks_ansi()) ct_send(sequence, strlen(sequence));
}

int ct_signal(void) {
  for (int number = 1; number < _NSIG; number++)
    if (arrived[number]) {
      arrived[number] = 0;
      return number;
    }
  return 0;
}

void ct_resize(int *width, int *height) {
  find_size(width, height);
  if (is_term_resized(*height, *width)) resize_term(*height, *width);
}

bool ct_has_direct(void) {
  return tigetflag("Tc") > 0 || tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || ct_string("RGB");
}

bool ct_speaks_ansi(void) { return cursor_address && strncmp(cursor_address, "\033[", 2) == 0; }

int ct_colors(void) { return COLORS; }
int ct_pairs(void) { return COLOR_PAIRS; }
void ct_define_pair(int pair, int foreground, int background) {
  init_extended_pair(pair, foreground, background);
}

void ct_put(int x, int y, const int32_t *text, int count, int width, unsigned attributes, int pair) {
  wchar_t shown[CCHARW_MAX + 1] = {0};
  for (int i = 0; i < count && i < CCHARW_MAX; i++)
    if (i == 0 || wcwidth(text[i]) == 0) shown[i] = text[i];
  if (wcwidth(shown[0]) != width) shown[0] = '?', shown[1] = 0;
  attr_t look = (attributes & CT_BOLD ? WA_BOLD : 0) | (attributes & CT_DIM ? WA_DIM : 0) |
                (attributes & CT_REVERSE ? WA_REVERSE : 0) |
                (attributes & CT_UNDERLINE ? WA_UNDERLINE : 0);
  cchar_t cell;
  if (setcchar(&cell, shown, look, 0, &pair) == OK) mvadd_wch(y, x, &cell);
}

bool ct_show(int x, int y) {
  if (x >= 0) move(y, x);
  curs_set(x >= 0);
  wnoutrefresh(stdscr);
  doupdate();
  return send_frame(-1);
}

void ct_redraw(void) { clearok(curscr, TRUE); }

void ct_suspend(bool group) {
  struct sigaction ours;
  sigaction(SIGTSTP, NULL, &ours);
  if (ours.sa_handler == SIG_IGN) return;
  give_back();
  if (group) {  // The others first: what started us (make, a script) has to stop too.
    signal(SIGTSTP, SIG_IGN);
    kill(0, SIGTSTP);
  }
  signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  arrived[SIGCONT] = 0;
  ct_resume();
}

void ct_resume(void) {
  if (!isendwin()) endwin();  // The next refresh then takes the terminal as it first did.
  take();
  ct_redraw();
}
