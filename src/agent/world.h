/* Worlds: the private root that the agent lives in, and the fresh one of each scenario. */
#ifndef WORLD_H
#define WORLD_H
#include "agent.h"

struct emulator;
/* Builds the agent's own world and runs the agent anew inside it, in a role of the board; where actors are emulated, it
 * comes back and gives 0. Gives a failure: where, and errno. */
const char *enter_world(u32 cpu, u32 role, const struct emulator *emulator, i64 *error);
/* Writes a text to a file that is there. Gives 0 or minus errno. */
i64 write_file(const char *path, const char *text);
/* In the init of a scenario: its own /proc and its own /work. Gives 0 or minus errno. */
i64 fresh_world(void);
/* In the server, after a scenario or a walk: takes those away where a kernel has no mount namespaces that end with it. */
void leave_world(void);

#endif
