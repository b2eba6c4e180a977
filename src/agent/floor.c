/* The floor that the benchmark measures against: the least that a hand-over and a scenario's processes can cost. */
#include "server.h"
#include "system.h"
#include "world.h"

#define HANDOVERS 100
#define WORLDS 8

struct shared {
  u32 go, bell;
};

/* The other side: waits, makes one cheap call, says so. */
static void answer(struct shared *s, int yielding) __attribute__((noreturn));
static void answer(struct shared *s, int yielding) {
  SYS5(prctl, 1, 9, 0, 0, 0); /* PR_SET_PDEATHSIG */
  for (u32 taken = 0;; taken++) {
    while (LOAD(s->go) == taken) SYS4(futex, &s->go, FUTEX_WAIT, taken, 0);
    SYS0(getpid);
    STORE(s->bell, taken + 1);
    if (!yielding) SYS3(futex, &s->bell, FUTEX_WAKE, 1);
  }
}

/* One hand-over there and back between two processes of one CPU, in nanoseconds. */
static i64 hand_over(int yielding) {
  static struct shared *s;
  if (!s) s = (struct shared *)SYS6(mmap, 0, 4096, 3, 0x21, -1, 0);
  *s = (struct shared){0, 0};
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
    leave_world();
  }
  return (monotonic() - start) / WORLDS;
}

/* Nanoseconds: the least of some rounds. */
static u64 least_of(u32 rounds, i64 (*measure)(int), int argument) {
  i64 least = measure(argument);
  for (u32 i = 1; i < rounds; i++) {
    i64 time = measure(argument);
    if (time < least) least = time;
  }
  return (u64)least;
}

void serve_floor(void) {
  struct reader in = {desk->request + 5, desk->request + desk->request_length, 0};
  u64 id = get(&in, 4);
  u32 rounds = (u32)get(&in, 2);
  if (in.bad) leave(3);
  u8 text[64];
  struct writer w = {text, text, text + sizeof text, 0};
  frame_open(&w, FRAME_MEASURED);
  put(&w, id, 4);
  put(&w, least_of(rounds, hand_over, 0), 8);
  put(&w, least_of(rounds, hand_over, 1), 8);
  put(&w, least_of(rounds, make_world, 1), 8);
  put(&w, least_of(rounds, make_world, 2), 8);
  frame_close(&w);
  write_all(text, (u64)(w.at - w.start));
}
