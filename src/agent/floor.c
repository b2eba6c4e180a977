/* The floor that the benchmark measures against: the least that a hand-over and a scenario's processes can cost. */
#include "emulator.h"
#include "middleman.h"
#include "server.h"
#include "system.h"
#include "world.h"

#define HANDOVERS 100
#define WORLDS 8

#define PATIENCE 10000000000LL /* nanoseconds: an other side that is longer in coming does not come */

void answer_hand_overs(void) {
  struct bells *s = &board()->bells;
  SYS5(prctl, 1, 9, 0, 0, 0); /* PR_SET_PDEATHSIG */
  for (u32 taken = 0;; taken++) {
    while (LOAD(s->go) == taken) SYS4(futex, &s->go, FUTEX_WAIT, taken, 0);
    SYS0(getpid);
    STORE(s->answered, taken + 1);
    if (!s->yielding) SYS3(futex, &s->answered, FUTEX_WAKE, 1);
  }
}

/* The other side runs where actors run: behind the middleman, in the emulator, or beside us. Gives its process. */
static i64 start_other_side(void) {
  board()->role = ROLE_FLOOR;
  i64 pid = board()->middleman ? middleman_start() : SYS5(clone, 17, 0, 0, 0, 0);
  if (pid != 0) return pid;
  if (board()->emulated) run_emulated(ROLE_FLOOR);
  answer_hand_overs();
}

/* There and back, for the `nth` time. Gives up on an other side that does not come. */
static void hand_over_once(struct bells *s, u32 nth) {
  static const i64 a_second[2] = {1, 0};
  i64 late = monotonic() + PATIENCE;
  STORE(s->go, nth);
  SYS3(futex, &s->go, FUTEX_WAKE, 1);
  while (LOAD(s->answered) != nth) {
    if (monotonic() > late) leave(1);
    if (s->yielding) SYS0(sched_yield);
    else SYS4(futex, &s->answered, FUTEX_WAIT, nth - 1, a_second);
  }
}

/* The hand-overs, in a world where the other side may begin; the first of them waits for it. */
static void hand_overs(int yielding) __attribute__((noreturn));
static void hand_overs(int yielding) {
  struct bells *s = &board()->bells;
  *s = (struct bells){0, 0, (u32)yielding, 0};
  if (fresh_world() < 0 || start_other_side() < 0) leave(1);
  hand_over_once(s, 1);
  i64 start = monotonic();
  for (u32 i = 2; i <= HANDOVERS + 1; i++) hand_over_once(s, i);
  s->took = (u64)(monotonic() - start) / HANDOVERS;
  leave(0);
}

/* One hand-over there and back between two processes of one CPU, in nanoseconds; 0: the other side does not come. */
static i64 hand_over(int yielding) {
  u32 role = board()->role;
  i64 pid = SYS5(clone, 17 | 0x00020000 | 0x20000000, 0, 0, 0, 0); /* CLONE_NEWNS, CLONE_NEWPID */
  if (pid == 0) hand_overs(yielding);
  SYS4(wait4, pid, 0, 0, 0);
  leave_world();
  board()->role = role;
  return (i64)board()->bells.took;
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
