/* A crowd: which of many actors were woken or ran, as the kernel tells it while it happens. */
#ifndef CROWD_H
#define CROWD_H
#include "agent.h"

/* Finds the events, which only the machine's own root can see. 0 where there are none. */
struct crowd_events crowd_find(void);
/* In the conductor: begins to listen, on the CPU that it shares with all actors. Nothing happens where it may not. */
void crowd_listen(void);
/* True when a task of this PID namespace, other than init and these two, was woken or ran since the last time this was
 * asked, or when nobody can tell. */
int crowd_stirred(u32 acting, u32 former);

#endif
