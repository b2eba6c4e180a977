/* Identity: which task an actor is. Its number is the one by which the conductor's PID namespace knows it. */
#include "conductor.h"
#include "system.h"

#define NO_SUCH_PROCESS (-3)
#define TURNS 200 /* a thread that an execve has ended needs few of them to give its number back */
#define INIT 1 /* the conductor's own number, or the middleman's */

/* True when the number belongs to an actor, alive or not yet reaped. The files of one that was reaped say so, even
 * when its number was handed out again. */
static int is_taken(struct scenario *s, u32 number) {
  if (number == INIT) return 1;
  for (u32 i = 0; i < s->known; i++) {
    struct actor *actor = &s->actors[i];
    if (actor->number != number || actor->life == ABSENT || actor->life == GONE) continue;
    if (actor->life == ALIVE || look_state(&actor->files, number) != 0) return 1;
  }
  return 0;
}

/* True where the task knows itself by `own`. A kernel that does not tell has no tasks but ours. */
static int knows_itself_as(u32 number, u32 own) {
  u32 numbers[LEVELS];
  u32 levels = look_levels(number, numbers, LEVELS);
  return levels == 0 || numbers[levels - 1] == own;
}

/* Every task is an actor's but the one that has just begun, and an emulator's own. Gives 0 if there is none such: it has
 * ended already. */
static u32 find_newcomer(struct scenario *s, u32 process, u32 own) {
  u32 numbers[2 * SLOTS];
  u32 count = look_for_tasks(process, numbers, 2 * SLOTS);
  for (u32 i = 0; i < count; i++)
    if (!is_taken(s, numbers[i]) && knows_itself_as(numbers[i], own)) return numbers[i];
  return 0;
}

/* Writes down by which numbers the PID namespaces that the actor is in know it. It is in those of its maker, and in one
 * more if it is the first process there. */
static void note_levels(struct scenario *s, u32 index) {
  struct actor *actor = &s->actors[index];
  struct slot *slot = slot_of(index), *maker = slot_of(actor->maker);
  u32 numbers[LEVELS] = {actor->number};
  u32 levels = index == 0 ? 1 : maker->levels;
  if (levels > 1 || slot->tid != actor->number) {
    u32 found = look_levels(actor->number, numbers, LEVELS);
    if (found == 0 && slot->tid == INIT && levels < LEVELS) levels++;
    if (found == 0) numbers[levels - 1] = slot->tid; /* it has ended already: this much it knows itself */
    else levels = found;
  }
  for (u32 i = 0; i < levels; i++) {
    u32 is_new = index != 0 && i >= maker->levels;
    slot->born[i] = (struct level){numbers[i], i == 0 ? NOBODY : is_new ? index : maker->born[i].init};
  }
  slot->levels = levels;
}

/* An actor knows itself by a number of its own PID namespace, which may be a deeper one. That number is ours too
 * exactly when a task has it here that is no other actor's. */
void identify(struct scenario *s, u32 index) {
  struct actor *actor = &s->actors[index];
  struct slot *slot = slot_of(index);
  u32 leads = slot->tid == slot->pid, process = s->actors[actor->maker].process;
  actor->number = slot->tid;
  if (is_taken(s, slot->tid) || !files_open(&actor->files, slot->tid)) {
    u32 found = find_newcomer(s, leads ? 0 : process, slot->tid);
    if (found) actor->number = found;
  }
  actor->process = leads ? actor->number : process;
  note_levels(s, index);
}

/* True while a number is nobody's any more, but not yet free: a task that ends gives it back a little after it was
 * seen for the last time. Of all calls, F_SETOWN alone takes such a number (ours is the server's standard input, which
 * never sends a signal). Under a middleman numbers are those of its PID namespace, and free once it rests. */
int gives_back(u32 number) {
  if (board()->middleman) return 0;
  i64 one = number;
  return SYS3(fcntl, 0, F_SETOWN, one) == 0 && SYS2(kill, one, 0) == NO_SUCH_PROCESS && SYS2(kill, -one, 0) == NO_SUCH_PROCESS;
}

/* A new image has one thread, and the number of its process, whichever thread asked for it. */
void become_process(struct scenario *s, u32 index) {
  struct actor *actor = &s->actors[index];
  for (u32 i = 0; i < s->known; i++) {
    struct actor *other = &s->actors[i];
    if (i == index || other->life == ABSENT || other->process != actor->process) continue;
    other->life = GONE;
    for (u32 turn = 0; turn < TURNS && gives_back(other->number); turn++) SYS0(sched_yield);
    files_forget(&other->files);
  }
  files_forget(&actor->files);
  actor->number = actor->process;
}

char state_of_process(const struct actor *actor) {
  struct task_files files = {-1, -1, -1};
  char state = look_state(&files, actor->process);
  files_forget(&files);
  return state;
}

/* True while the actor's number is being changed for that of its process: it is neither the old nor yet the new. */
int takes_over(const struct actor *actor) {
  if (!actor->in_call || !actor->call.replaces || actor->number == actor->process) return 0;
  char state = state_of_process(actor);
  return state != 0 && state != 'Z' && state != 'X';
}
