/* Rest: a step is over when every actor is idle, stopped, dead, or asleep in its call, seen twice unchanged.
 *
 * A pass looks at every actor. An actor that ran since it was last seen makes the pass void, because it may
 * have woken another that was looked at before. The first pass in which nobody ran ends the step.
 *
 * Among many actors, a pass looks at two only, the one that acts and the one that acted before (which may have been on
 * its way to sleep), as long as the kernel tells of nobody else that he was woken or ran (crowd.c) since the last pass
 * over all: a task that sleeps, is stopped or has ended does nothing before it is woken, and a waking is told before
 * the woken one can run. What is told during a pass is asked for after it. */
#include "conductor.h"
#include "crowd.h"
#include "system.h"

#define DEEP_SLEEP 50000000L /* nanoseconds */
#define QUIET 4000000L       /* nanoseconds */
#define INIT 1               /* the middleman's number, where there is one */

static void reap(void) {
  while (SYS4(wait4, -1, 0, 0x40000001, 0) > 0) {
  }
}

/* True when the actor did something since the last look at it. */
static int moved(struct scenario *s, u32 index) {
  struct actor *actor = &s->actors[index];
  int news = collect(s, index);
  if (actor->in_call && LOAD(slot_of(index)->state) == AT_REST) {
    actor->in_call = 0;
    news = 1;
    collect(s, index);
  }
  return news;
}

enum sight { SAME, NEWS, RUNNING };


/* A parent that sleeps while its child goes on waits for that child (vfork). */
static int awaits_child(const struct scenario *s, const struct actor *actor) {
  return actor->call.spawns != NOBODY && s->actors[actor->call.spawns].life != ABSENT;
}

/* Neither sleeps for long: whoever makes a child that has not begun, and whoever is to become a new image and waits
 * for its siblings to end. They wait for others to have their turn. */
static int under_way(const struct scenario *s, const struct actor *actor, char state) {
  u32 child = actor->call.spawns;
  return (child != NOBODY && s->actors[child].life == ABSENT) || (actor->call.replaces && state == 'D');
}

/* An actor that was told to act may sleep because it has not heard of it. A kernel that tells which call a task sleeps in
 * says so itself; of another the actor's own word is all that there is. */
static int has_begun(const struct scenario *s, const struct actor *actor) {
  struct slot *slot = slot_of((u32)(actor - s->actors));
  return LOAD(slot->taken) == LOAD(slot->go);
}

/* An actor that sleeps in its call: at rest if the kernel says so, and it has not run since it was seen so.
 * A sleep that no signal ends (D) is mostly a lock that is free again soon: it has to last. */
static enum sight look_in_sleep(const struct scenario *s, struct actor *actor, char state) {
  if (under_way(s, actor, state)) return RUNNING;
  u64 runs = look_runs(&actor->files, actor->number);
  int sound = state == 'S' || awaits_child(s, actor);
  if (actor->sighted && runs == actor->runs) return sound || monotonic() - actor->since > DEEP_SLEEP ? SAME : RUNNING;
  actor->sighted = has_begun(s, actor) && look_in_call(&actor->files, actor->number);
  actor->runs = runs;
  if (!sound) actor->since = monotonic();
  return sound ? NEWS : RUNNING;
}

/* A task that sleeps while it ends is soon gone; but the init of a deeper PID namespace may have to wait for others. */
static enum sight look_on_way_out(struct actor *actor) {
  if (!actor->leaving) actor->since = monotonic();
  actor->leaving = 1;
  return monotonic() - actor->since > DEEP_SLEEP ? SAME : RUNNING;
}

/* One that is gone has not died before its number is free again, so that a later step can hand it out. */
static enum sight died(struct scenario *s, u32 index, u32 life) {
  struct actor *actor = &s->actors[index];
  /* The last thread may have left a leader behind that ended before it. */
  if (life == ZOMBIE || actor->life != life) reap();
  if (life == ZOMBIE && look_state(&actor->files, actor->number) == 0) life = GONE;
  if (actor->life == life) return SAME;
  if (life == GONE && gives_back(actor->number) && look_on_way_out(actor) == RUNNING) return RUNNING;
  actor->life = life;
  return NEWS;
}

/* True where the acting actor has got the number of this one by an execve. */
static int is_heir(struct scenario *s, const struct actor *actor) {
  struct actor *acting = &s->actors[s->acting];
  return acting->process == actor->number && look_state(&acting->files, acting->number) == 0 && takes_over(acting);
}

/* An emulator has a thread of its own in each process, which may end a little after the last actor there. */
static int is_held_up(const struct scenario *s, const struct actor *actor) {
  u32 threads[2];
  if (!board()->emulated || actor->number != actor->process) return 0;
  for (u32 i = 0; i < s->known; i++) {
    const struct actor *other = &s->actors[i];
    if (other != actor && other->life == ALIVE && other->process == actor->process) return 0;
  }
  return look_for_tasks(actor->process, threads, 2) > 1;
}

static enum sight look_at(struct scenario *s, u32 index) {
  struct actor *actor = &s->actors[index];
  char state = look_state(&actor->files, actor->number);
  if (state == 0 && takes_over(actor)) {
    if (state_of_process(actor) != 'T') return RUNNING;
    become_process(s, index); /* a signal stopped it before its new image began */
    return NEWS;
  }
  if (state == 0) return died(s, index, GONE);
  if (state == 'Z' && is_held_up(s, actor)) return RUNNING;
  if (state == 'Z') return died(s, index, ZOMBIE);
  if (state == EXITING) return look_on_way_out(actor);
  if (state == 'T' && s->acting != NOBODY && index != s->acting && is_heir(s, actor)) return RUNNING;
  if (state == 'T') {
    int news = !actor->stopped;
    if (news) tell_continued(s, index);
    if (news) tell(s, EVENT_STOPPED, index);
    actor->stopped = 1;
    return news ? NEWS : SAME;
  }
  if (state != 'S' && !(state == 'D' && actor->in_call)) return RUNNING;
  if (actor->stopped) {
    actor->stopped = 0;
    actor->continued = 1; /* told once it is at rest: what ends its process may be on its way */
    actor->sighted = 0;
    return NEWS;
  }
  if (!actor->in_call) return SAME;
  return look_in_sleep(s, actor, state);
}

/* Of the actor that has just returned nothing more is to come, so that it need not be looked at (`skip`), unless
 * another one did something: one that ends or stops sends its parent a signal. */
static enum sight visit(struct scenario *s, u32 index, int skip) {
  struct actor *actor = &s->actors[index];
  if (actor->life == ABSENT && slot_of(index)->posted == 0) return SAME;
  if (actor->ended || actor->life == GONE) return SAME;
  enum sight sight = moved(s, index) ? NEWS : SAME;
  if (actor->life == ABSENT) return RUNNING; /* it is about to say that it began */
  if (skip && !s->stirred && !actor->in_call) return SAME;
  enum sight looked = look_at(s, index);
  if (looked > sight) sight = looked;
  /* What it wrote down before it slept, but after we had asked. */
  if (sight == SAME && moved(s, index)) sight = NEWS;
  if (sight != SAME && index != s->acting) s->stirred = 1;
  return sight;
}

/* The acting actor comes first: where its call has ended, whatever that did to others is done before they are
 * looked at. */
static enum sight pass(struct scenario *s, int skip_acting) {
  enum sight worst = s->acting == NOBODY ? SAME : visit(s, s->acting, skip_acting);
  if (!s->restless) {
    enum sight sight = s->former == s->acting ? SAME : visit(s, s->former, 0);
    return sight > worst ? sight : worst;
  }
  for (u32 i = 0; i < s->known; i++) {
    enum sight sight = i == s->acting ? SAME : visit(s, i, 0);
    if (sight > worst) worst = sight;
  }
  return worst;
}

/* Gives the CPU to the actors: at first by yielding, then asleep until the bell or a little later. */
static void give_way(u32 round) {
  struct board *b = board();
  if (round < 2) {
    SYS0(sched_yield);
    return;
  }
  u32 bell = LOAD(b->bell);
  struct time nap = {0, round < 8 ? 20000 : round < 40 ? 200000 : 2000000};
  STORE(b->sleeping, 1);
  if (LOAD(b->bell) == bell) SYS4(futex, &b->bell, FUTEX_WAIT, bell, &nap);
  STORE(b->sleeping, 0);
}

static void tell_rest_of(struct scenario *s, u32 index) {
  struct actor *actor = &s->actors[index];
  if (actor->life == ALIVE) tell_continued(s, index);
  if (actor->life >= ZOMBIE && !actor->ended) {
    actor->ended = 1;
    if (actor->life == GONE) files_forget(&actor->files); /* else they tell for how long its number is its own */
    tell(s, EVENT_ENDED, index);
    put(&s->out, actor->life == GONE, 1);
  }
  if (index == s->acting && actor->in_call && actor->life == ALIVE && !actor->stopped && !actor->told_blocked) {
    actor->told_blocked = 1;
    tell(s, EVENT_BLOCKED, index);
  }
}

/* Of whom nothing was seen in this step nothing is to be told. */
static void tell_rest(struct scenario *s) {
  u32 lower = s->acting < s->former ? s->acting : s->former, upper = s->acting + s->former - lower;
  if (s->restless) {
    for (u32 i = 0; i < s->known; i++) tell_rest_of(s, i);
    return;
  }
  tell_rest_of(s, lower);
  if (upper != lower) tell_rest_of(s, upper);
}

/* The call of this actor made a child that has not begun: it is on its way. */
static int expects_child(const struct scenario *s, u32 index) {
  const struct actor *actor = &s->actors[index];
  u32 child = actor->call.spawns;
  if (actor->in_call || actor->life != ALIVE || child == NOBODY || s->actors[child].life != ABSENT) return 0;
  return slot_of(index)->result > 0;
}

/* A child that was made but has not begun, also by a call that went on in this step only: it was begun, and stopped,
 * in an earlier one. So is A itself at the start. */
static int expecting(const struct scenario *s) {
  if (s->actors[0].life == ABSENT) return 1;
  if (!s->restless) return s->acting != NOBODY && expects_child(s, s->acting);
  for (u32 i = 0; i < s->known; i++)
    if (expects_child(s, i)) return 1;
  return 0;
}

static int too_late(struct scenario *s) {
  i64 now = monotonic();
  if (s->deadline == 0) s->deadline = now + s->patience;
  return now > s->deadline;
}

/* Where the kernel does not tell everything, those whom it shows asleep have to stay so for a while: in a call; and,
 * where it does not tell who ran either, all but the one who has just returned, for they may have been woken. */
static int is_quiet(const struct scenario *s) {
  enum blindness blind = look_is_blind();
  if (blind == SEES_ALL || monotonic() - s->quiet >= QUIET) return 1;
  for (u32 i = 0; i < s->known; i++) {
    const struct actor *actor = &s->actors[i];
    if (actor->life == ALIVE && (actor->in_call || (blind == SEES_NO_RUNS && i != s->acting))) return 0;
  }
  return 1;
}

/* Lets the time of the step pass. It counts from the first rest: every sleep of that length had begun by then. */
static void linger(struct scenario *s) {
  struct board *b = board();
  i64 until = monotonic() + s->linger;
  STORE(b->sleeping, 1);
  for (i64 left = s->linger; left > 0; left = until - monotonic()) {
    u32 bell = LOAD(b->bell);
    struct time nap = {left / 1000000000L, left % 1000000000L};
    SYS4(futex, &b->bell, FUTEX_WAIT, bell, &nap);
  }
  STORE(b->sleeping, 0);
  s->linger = 0;
  s->deadline = 0;
}

/* A middleman sleeps when there is nothing that it was not told of, or has not passed on: it has to sleep on, while all
 * are looked at. Without one, or after its end, there is nothing to wait for. */
static int middleman_rests(struct scenario *s) {
  if (!board()->middleman) return 1;
  char state = look_state(&s->middleman.files, INIT);
  if (state == 0 || state == 'Z') return 1;
  u64 before = s->middleman.runs;
  s->middleman.runs = look_runs(&s->middleman.files, INIT);
  return state == 'S' && s->middleman.runs == before;
}

/* Nobody but a crowd is worth the asking; without an answer all are looked at. */
static int others_stirred(const struct scenario *s) {
  u32 acting = s->acting == NOBODY ? s->former : s->acting;
  return s->known < CROWD || crowd_stirred(s->actors[acting].number, s->actors[s->former].number);
}

/* Something happened: who sees all needs no clock. */
static void note_stir(struct scenario *s) {
  if (look_is_blind() != SEES_ALL) s->quiet = monotonic();
}

/* Gives 1 past the deadline, and where there is nothing to wait for: an actor has no memory. */
static int settle(struct scenario *s, int skip_acting) {
  s->deadline = 0;
  s->stirred = 0;
  note_stir(s);
  for (u32 round = 0;; round++) {
    if (LOAD(board()->starved)) return 1;
    if (others_stirred(s)) s->restless = 1;
    enum sight sight = pass(s, skip_acting && round < 2);
    if (sight != SAME) note_stir(s);
    else if (expecting(s) || !middleman_rests(s) || !is_quiet(s)) sight = RUNNING;
    if (sight == SAME && s->linger == 0) return 0;
    if (sight == SAME) {
      linger(s);
      s->restless = 1;
      skip_acting = 0;
      round = 0;
    }
    if (sight == RUNNING) give_way(round);
    if (round > 4 && too_late(s)) return 1;
  }
}

int come_to_rest(struct scenario *s) {
  int late = settle(s, 1);
  if (late) return late;
  tell_rest(s);
  s->restless = 0;
  return 0;
}

int come_to_sleep(struct scenario *s) { return settle(s, 0); }
