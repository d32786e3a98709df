#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>  // Not in the Glibc module.

/// The parts of ncurses that are macros, variadic functions or structures, and the signal handlers,
/// which have to be in C. Everything here but `ct_wake` belongs to one thread.

enum ct_attribute { CT_BOLD = 1, CT_DIM = 2, CT_REVERSE = 4, CT_UNDERLINE = 8 };

enum ct_open_result { CT_OPENED, CT_NO_TERMINAL, CT_UNKNOWN_TYPE, CT_INCAPABLE_TYPE };

/// Takes the terminal over. `type` is a terminfo name; `wake` an eventfd that signals write to.
/// Until `ct_close`, what is written to standard error is kept and shown afterwards, also after
/// a crash.
enum ct_open_result ct_open(const char *type, int wake, bool colors);
/// Gives the terminal back. Harmless when it was not taken.
void ct_close(void);

/// Finds the terminfo entry of `type`, without a terminal and without touching one. Not while
/// the terminal is taken.
enum ct_open_result ct_look_up(const char *type);
/// Colours that the entry has by number.
int ct_entry_colors(void);

/// File descriptor that keys come from.
int ct_input(void);
/// A string of the terminfo entry, as `kcuu1`, or NULL.
const char *ct_string(const char *capability);
/// Has the terminal report the mouse, or not. What it reports it no longer selects.
void ct_use_mouse(bool uses);
/// Sends an ANSI sequence that ncurses knows nothing of and that moves nothing.
void ct_send_sequence(const char *sequence);
/// Next signal that arrived since the last call, 0 when there is none.
int ct_signal(void);

/// Adapts to the terminal's size, or to LINES and COLUMNS where it tells none, and reports it.
void ct_resize(int *width, int *height);
/// True where the terminfo entry has true colour, as ncurses (RGB) or as tmux (Tc) names it.
bool ct_has_direct(void);
/// True where the cursor is placed by an ANSI sequence.
bool ct_speaks_ansi(void);
/// Colours and colour pairs that can be used; 0 when the terminal has none.
int ct_colors(void);
int ct_pairs(void);
/// Defines a pair; -1 is the terminal's own colour.
void ct_define_pair(int pair, int foreground, int background);

/// Writes one character of one column or two, with its combining marks. What the locale cannot
/// show becomes `?`.
void ct_put(int x, int y, const int32_t *text, int count, int width, unsigned attributes, int pair);
/// Sends what changed, and shows the cursor at (x, y) or, for negative x, not at all. False where
/// the terminal did not take it all, as in `ct_send`.
bool ct_show(int x, int y);
/// Sends bytes, however slowly the terminal takes them; false when a signal ended that, or the
/// terminal is gone.
bool ct_send(const char *bytes, size_t count);
/// The next `ct_show` sends everything.
void ct_redraw(void);

/// Gives the terminal back, stops the process (with its whole process group, as Ctrl-Z does, or
/// alone) and, once continued, resumes.
void ct_suspend(bool group);
/// Takes the terminal again after the process was stopped and continued by another process.
void ct_resume(void);
