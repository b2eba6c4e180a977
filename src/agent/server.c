/* The server: takes a frame, runs its scenario in a world of its own, answers, and lets nothing survive. */
#include "server.h"
#include "system.h"
#include "walk.h"
#include "world.h"

#define SHORT_TURN 100000 /* nanoseconds, the shortest that Linux grants */
#define CLONE_PIDFD 0x00001000

struct desk *desk;
static u8 *inbox; /* bytes that were read and not yet used */
static u64 waiting;

void write_all(const u8 *from, u64 length) {
  while (length > 0) {
    i64 n = SYS3(write, 1, from, length);
    if (n <= 0) leave(0); /* the runner is gone */
    from += n;
    length -= (u64)n;
  }
}

static void send_hello(void) {
  u8 text[512], names[6 * 65];
  struct writer w = {text, text, text + sizeof text, 0};
  const struct layout *layout = &board()->layout;
  SYS1(uname, names);
  frame_open(&w, FRAME_HELLO);
  put(&w, WIRE_VERSION, 1);
  put(&w, layout->arch, 1);
  put(&w, board()->uid, 4);
  put(&w, board()->capabilities, 8);
  put(&w, board()->suid_dumpable, 1);
  put(&w, board()->ptrace_scope, 1);
  put(&w, board()->core, 1);
  put(&w, layout->handler, 8);
  put(&w, layout->restorer, 8);
  put(&w, layout->cells, 8);
  put(&w, (u64)shared_cells(), 8);
  put(&w, layout->robust, 8);
  put(&w, layout->alt_stacks, 8);
  put(&w, ALT_STACK_BYTES, 4);
  put(&w, ARENA_BYTES, 4);
  put(&w, SLOTS, 2);
  put_string(&w, (const char *)names + 2 * 65);
  frame_close(&w);
  write_all(text, (u64)(w.at - w.start));
}

/* Waits for the next frame and copies it to the desk. */
static void receive(void) {
  for (;;) {
    u64 need = 4;
    if (waiting >= 4) {
      need = 4 + (inbox[0] | (u64)inbox[1] << 8 | (u64)inbox[2] << 16 | (u64)inbox[3] << 24);
      if (need > FRAME_BYTES) leave(3);
      if (waiting >= need) {
        struct reader sum = {inbox + need - SUM_BYTES, inbox + need, 0};
        if (need < 5 + SUM_BYTES || get(&sum, SUM_BYTES) != checksum(inbox + 4, need - 4 - SUM_BYTES)) leave(3);
        memcpy(desk->request, inbox, need);
        desk->request_length = (u32)(need - SUM_BYTES);
        waiting -= need;
        memmove(inbox, inbox + need, waiting);
        return;
      }
    }
    i64 n = SYS3(read, 0, inbox + waiting, FRAME_BYTES - waiting);
    if (n <= 0) leave(0); /* the runner is gone */
    waiting += (u64)n;
  }
}

/* A kernel without pidfds overlooks the flag, and leaves -1. How often it is asked whether a process has ended, in ns. */
#define OFTEN 200000L

/* Waits until the scenario's init has ended, the time is up, or the runner is gone. Gives 1 if it ended itself. */
static int watch(i64 pid, i32 pidfd, i64 nanoseconds) {
  struct {
    i32 file;
    u16 events, seen;
  } sources[2] = {{pidfd, POLLIN, 0}, {0, POLLERR_HUP, 0}};
  i64 until = monotonic() + nanoseconds;
  for (;;) {
    i64 left = until - monotonic();
    if (left < 0) left = 0;
    i64 nap = pidfd < 0 && left > OFTEN ? OFTEN : left;
    struct time time = {nap / 1000000000L, nap % 1000000000L};
    i64 n = SYS5(ppoll, sources, 2, &time, 0, 8);
    if (sources[0].seen || (pidfd < 0 && SYS4(wait4, pid, 0, 0x40000001, 0) == pid)) return 1;
    if (n == 0 && nap == left) return 0;
    if (sources[1].seen) leave(0);
  }
}

/* An answer without a step. */
static void answer_without(u32 id, u32 how, const char *detail) {
  struct writer w = {desk->answer, desk->answer, desk->answer + FRAME_BYTES, 0};
  frame_open(&w, FRAME_OBSERVED);
  put(&w, id, 4);
  put(&w, how, 1);
  put(&w, desk->step, 2);
  put(&w, 0, 8);
  put_string(&w, detail);
  put(&w, 0, 2);
  frame_close(&w);
  desk->answer_length = (u64)(w.at - w.start);
}

static void run_scenario(void) {
  struct reader in = {desk->request + 5, desk->request + desk->request_length, 0};
  struct run run;
  read_run(&in, &run);
  desk->answer_length = 0;
  desk->step = 0;
  i32 pidfd = -1;
  i64 pid = SYS5(clone, 17 | CLONE_PIDFD | CLONE_NEWPID | CLONE_NEWNS, 0, &pidfd, 0, 0);
  if (pid == 0) {
    SYS5(prctl, 1, 9, 0, 0, 0); /* PR_SET_PDEATHSIG */
    conduct();
  }
  if (pid < 0) {
    answer_without(run.id, ENDED_FAILED, "no process could be made");
  } else {
    int ended = watch(pid, pidfd, run.deadline * 1000000L * (run.steps + 5L));
    if (!ended) SYS2(kill, pid, 9);
    SYS4(wait4, pid, 0, 0x40000000, 0);
    if (pidfd >= 0) SYS1(close, pidfd);
    leave_world();
    if (LOAD(desk->answer_length) == 0)
      answer_without(run.id, ended ? ENDED_DIED : ENDED_HUNG, ended ? "the scenario's init died" : "the scenario's init hangs");
  }
  write_all(desk->answer, desk->answer_length);
}

/* Short turns on the CPU: on a busy machine (Linux 6.12 on) a short turn comes sooner, and we need no long ones. */
static void take_short_turns(void) {
  struct {
    u32 size, policy;
    u64 flags;
    i32 nice;
    u32 priority;
    u64 runtime, deadline, period;
  } attributes = {48, 0, 0, 0, 0, SHORT_TURN, 0, 0};
  SYS3(sched_setattr, 0, &attributes, 0);
}

void serve(void) {
  if (!board()->emulated) board()->layout = own_layout();
  SYS5(prctl, 1, 9, 0, 0, 0); /* PR_SET_PDEATHSIG: kill -9 of the runner ends us, and with us every scenario */
  take_short_turns();
  desk = (struct desk *)SYS6(mmap, DESK_BASE, sizeof *desk, 3, 0x31, -1, 0); /* shared, anonymous, fixed */
  inbox = (u8 *)SYS6(mmap, INBOX_BASE, FRAME_BYTES, 3, 0x31, -1, 0);
  if ((u64)desk != DESK_BASE || (u64)inbox != INBOX_BASE) {
    send_failure("memory for frames", (u64)desk != DESK_BASE ? (i64)desk : (i64)inbox);
    leave(2);
  }
  send_hello();
  for (;;) {
    receive();
    if (desk->request[4] == FRAME_RUN) run_scenario();
    else if (desk->request[4] == FRAME_WALK) serve_walk();
    else if (desk->request[4] == FRAME_MEASURE) serve_floor();
    else leave(3);
  }
}
