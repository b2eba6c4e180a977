/* The walk: everything that a /proc holds, told to the runner. */
#ifndef WALK_H
#define WALK_H
#include "agent.h"

/* In the server: answers the walk frame on the desk. */
void serve_walk(void);

#endif
