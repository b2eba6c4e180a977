/* Emulators in user space: actors run in one, and nothing else does. */
#ifndef EMULATOR_H
#define EMULATOR_H
#include "agent.h"

/* In a user namespace of our own: marked programs are the emulator's from here on. Gives a failure: where, and errno. */
const char *register_emulator(const char *path, i64 *error);
/* Asks the marked image where its places are. Gives a failure: where, and errno. */
const char *learn_layout(i64 *error);
/* In a process of our own that is to be emulated: never comes back. */
void run_emulated(u32 role) __attribute__((noreturn));
/* The other end of it: the emulated image plays its role. */
void emulated_image(u64 *stack) __attribute__((noreturn));

#endif
