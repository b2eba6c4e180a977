/* The conductor: init of one scenario. Makes actor A, dispatches the steps, writes down what was seen. */
#include "conductor.h"
#include "crowd.h"
#include "emulator.h"
#include "middleman.h"
#include "server.h"
#include "stance.h"
#include "system.h"
#include "world.h"

#define START_STEPS 4 /* as many as actor A may take to begin: the server's watchdog allows for five */

static struct scenario scenario;

static void clear_slot(u32 index) {
  struct slot *slot = slot_of(index);
  u32 used = slot->posted < NOTES ? slot->posted : NOTES;
  for (u32 i = 0; i < used; i++) slot->notes[i].kind = 0;
  memset(slot, 0, __builtin_offsetof(struct slot, notes));
}

/* Gives a slot to an actor that is about to be made. */
static void admit(struct scenario *s, u32 index) {
  for (; s->known <= index; s->known++) {
    s->actors[s->known].files = (struct task_files){-1, -1, -1};
    s->actors[s->known].call.spawns = NOBODY;
    if (s->known < board()->used) clear_slot(s->known);
  }
  board()->known = s->known;
  if (s->known > board()->used) board()->used = s->known;
}

static void prepare(struct scenario *s) {
  board()->known = 0;
  admit(s, 0);
  board()->role = board()->middleman ? ROLE_BEGINNING : ROLE_FIRST;
  board()->execing = NOBODY;
  board()->sleeping = board()->starved = 0;
  memset(shared_cells(), 0, CELLS * sizeof(u64));
}

/* Actor A: a session of its own, a limit on processes, and descriptors 0, 1 and 2, each opened for itself. */
void become_first(void) {
  static const u64 processes[2] = {PROCESSES, PROCESSES};
  board()->role = ROLE_SCENARIO;
  SYS0(setsid);
  SYS2(setrlimit, 6, processes); /* RLIMIT_NPROC: of the scenario alone, or the conductor might not start it */
  for (u32 i = 0; i < 3; i++)
    if (SYS3(openat, AT_FDCWD, "/dev/null", 2) != (i64)i) leave(125);
  if (board()->emulated) run_emulated(ROLE_FIRST);
  actor_first();
}

static void finish(struct scenario *s, u32 how, const char *detail, u32 id) __attribute__((noreturn));
static void finish(struct scenario *s, u32 how, const char *detail, u32 id) {
  struct writer *body = &s->out;
  struct writer frame = {desk->answer, desk->answer, desk->answer + FRAME_BYTES, 0};
  u64 length = (u64)(body->at - body->start);
  frame_open(&frame, FRAME_OBSERVED);
  put(&frame, id, 4);
  put(&frame, how, 1);
  put(&frame, desk->step, 2);
  put(&frame, (u64)s->spent, 8);
  put_string(&frame, detail);
  memmove(frame.at, body->start, length);
  frame.at += length;
  frame_close(&frame);
  STORE(desk->answer_length, (u64)(frame.at - frame.start));
  leave(0);
}

static int can_take(const struct scenario *s, u32 index) {
  const struct actor *actor = &s->actors[index];
  return index < s->known && actor->life == ALIVE && !actor->stopped && !actor->in_call;
}

static void dispatch(struct scenario *s, const struct call *call, u32 index) {
  struct actor *actor = &s->actors[index];
  struct slot *slot = slot_of(index);
  actor->call = *call;
  actor->in_call = 1;
  actor->sighted = actor->told_blocked = 0;
  s->linger = call->linger * 1000L;
  if (call->spawns != NOBODY) {
    admit(s, call->spawns);
    s->actors[call->spawns].maker = index;
    s->restless = 1;
  }
  if (s->known >= CROWD && !s->listening && !board()->middleman) {
    s->listening = s->restless = 1;
    crowd_listen();
  }
  STORE(slot->state, IN_CALL);
  STORE(slot->go, slot->go + 1);
  SYS3(futex, &slot->go, FUTEX_WAKE, 1);
  SYS0(sched_yield);
}

static int look_step(struct scenario *s, const struct step *step) {
  struct actor *actor = &s->actors[step->actor];
  if (step->actor >= s->known || actor->life == ABSENT) {
    tell(s, EVENT_BUSY, step->actor);
    return 0;
  }
  int late = come_to_sleep(s);
  tell(s, EVENT_SEEN, step->actor);
  u8 *head = s->out.at;
  put(&s->out, 0, 4);
  put(&s->out, 0, 4);
  if (s->out.full) return late;
  u64 room = (u64)(s->out.end - s->out.at);
  i64 n = -2; /* ENOENT: whoever has its number now, it is not this actor */
  if (actor->life != GONE && look_state(&actor->files, actor->number) != 0)
    n = look_file(actor->number, step->file, step->file_length, s->out.at, room);
  struct writer patch = {head, head, head + 8, 0};
  put(&patch, n < 0 ? (u64)-n : 0, 4);
  put(&patch, n < 0 ? 0 : (u64)n, 4);
  if (n > 0) s->out.at += n;
  return late;
}

static int take_step(struct scenario *s, const struct step *step) {
  if (s->acting != NOBODY) s->former = s->acting;
  s->acting = NOBODY;
  if (step->kind == STEP_LOOK) return look_step(s, step);
  if (!can_take(s, step->actor)) {
    tell(s, EVENT_BUSY, step->actor);
    return 0;
  }
  if (arena_lay(&step->call, step->actor)) return 1;
  s->acting = step->actor;
  dispatch(s, &step->call, step->actor);
  return come_to_rest(s);
}

static void describe_unrest(const struct scenario *s, char *at, const char *end) {
  for (u32 i = 0; i < s->known; i++) {
    struct actor actor = s->actors[i];
    if (actor.life != ALIVE) continue;
    if (at > end) {
      put_text(at, "and more");
      return;
    }
    char state[2] = {look_state(&actor.files, actor.number), 0};
    at = put_text(put_number(put_text(at, "slot "), i), actor.in_call ? " in its call, state " : " idle, state ");
    at = put_text(put_text(at, state), "; ");
  }
}

/* Runs the steps of the request. Gives how it ended. */
static u32 run_steps(struct scenario *s, struct reader *in, const struct run *run) {
  for (u32 i = 0; i < run->steps; i++) {
    struct step step;
    if (!read_step(in, &step)) return ENDED_FAILED;
    desk->step = i;
    s->events = 0;
    s->count_at = s->out.at;
    put(&s->out, 0, 2);
    int late = take_step(s, &step);
    if (s->out.full) return ENDED_FAILED;
    s->count_at[0] = (u8)s->events;
    s->count_at[1] = (u8)(s->events >> 8);
    s->out.start[0] = (u8)(i + 1);
    s->out.start[1] = (u8)((i + 1) >> 8);
    if (late) return LOAD(board()->starved) ? ENDED_STARVED : ENDED_HUNG;
  }
  return ENDED_COMPLETE;
}

/* Gives what failed, or 0. In an emulator it takes as long as a hundred calls until actor A begins. */
static const char *start_first(struct scenario *s) {
  static const u64 files[2] = {4096, 4096};
  s->acting = s->former = 0;
  s->middleman.files = (struct task_files){-1, -1, -1};
  s->restless = 1;
  s->actors[0].in_call = 1; /* until it says that it is at rest: that it began is said a little earlier */
  STORE(slot_of(0)->state, IN_CALL);
  SYS5(prctl, 29, 1, 0, 0, 0); /* PR_SET_TIMERSLACK: our own short waits are short, and those of every actor end in time */
  i64 pid = board()->middleman ? middleman_start() : SYS5(clone, 17, 0, 0, 0, 0);
  if (pid == 0) become_first();
  if (pid < 0) return "no process could be made";
  SYS2(setrlimit, 7, files); /* RLIMIT_NOFILE: three for each actor */
  look_open();
  u8 *start = s->out.at;
  SYS0(sched_yield);
  i64 patience = s->patience;
  s->patience = START_STEPS * patience;
  int late = come_to_rest(s);
  s->patience = patience;
  s->out.at = start; /* that A began is not an event of any step */
  return late ? "the first actor does not begin" : 0;
}

void conduct(void) {
  struct scenario *s = &scenario;
  /* The body is written where it hardly has to move: behind the longest head of a frame. */
  s->out = (struct writer){desk->answer + 4096, desk->answer + 4096, desk->answer + FRAME_BYTES, 0};
  struct reader in = {desk->request + 5, desk->request + desk->request_length, 0};
  struct run run;
  if (!read_run(&in, &run)) finish(s, ENDED_FAILED, "the frame is too short", 0);
  put(&s->out, 0, 2);
  SYS3(close_range, 0, 0x7fffffff, 0);
  if (fresh_world() < 0) finish(s, ENDED_FAILED, "no fresh /proc and /work", run.id);
  s->patience = run.deadline * 1000000L;
  prepare(s);
  const char *failed = start_first(s);
  if (failed) finish(s, ENDED_FAILED, failed, run.id);
  i64 start = monotonic();
  u32 how = run_steps(s, &in, &run);
  s->spent = monotonic() - start;
  char detail[2048] = "";
  if (how == ENDED_HUNG) describe_unrest(s, detail, detail + sizeof detail - 64);
  if (how == ENDED_FAILED) put_text(detail, in.bad ? "the frame is malformed" : "the answer is too long");
  finish(s, how, detail, run.id);
}
