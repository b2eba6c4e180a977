/* The floor that the benchmark measures against: the least that a hand-over and a scenario's processes can cost. */
#include "system.h"
#include "world.h"

#define ROUNDS 100
#define HANDOVERS 500
#define WORLDS 8

struct shared {
  u32 go, bell;
};

/* The other side: waits, makes one cheap call, says so. */
static void answer(struct shared *s, int yielding) __attribute__((noreturn));
static void answer(struct shared *s, int yielding) {
  for (u32 taken = 0;; taken++) {
    while (LOAD(s->go) == taken) SYS4(futex, &s->go, FUTEX_WAIT, taken, 0);
    SYS0(getpid);
    STORE(s->bell, taken + 1);
    if (!yielding) SYS3(futex, &s->bell, FUTEX_WAKE, 1);
  }
}

/* One hand-over there and back between two processes of one CPU, in nanoseconds. */
static i64 hand_over(int yielding) {
  struct shared *s = (struct shared *)SYS6(mmap, 0, 4096, 3, 0x21, -1, 0);
  i64 pid = SYS5(clone, 17, 0, 0, 0, 0);
  if (pid == 0) answer(s, yielding);
  i64 start = monotonic();
  for (u32 i = 1; i <= HANDOVERS; i++) {
    STORE(s->go, i);
    SYS3(futex, &s->go, FUTEX_WAKE, 1);
    while (LOAD(s->bell) != i) {
      if (yielding) SYS0(sched_yield);
      else SYS4(futex, &s->bell, FUTEX_WAIT, i - 1, 0);
    }
  }
  i64 time = (monotonic() - start) / HANDOVERS;
  SYS2(kill, pid, 9);
  SYS4(wait4, pid, 0, 0, 0);
  return time;
}

/* `depth` processes, each the child of the one before. */
static void make_processes(int depth) __attribute__((noreturn));
static void make_processes(int depth) {
  if (depth > 0) {
    i64 pid = SYS5(clone, 17, 0, 0, 0, 0);
    if (pid == 0) make_processes(depth - 1);
    SYS4(wait4, pid, 0, 0, 0);
  }
  leave(0);
}

/* The namespaces and mounts of one scenario with that many actors, made and gone, in nanoseconds. */
static i64 make_world(int actors) {
  i64 start = monotonic();
  for (u32 i = 0; i < WORLDS; i++) {
    i64 pid = SYS5(clone, 17 | 0x00020000 | 0x20000000, 0, 0, 0, 0); /* CLONE_NEWNS, CLONE_NEWPID */
    if (pid == 0) {
      fresh_world();
      make_processes(actors);
    }
    SYS4(wait4, pid, 0, 0, 0);
  }
  return (monotonic() - start) / WORLDS;
}

static char *put_least(char *at, const char *name, i64 (*measure)(int), int argument) {
  i64 least = measure(argument);
  for (int i = 1; i < ROUNDS; i++) {
    i64 time = measure(argument);
    if (time < least) least = time;
  }
  return put_text(put_number(put_text(put_text(at, name), " "), (u64)least), "\n");
}

void measure_floor(void) {
  char text[256];
  char *at = put_least(text, "handover-futex", hand_over, 0);
  at = put_least(at, "handover-yield", hand_over, 1);
  at = put_least(at, "world-1", make_world, 1);
  at = put_least(at, "world-2", make_world, 2);
  SYS3(write, 1, text, at - text);
  leave(0);
}
