/* An actor: waits until it is told to, makes one call, writes down what came of it. It never judges. */
#include "system.h"

/* The next note of this actor. Its kind is 0 until it is wholly written: a handler may come in between. */
static struct note *note(struct slot *slot) { return &slot->notes[(ADD(slot->posted, 1) - 1) % NOTES]; }

static void ring(void) {
  ADD(board()->bell, 1);
  if (LOAD(board()->sleeping)) SYS3(futex, &board()->bell, FUTEX_WAKE, 1);
}

/* Maps this slot's straddling place anew: `x` up to the hole. The process may have got it from its parent. */
static void lay_straddle(const struct slot *slot) {
  u64 base = STRADDLE_BASE + slot_index(slot) * STRADDLE_STRIDE;
  SYS6(mmap, base, STRADDLE_ROOM, 3, 0x32, -1, 0);
  memset((void *)(base + STRADDLE_ROOM - slot->straddle), 'x', slot->straddle);
}

static void actor_call(struct slot *slot) {
  if (slot->straddle) lay_straddle(slot);
  if (slot->replaces) STORE(board()->execing, slot_index(slot));
  u32 child = slot->spawns;
  i64 value = scenario_call(slot->number, slot->words, child == NOBODY ? 0 : slot_of(child), stack_top(child % SLOTS));
  struct note *told = note(slot);
  told->value = slot->result = value;
  STORE(told->kind, EVENT_RETURNED);
}

static void actor_loop(struct slot *slot) __attribute__((noreturn));
static void actor_loop(struct slot *slot) {
  for (;;) {
    STORE(slot->state, AT_REST);
    ring();
    while (LOAD(slot->go) == slot->taken) SYS4(futex, &slot->go, FUTEX_WAIT, slot->taken, 0);
    slot->taken = slot->go;
    actor_call(slot);
  }
}

static void introduce(struct slot *slot) {
  slot->pid = (u32)SYS0(getpid);
  slot->tid = (u32)SYS0(gettid);
  slot->taken = slot->go;
}

/* A new actor begins here, on its own stack. */
void actor_begin(struct slot *slot) {
  introduce(slot);
  STORE(note(slot)->kind, EVENT_BEGAN);
  actor_loop(slot);
}

/* The scenario's first process becomes actor A. */
void actor_first(void) { on_stack(stack_top(0), actor_begin, slot_of(0)); }

static void image_loop(struct slot *slot) {
  introduce(slot);
  STORE(note(slot)->kind, EVENT_IMAGE);
  actor_loop(slot);
}

/* A new image of the agent: leaves its argv in the arena (count, then length and bytes of each) and goes on. */
void actor_image(u64 *start) {
  u32 index = board()->execing;
  if (index >= SLOTS) leave(127);
  u8 *at = arena_of(index), *end = at + ARENA_BYTES;
  u32 count = 0;
  u8 *first = at;
  at += 4;
  for (u64 i = 0; i < start[0]; i++) {
    const char *text = (const char *)start[1 + i];
    u32 length = (u32)text_length(text);
    if (length + 4 > (u64)(end - at)) break;
    memcpy(at, &length, 4);
    memcpy(at + 4, text, length);
    at += 4 + length;
    count++;
  }
  memcpy(first, &count, 4);
  on_stack(stack_top(index), image_loop, slot_of(index));
}

/* Runs in every signal handler of the scenario: writes down the signal and what came with it. */
void actor_handle(u32 signo, const u8 *info) {
  u32 index = stack_owner((u64)__builtin_frame_address(0));
  if (index >= SLOTS) leave(126);
  struct note *told = note(slot_of(index));
  told->signo = signo;
  memcpy(told->info, info, SIGINFO_BYTES);
  STORE(told->kind, EVENT_HANDLER);
}
