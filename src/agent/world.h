/* Worlds: the private root that the agent lives in, and the fresh one of each scenario. */
#ifndef WORLD_H
#define WORLD_H
#include "agent.h"

#define MACHINE "/dev" /* where the machine's root is in sight, until A begins under a middleman */

/* What stands between the actors and the kernel, and nothing else of the agent: an emulator, with the image of the agent
 * that it runs, compiled for its architecture and marked (emulator.c); or the words for a middleman (middleman.h). */
struct between {
  const char *agent, *emulator;
  char *const *middleman;
};

/* Builds the agent's own world and runs the agent anew inside it, in a role of the board; where actors are emulated, it
 * comes back and gives 0. Gives a failure: where, and errno. */
const char *enter_world(u32 cpu, u32 role, const struct between *between, i64 *error);
/* Writes a text to a file that is there. Gives 0 or minus errno. */
i64 write_file(const char *path, const char *text);
/* In the init of a PID namespace: its own /proc. Gives 0 or minus errno. */
i64 fresh_proc(void);
/* In the init of a scenario: its own /proc and its own /work. Gives 0 or minus errno. */
i64 fresh_world(void);
/* In the server, after a scenario or a walk: takes those away where a kernel has no mount namespaces that end with it. */
void leave_world(void);

#endif
