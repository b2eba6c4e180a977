/* A middleman: a program through which actors ask the kernel (a tracer that changes what they say, as proot does). It is
 * on trial, so the actors run under it, and the agent's other processes do not. */
#ifndef MIDDLEMAN_H
#define MIDDLEMAN_H
#include "agent.h"

/* What it needs is named by words: a file that is brought into the world as /bin/loader, its environment (NAME=VALUE), the
 * path of its program, and arguments. Until actor A begins, the machine's root is in sight below /dev: paths begin there. */

/* Writes all words but the file on the board, so that they are known in the world. Gives 0 or minus errno. */
i64 middleman_note(char *const *words);
/* Starts the middleman of a scenario as the init of a PID namespace, with a /proc of that one. Gives its number here. */
i64 middleman_start(void);
/* In the new image of the agent that it starts: makes another one, to become actor A. */
void middleman_begin(void) __attribute__((noreturn));

#endif
