/* Frames, read and written with every bound checked. */
#include "wire.h"

u64 get(struct reader *r, u32 bytes) {
  const u8 *from = get_bytes(r, bytes);
  u64 value = 0;
  for (u32 i = 0; from && i < bytes; i++) value |= (u64)from[i] << (8 * i);
  return value;
}

const u8 *get_bytes(struct reader *r, u64 n) {
  if (r->bad || n > (u64)(r->end - r->at)) {
    r->bad = 1;
    return 0;
  }
  const u8 *from = r->at;
  r->at += n;
  return from;
}

void put(struct writer *w, u64 value, u32 bytes) {
  u8 text[8];
  for (u32 i = 0; i < bytes; i++) text[i] = (u8)(value >> (8 * i));
  put_bytes(w, text, bytes);
}

void put_bytes(struct writer *w, const void *from, u64 n) {
  if (w->full || n > (u64)(w->end - w->at)) {
    w->full = 1;
    return;
  }
  memcpy(w->at, from, n);
  w->at += n;
}

void put_string(struct writer *w, const char *text) {
  put(w, text_length(text), 2);
  put_bytes(w, text, text_length(text));
}

void frame_open(struct writer *w, u32 kind) {
  w->at = w->start;
  w->full = 0;
  put(w, 0, 4);
  put(w, kind, 1);
}

/* FNV-1a: noise on a line, and bytes that a line lost, are no answer. */
u32 checksum(const u8 *from, u64 n) {
  u32 sum = 0x811c9dc5;
  for (u64 i = 0; i < n; i++) sum = (sum ^ from[i]) * 0x01000193;
  return sum;
}

void frame_close(struct writer *w) {
  put(w, checksum(w->start + 4, (u64)(w->at - w->start) - 4), SUM_BYTES);
  u64 length = (u64)(w->at - w->start) - 4;
  for (u32 i = 0; i < 4; i++) w->start[i] = (u8)(length >> (8 * i));
}

int read_run(struct reader *r, struct run *run) {
  run->id = (u32)get(r, 4);
  run->deadline = (u32)get(r, 4);
  run->steps = (u32)get(r, 2);
  return !r->bad;
}

static void read_placed(struct reader *r, struct call *call) {
  call->placed_count = (u32)get(r, 2);
  call->placed = r->at;
  for (u32 i = 0; i < call->placed_count && !r->bad; i++) {
    u64 offset = get(r, 4), length = get(r, 4);
    if (offset > ARENA_BYTES || length > ARENA_BYTES - offset) r->bad = 1;
    get_bytes(r, length);
  }
}

static void read_patches(struct reader *r, struct call *call) {
  call->patch_count = (u32)get(r, 2);
  call->patches = r->at;
  for (u32 i = 0; i < call->patch_count && !r->bad; i++) {
    u64 offset = get(r, 4), width = get(r, 1);
    if (offset > ARENA_BYTES - DIGITS || (width != 4 && width != 8 && width != DIGITS)) r->bad = 1;
    get_bytes(r, WORD_BYTES);
  }
}

static void read_brings(struct reader *r, struct call *call) {
  call->bring_count = (u32)get(r, 2);
  call->brings = r->at;
  for (u32 i = 0; i < call->bring_count && !r->bad; i++) {
    u64 offset = get(r, 4), length = get(r, 4);
    get(r, 1);
    if (offset > ARENA_BYTES || length > ARENA_BYTES - offset) r->bad = 1;
  }
}

static void read_call(struct reader *r, struct call *call) {
  call->spawns = (u32)get(r, 2);
  call->replaces = (u32)get(r, 1) & 1;
  call->linger = (u32)get(r, 4);
  call->number = (u32)get(r, 4);
  call->words = get_bytes(r, 6 * WORD_BYTES);
  read_placed(r, call);
  read_patches(r, call);
  read_brings(r, call);
  if (call->spawns >= SLOTS && call->spawns != NOBODY) r->bad = 1;
}

int read_step(struct reader *r, struct step *step) {
  step->kind = (u32)get(r, 1);
  step->actor = (u32)get(r, 2);
  if (step->actor >= SLOTS) r->bad = 1;
  if (step->kind == STEP_CALL) {
    read_call(r, &step->call);
  } else if (step->kind == STEP_LOOK) {
    step->file_length = (u32)get(r, 1);
    step->file = get_bytes(r, step->file_length);
  } else {
    r->bad = 1;
  }
  return !r->bad;
}

static const u8 *get_text(struct reader *r, u32 *length) {
  *length = (u32)get(r, 2);
  return get_bytes(r, *length);
}

int read_walk(struct reader *r, struct walk *walk) {
  walk->id = (u32)get(r, 4);
  walk->patience = (u32)get(r, 4);
  walk->longest = (u32)get(r, 4);
  walk->whole = (u32)get(r, 1) & 1;
  walk->rules = (u32)get(r, 2);
  if (walk->rules > RULES) r->bad = 1;
  for (u32 i = 0; i < walk->rules && !r->bad; i++) {
    struct rule *rule = walk->rule + i;
    rule->name = get_text(r, &rule->name_length);
    rule->most = (u32)get(r, 4);
    rule->key = get_text(r, &rule->key_length);
  }
  return !r->bad && r->at == r->end;
}
