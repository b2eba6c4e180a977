/* An actor: waits until it is told to, makes one call, writes down what came of it. It never judges. */
#include "system.h"

/* The next note of this actor. Its kind is 0 until it is wholly written: a handler may come in between. */
static struct note *note(struct slot *slot) { return &slot->notes[(ADD(slot->posted, 1) - 1) % NOTES]; }

static void ring(void) {
  ADD(board()->bell, 1);
  if (LOAD(board()->sleeping)) SYS3(futex, &board()->bell, FUTEX_WAKE, 1);
}

/* What is missing is ours, so that no call is made: the conductor ends the scenario. */
static void starve(struct slot *slot) {
  STORE(board()->starved, 1);
  ring();
  for (;;) SYS4(futex, &slot->go, FUTEX_WAIT, slot->taken, 0);
}

/* Maps this slot's straddling place anew: `x` up to the hole. The process may have got it from its parent. */
static void lay_straddle(struct slot *slot) {
  u64 base = STRADDLE_BASE + slot_index(slot) * STRADDLE_STRIDE;
  if (SYS6(mmap, base, STRADDLE_ROOM, 3, 0x32, -1, 0) < 0) starve(slot);
  memset((void *)(base + STRADDLE_ROOM - slot->straddle), 'x', slot->straddle);
}

/* A kernel without that clock does not count by it. */
static int has_worked(i64 clock, const struct time *since, i64 nanoseconds) {
  struct time now;
  return SYS2(clock_gettime, clock, &now) < 0 || elapsed(since, &now) >= nanoseconds;
}

/* Works until it has worked so long, and ticks have counted as much: limits go by these, which fall behind on a busy CPU. */
static void spin(u64 microseconds) {
  i64 nanoseconds = (i64)microseconds * 1000;
  struct time worked, counted;
  SYS2(clock_gettime, CLOCK_THREAD_CPUTIME_ID, &worked);
  SYS2(clock_gettime, THREAD_TICKS, &counted);
  while (!has_worked(CLOCK_THREAD_CPUTIME_ID, &worked, nanoseconds) || !has_worked(THREAD_TICKS, &counted, nanoseconds)) {
  }
}

/* What user code does between system calls. Gives 0, or minus errno after a fault that was handled. */
static i64 carry_out(const struct slot *slot, i64 *value) {
  const u64 *words = slot->words;
  *value = 0;
  if (slot->number == STORE_WORD) return store_word(words[0], words[1]);
  if (slot->number == LOAD_WORD) return load_word(words[0], value);
  if (slot->number != SPIN) return -38; /* ENOSYS */
  spin(words[0]);
  return 0;
}

static i64 make_call(struct slot *slot, u32 *refused) {
  u32 child = slot->spawns;
  i64 value;
  if (slot->number < FIRST_INSTRUCTION) {
    value = scenario_call(slot->number, slot->words, child == NOBODY ? 0 : slot_of(child), stack_top(child % SLOTS));
    *refused = value < 0 && value > -4096;
    return value;
  }
  i64 fault = carry_out(slot, &value);
  *refused = fault != 0;
  return fault ? fault : value;
}

static void actor_call(struct slot *slot) {
  u32 refused;
  if (slot->straddle) lay_straddle(slot);
  if (slot->replaces) STORE(board()->execing, slot_index(slot));
  i64 value = make_call(slot, &refused);
  struct note *told = note(slot);
  told->flag = refused;
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
  slot->self = slot;
  set_self(slot);
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

/* An instruction that faults is not tried again: the actor goes on behind it. */
static void step_over_fault(const u8 *info, u8 *context) {
  i32 code;
  u64 *at = (u64 *)(context + CONTEXT_PC);
  memcpy(&code, info + 8, sizeof code);
  if (code > 0 && (*at == (u64)load_word_at || *at == (u64)store_word_at)) *at = (u64)word_fault;
}

/* Runs in every signal handler of the scenario: writes down the signal and what came with it. The stack does not say
 * whose handler it is: an alternate one may have been inherited. The thread register does. */
void actor_handle(u32 signo, const u8 *info, u8 *context) {
  struct slot *slot = get_self();
  struct note *told = note(slot);
  step_over_fault(info, context);
  told->signo = signo;
  told->flag = !on_own_stack(slot_index(slot), (u64)__builtin_frame_address(0));
  memcpy(told->info, info, SIGINFO_BYTES);
  STORE(told->kind, EVENT_HANDLER);
}
