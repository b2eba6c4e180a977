/* Events: from an actor's notes to the frame. */
#include "conductor.h"

/* Opens an event of the step; what follows it is the caller's. */
void tell(struct scenario *s, u32 kind, u32 actor) {
  s->events++;
  put(&s->out, kind, 1);
  put(&s->out, actor, 2);
}

static u64 get_le(const u8 *from) { return from[0] | (u64)from[1] << 8 | (u64)from[2] << 16 | (u64)from[3] << 24; }

static void tell_returned(struct scenario *s, u32 index, const struct note *note) {
  const struct call *call = &s->actors[index].call;
  tell(s, EVENT_RETURNED, index);
  put(&s->out, (u64)note->value, 8);
  put(&s->out, note->flag, 1);
  put(&s->out, note->flag ? 0 : call->bring_count, 2);
  if (note->flag) return;
  const u8 *at = call->brings;
  for (u32 i = 0; i < call->bring_count; i++, at += BRING_BYTES) {
    u64 length = get_le(at + 4);
    if (at[8] && (u64)note->value < length) length = (u64)note->value;
    put(&s->out, length, 4);
    put_bytes(&s->out, arena_of(index) + get_le(at), length);
  }
}

static void tell_image(struct scenario *s, u32 index) {
  const u8 *at = arena_of(index);
  u64 count = get_le(at);
  at += 4;
  tell(s, EVENT_IMAGE, index);
  put(&s->out, count, 2);
  for (u64 i = 0; i < count; i++) {
    u64 length = get_le(at);
    put(&s->out, length, 4);
    put_bytes(&s->out, at + 4, length);
    at += 4 + length;
  }
}

static void tell_note(struct scenario *s, u32 index, const struct note *note) {
  struct actor *actor = &s->actors[index];
  switch (note->kind) {
    case EVENT_RETURNED:
      tell_returned(s, index, note);
      break;
    case EVENT_IMAGE:
      become_process(s, index);
      tell_image(s, index);
      break;
    case EVENT_HANDLER:
      tell(s, EVENT_HANDLER, index);
      put(&s->out, note->signo, 4);
      put(&s->out, note->flag, 1);
      put(&s->out, SIGINFO_BYTES, 1);
      put_bytes(&s->out, note->info, SIGINFO_BYTES);
      break;
    default:
      identify(s, index);
      actor->life = ALIVE;
      tell(s, EVENT_BEGAN, index);
      put(&s->out, actor->number, 4);
  }
}

void tell_continued(struct scenario *s, u32 index) {
  struct actor *actor = &s->actors[index];
  if (actor->continued) tell(s, EVENT_CONTINUED, index);
  actor->continued = 0;
}

/* Writes down what the actor has noted since. Gives 1 if there was anything. One that was killed while it wrote leaves
 * a note that is never finished: what it told was not seen by anybody. */
int collect(struct scenario *s, u32 index) {
  struct slot *slot = slot_of(index);
  struct actor *actor = &s->actors[index];
  u32 posted = LOAD(slot->posted);
  if (posted == actor->collected) return 0;
  if (posted - actor->collected > NOTES) s->out.full = 1;
  if (actor->stopped) {
    actor->stopped = 0;
    actor->continued = 1;
  }
  tell_continued(s, index);
  for (; actor->collected != posted; actor->collected++) {
    struct note *note = &slot->notes[actor->collected % NOTES];
    if (LOAD(note->kind) == 0 && actor->life >= ZOMBIE) continue;
    if (LOAD(note->kind) == 0) break;
    tell_note(s, index, note);
    note->kind = 0;
  }
  return 1;
}
