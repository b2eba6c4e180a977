/* The stance that every scenario begins in, whoever starts the agent, and on whatever machine. */
#ifndef STANCE_H
#define STANCE_H
#include "agent.h"

#define CAN(held, capability) ((held) >> (capability) & 1)
#define NO_SETTING 255
#define CAP_SYS_ADMIN 21
#define CAP_SYS_NICE 23
#define CAP_SYS_RESOURCE 24

/* So many processes a scenario may have: the limit is its own (conductor.c), the stance makes it possible. */
#define PROCESSES 4096

/* The capabilities that we hold over the machine, a bit each: none in a user namespace of somebody's own. */
u64 held_capabilities(void);
/* The digit in such a file, or NO_SETTING where there is none. */
u8 setting_of(const char *path);
/* Whether the hard limit on cores is not 0: there are those who have it so, and may not raise it. */
u8 may_limit_core(void);
/* Whether we are user 0, and that of the machine, whose are the files of /proc/sys, and not of a user namespace alone. */
int is_machines_root(void);
/* No supplementary groups, as nice as others are, limits that do not depend on the machine, root as root is. Holds in all that we start. Gives
 * what we have too few rights for, and the error; a kernel that refuses it to those who have them is left as it is. */
const char *take_stance(u64 held, i64 *error);

#endif
