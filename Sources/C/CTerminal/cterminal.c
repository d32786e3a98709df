#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "cterminal.h"

#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static const int caught[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGINT, SIGHUP, SIGQUIT};
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP};
enum { caught_count = sizeof caught / sizeof *caught, fatal_count = sizeof fatal / sizeof *fatal };

static struct sigaction caught_before[caught_count], fatal_before[fatal_count];
static volatile sig_atomic_t arrived[caught_count];
static volatile sig_atomic_t is_open;
static int wake_descriptor = -1;

static FILE *input;
static WINDOW *keys;  // A pad: reading from it never refreshes the screen by itself.
static struct termios termios_before;
static char reset[256];  // What gives the terminal back, for the handler of fatal signals.
static size_t reset_length;
static int error_terminal = -1, error_memory = -1;
static char alternate_stack[16384];

static void on_signal(int number) {
  int error = errno;
  for (int i = 0; i < caught_count; i++)
    if (caught[i] == number) arrived[i] = 1;
  ssize_t written = write(wake_descriptor, &(uint64_t){1}, sizeof(uint64_t));
  (void)written;
  errno = error;
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

// Only what is safe in a signal handler: endwin is not.
static void on_fatal(int number) {
  if (is_open) {
    is_open = 0;
    ssize_t written = write(STDOUT_FILENO, reset, reset_length);
    (void)written;
    tcsetattr(fileno(input), TCSANOW, &termios_before);
    release_standard_error();
  }
  for (int i = 0; i < fatal_count; i++)
    if (fatal[i] == number) sigaction(number, &fatal_before[i], NULL);
  raise(number);
}

static void install(void) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  for (int i = 0; i < caught_count; i++) {
    arrived[i] = 0;
    sigaction(caught[i], NULL, &caught_before[i]);
    // What was ignored when the program started (nohup) stays ignored.
    bool always = caught[i] == SIGWINCH || caught[i] == SIGCONT;
    if (always || caught_before[i].sa_handler != SIG_IGN) sigaction(caught[i], &action, NULL);
  }
  sigaltstack(&(stack_t){.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack}, NULL);
  action = (struct sigaction){.sa_handler = on_fatal, .sa_flags = SA_ONSTACK};
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &action, &fatal_before[i]);
}

static void uninstall(void) {
  for (int i = 0; i < caught_count; i++) sigaction(caught[i], &caught_before[i], NULL);
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &fatal_before[i], NULL);
}

static int append(int byte) {
  if (reset_length < sizeof reset) reset[reset_length++] = (char)byte;
  return byte;
}

static void prepare_reset(void) {
  reset_length = 0;
  if (exit_attribute_mode) tputs(exit_attribute_mode, 1, append);
  if (cursor_normal) tputs(cursor_normal, 1, append);
  if (keypad_local) tputs(keypad_local, 1, append);
  // Terminals without a mouse ignore it.
  if (key_mouse) for (const char *off = "\33[?1006l\33[?1000l"; *off; off++) append(*off);
  if (exit_ca_mode) tputs(exit_ca_mode, 1, append);
  else append('\n');
}

enum ct_open_result ct_open(const char *type, int wake, bool colors) {
  if (!isatty(STDOUT_FILENO)) return CT_NO_TERMINAL;
  if (!input) input = isatty(STDIN_FILENO) ? stdin : fopen("/dev/tty", "re");
  if (!input || tcgetattr(fileno(input), &termios_before) != 0) return CT_NO_TERMINAL;
  int error = 0;
  if (setupterm(type, STDOUT_FILENO, &error) != OK)
    return error == 1 ? CT_INCAPABLE_TYPE : CT_UNKNOWN_TYPE;
  if (!cursor_address) return CT_INCAPABLE_TYPE;
  wake_descriptor = wake;
  install();  // Before newterm, which leaves handlers that are there already.
  hold_standard_error();
  set_escdelay(25);
  if (!newterm(type, stdout, input) || !(keys = newpad(1, 1))) {
    ct_close();
    return CT_UNKNOWN_TYPE;
  }
  is_open = 1;
  prepare_reset();
  raw();
  noecho();
  nonl();
  typeahead(-1);  // A frame is always finished.
  curs_set(0);
  keypad(keys, TRUE);
  nodelay(keys, TRUE);
  if (colors && has_colors()) {
    start_color();
    use_default_colors();
  }
  return CT_OPENED;
}

void ct_close(void) {
  if (is_open) endwin();
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

int ct_key(void) {
  int key = wgetch(keys);
  // resizeterm announces what we already know.
  while (key == KEY_RESIZE) key = wgetch(keys);
  if (key < 256) return key == ERR ? -1 : key;
  switch (key) {
    case KEY_UP: return CT_UP;
    case KEY_DOWN: return CT_DOWN;
    case KEY_LEFT: return CT_LEFT;
    case KEY_RIGHT: return CT_RIGHT;
    case KEY_PPAGE: return CT_PAGE_UP;
    case KEY_NPAGE: return CT_PAGE_DOWN;
    case KEY_HOME: case KEY_FIND: case KEY_A1: return CT_HOME;
    case KEY_END: case KEY_SELECT: case KEY_C1: return CT_END;
    case KEY_ENTER: return CT_ENTER;
    case KEY_BTAB: return CT_BACK_TAB;
    case KEY_BACKSPACE: return CT_BACKSPACE;
    case KEY_DC: return CT_DELETE;
    case KEY_MOUSE: return CT_MOUSE;
    default: return CT_UNKNOWN;
  }
}

enum ct_mouse_kind ct_mouse(int *x, int *y) {
  MEVENT event;
  if (getmouse(&event) != OK) return CT_NO_MOUSE;
  *x = event.x;
  *y = event.y;
  if (event.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED)) return CT_PRESS;
  if (event.bstate & BUTTON4_PRESSED) return CT_SCROLL_UP;
  if (event.bstate & BUTTON5_PRESSED) return CT_SCROLL_DOWN;
  return CT_NO_MOUSE;
}

void ct_use_mouse(bool uses) {
  mouseinterval(0);  // Presses only: nothing waits for a second click.
  mmask_t mask = BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED;
  mousemask(uses ? mask : 0, NULL);
}

int ct_signal(void) {
  for (int i = 0; i < caught_count; i++)
    if (arrived[i]) {
      arrived[i] = 0;
      return caught[i];
    }
  return 0;
}

void ct_resize(int *width, int *height) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
      is_term_resized(size.ws_row, size.ws_col))
    resizeterm(size.ws_row, size.ws_col);
  *width = COLS;
  *height = LINES;
}

bool ct_has_direct(void) {
  const char *text = tigetstr("RGB");
  return tigetflag("Tc") > 0 || tigetflag("RGB") > 0 || tigetnum("RGB") > 0 ||
         (text && text != (char *)-1);
}

bool ct_speaks_ansi(void) { return cursor_address && strncmp(cursor_address, "\033[", 2) == 0; }

int ct_colors(void) { return COLORS; }
int ct_pairs(void) { return COLOR_PAIRS; }
void ct_define_pair(int pair, int foreground, int background) {
  init_extended_pair(pair, foreground, background);
}

void ct_put(int x, int y, uint32_t character, uint32_t mark, unsigned attributes, int pair) {
  wchar_t text[3] = {(wchar_t)character, (wchar_t)mark, 0};
  if (wcwidth(text[0]) != 1) text[0] = '?', text[1] = 0;
  if (text[1] && wcwidth(text[1]) != 0) text[1] = 0;
  attr_t look = (attributes & CT_BOLD ? WA_BOLD : 0) | (attributes & CT_DIM ? WA_DIM : 0) |
                (attributes & CT_REVERSE ? WA_REVERSE : 0) |
                (attributes & CT_UNDERLINE ? WA_UNDERLINE : 0);
  cchar_t cell;
  if (setcchar(&cell, text, look, 0, &pair) == OK) mvadd_wch(y, x, &cell);
}

void ct_show(int x, int y) {
  if (x >= 0) move(y, x);
  curs_set(x >= 0);
  wnoutrefresh(stdscr);
  doupdate();
}

void ct_redraw(void) { clearok(curscr, TRUE); }

void ct_suspend(bool group) {
  struct sigaction ours;
  sigaction(SIGTSTP, NULL, &ours);
  if (ours.sa_handler == SIG_IGN) return;
  endwin();
  if (group) {  // The others first: what started us (make, a script) has to stop too.
    signal(SIGTSTP, SIG_IGN);
    kill(0, SIGTSTP);
  }
  signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  for (int i = 0; i < caught_count; i++)
    if (caught[i] == SIGCONT) arrived[i] = 0;
  ct_resume();
}

void ct_resume(void) {
  if (!isendwin()) endwin();  // The next refresh then takes the terminal as it first did.
  ct_redraw();
}
