/* The conductor's own knowledge of a scenario: who its actors are and what was seen of them in this step. */
#ifndef CONDUCTOR_H
#define CONDUCTOR_H
#include "look.h"
#include "wire.h"

#define CROWD 8 /* from so many actors on the kernel is asked which of them were woken: it has its price, once */

enum life { ABSENT = 0, ALIVE, ZOMBIE, GONE };

struct actor {
  u32 life;      /* enum life */
  u32 number;    /* of its task, now: an execve may change it */
  u32 process;   /* the number of its process */
  u32 maker;     /* the slot of the actor whose call made it */
  u32 ended;     /* its end has been told */
  u32 stopped;
  u32 continued; /* but that is not told yet */
  u32 collected; /* notes read so far */
  u32 in_call;   /* it has not come back from the call of an earlier or of this step */
  u32 sighted;   /* it was seen asleep in that call, and `runs` is from then */
  u32 told_blocked;
  u32 leaving;   /* it was seen asleep on its way out */
  u64 runs;
  i64 since;     /* when it was first seen in a sleep that no signal ends, or asleep on its way out */
  struct call call; /* the call under way */
  struct task_files files;
};

struct scenario {
  struct actor actors[SLOTS];
  u32 known;     /* slots from here on have no actor yet; their pages are never touched */
  struct writer out;
  u32 events;    /* of this step */
  u8 *count_at;  /* where their number goes in the frame */
  i64 patience;  /* how long a step may take, in nanoseconds */
  i64 deadline;  /* of this step, in monotonic time; 0 until the step takes long */
  i64 spent;     /* on all steps, in nanoseconds */
  u32 acting;    /* whom this step was given to */
  u32 former;    /* whom the step before was given to */
  u32 stirred;   /* another actor ran in this step */
  u32 restless;  /* others than these two may have been woken since all were seen at rest */
  u32 listening; /* there are so many actors that the kernel is asked which of them were woken */
  struct {
    u64 runs; /* as it was last seen asleep */
    struct task_files files;
  } middleman;
  i64 quiet;     /* since when nothing was seen to happen, in monotonic time */
  i64 linger;    /* how much longer the step lasts once everybody is at rest, in nanoseconds */
};

/* rest.c: waits until every actor is at rest, and writes what happened. Gives 0, or 1 past the deadline. */
int come_to_rest(struct scenario *s);
/* Waits until all actors really sleep (an actor that has just returned is still on its way there). */
int come_to_sleep(struct scenario *s);
/* identity.c */
void identify(struct scenario *s, u32 index);
void become_process(struct scenario *s, u32 index);
char state_of_process(const struct actor *actor);
int takes_over(const struct actor *actor);
int gives_back(u32 number);
/* events.c */
void tell(struct scenario *s, u32 kind, u32 actor);
int collect(struct scenario *s, u32 index);
/* Tells that the actor goes on after a stop, if that was seen and is not told yet. */
void tell_continued(struct scenario *s, u32 index);

#endif
