/* For tests of the wire: frames as text, one line a thing. */
#include "dump.h"
#include "system.h"
#include "wire.h"

static u8 input[65536];
static char output[65536];

static u64 le(const u8 *from, u32 bytes) {
  u64 value = 0;
  for (u32 i = 0; i < bytes; i++) value |= (u64)from[i] << (8 * i);
  return value;
}

static char *put_field(char *at, const char *name, u64 value) { return put_number(put_text(at, name), value); }

static char *put_word(char *at, const u8 *word) {
  at = put_field(put_text(at, " "), "", word[0]);
  at = put_field(at, ":", le(word + 1, 2));
  return put_hex(put_text(at, ":"), le(word + 3, 8));
}

static char *put_hex_bytes(char *at, const u8 *from, u64 n) {
  for (u64 i = 0; i < n; i++) {
    *at++ = "0123456789abcdef"[from[i] >> 4];
    *at++ = "0123456789abcdef"[from[i] & 15];
  }
  *at = 0;
  return at;
}

static char *dump_call(char *at, const struct call *call) {
  at = put_field(put_field(at, " number ", call->number), " spawns ", call->spawns);
  at = put_field(at, " replaces ", call->replaces);
  at = put_text(put_field(at, " linger ", call->linger), "\n words");
  for (u32 i = 0; i < 6; i++) at = put_word(at, call->words + i * WORD_BYTES);
  at = put_text(at, "\n");
  const u8 *from = call->placed;
  for (u32 i = 0; i < call->placed_count; i++, from += 8 + le(from + 4, 4)) {
    at = put_text(put_field(at, " place ", le(from, 4)), " ");
    at = put_text(put_hex_bytes(at, from + 8, le(from + 4, 4)), "\n");
  }
  from = call->patches;
  for (u32 i = 0; i < call->patch_count; i++, from += PATCH_BYTES) {
    at = put_field(put_field(at, " patch ", le(from, 4)), " width ", from[4]);
    at = put_text(put_word(at, from + 5), "\n");
  }
  from = call->brings;
  for (u32 i = 0; i < call->bring_count; i++, from += BRING_BYTES) {
    at = put_field(put_field(at, " bring ", le(from, 4)), " length ", le(from + 4, 4));
    at = put_text(put_field(at, " limited ", from[8]), "\n");
  }
  return at;
}

static char *dump_run(char *at, struct reader *in) {
  struct run run;
  struct step step;
  read_run(in, &run);
  at = put_field(put_field(at, "run ", run.id), " deadline ", run.deadline);
  at = put_text(put_field(at, " steps ", run.steps), "\n");
  for (u32 i = 0; i < run.steps; i++) {
    if (!read_step(in, &step)) return put_text(at, "malformed\n");
    at = put_field(at, step.kind == STEP_CALL ? "call by " : "look at ", step.actor);
    if (step.kind == STEP_CALL) {
      at = dump_call(at, &step.call);
      continue;
    }
    at = put_text(at, " file ");
    at = put_text(put_hex_bytes(at, step.file, step.file_length), "\n");
  }
  return in->at == in->end ? at : put_text(at, "bytes left over\n");
}

static char *dump_walk(char *at, struct reader *in) {
  static struct walk walk;
  if (!read_walk(in, &walk)) return put_text(at, "malformed\n");
  at = put_field(put_field(at, "walk ", walk.id), " patience ", walk.patience);
  at = put_field(put_field(at, " longest ", walk.longest), " whole ", walk.whole);
  at = put_text(put_field(at, " rules ", walk.rules), "\n");
  for (u32 i = 0; i < walk.rules; i++) {
    const struct rule *rule = walk.rule + i;
    at = put_hex_bytes(put_text(at, " name "), rule->name, rule->name_length);
    at = put_field(at, " most ", rule->most);
    at = put_text(put_hex_bytes(put_text(at, " key "), rule->key, rule->key_length), "\n");
  }
  return at;
}

int dump_frames(void) {
  u64 length = 0;
  i64 n;
  while ((n = SYS3(read, 0, input + length, sizeof input - length)) > 0) length += (u64)n;
  const u8 *from = input;
  char *at = output;
  while (from + 5 <= input + length) {
    u64 frame = 4 + le(from, 4);
    struct reader in = {from + 5, from + frame - SUM_BYTES, 0};
    if (from + frame > input + length || (from[4] != FRAME_RUN && from[4] != FRAME_WALK)) return 1;
    at = from[4] == FRAME_RUN ? dump_run(at, &in) : dump_walk(at, &in);
    from += frame;
  }
  SYS3(write, 1, output, at - output);
  return 0;
}

static void put_kind(struct writer *w, u32 kind, u32 actor) {
  put(w, kind, 1);
  put(w, actor, 2);
}

/* A piece of a file, and the end of a walk. */
static i64 sample_walk(void) {
  struct writer w = {(u8 *)output, (u8 *)output, (u8 *)output + sizeof output, 0};
  frame_open(&w, FRAME_FOUND);
  put(&w, 9, 4);
  put(&w, FOUND_FILE, 1);
  put(&w, 0400, 4);
  put(&w, 1000, 4);
  put_string(&w, "1/environ");
  put(&w, 13, 4);
  put(&w, 1, 1);
  put(&w, 3, 4);
  put_bytes(&w, "abc", 3);
  frame_close(&w);
  i64 written = SYS3(write, 1, output, w.at - w.start);
  frame_open(&w, FRAME_WALKED);
  put(&w, 9, 4);
  put(&w, ENDED_HUNG, 1);
  put_string(&w, "/proc/kmsg");
  frame_close(&w);
  return written < 0 ? written : SYS3(write, 1, output, w.at - w.start);
}

int sample_frame(void) {
  struct writer w = {(u8 *)output, (u8 *)output, (u8 *)output + sizeof output, 0};
  u8 info[SIGINFO_BYTES] = {10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};
  frame_open(&w, FRAME_OBSERVED);
  put(&w, 7, 4);
  put(&w, ENDED_HUNG, 1);
  put(&w, 1, 2);
  put(&w, 123456789, 8);
  put_string(&w, "slot 0 in its call, state R; ");
  put(&w, 2, 2);
  put(&w, 5, 2);
  put_kind(&w, EVENT_RETURNED, 0);
  put(&w, (u64)3, 8);
  put(&w, 0, 1);
  put(&w, 1, 2);
  put(&w, 3, 4);
  put_bytes(&w, "abc", 3);
  put_kind(&w, EVENT_RETURNED, 1);
  put(&w, (u64)-4, 8);
  put(&w, 1, 1);
  put(&w, 0, 2);
  put_kind(&w, EVENT_BLOCKED, 2);
  put_kind(&w, EVENT_BUSY, 0);
  put_kind(&w, EVENT_HANDLER, 1);
  put(&w, 10, 4);
  put(&w, 1, 1);
  put(&w, SIGINFO_BYTES, 1);
  put_bytes(&w, info, SIGINFO_BYTES);
  put(&w, 6, 2);
  put_kind(&w, EVENT_BEGAN, 3);
  put(&w, 5, 4);
  put_kind(&w, EVENT_IMAGE, 3);
  put(&w, 2, 2);
  put(&w, 5, 4);
  put_bytes(&w, "agent", 5);
  put(&w, 0, 4);
  put_kind(&w, EVENT_STOPPED, 0);
  put_kind(&w, EVENT_CONTINUED, 0);
  put_kind(&w, EVENT_ENDED, 3);
  put(&w, 1, 1);
  put_kind(&w, EVENT_SEEN, 0);
  put(&w, 2, 4);
  put(&w, 0, 4);
  frame_close(&w);
  return SYS3(write, 1, output, w.at - w.start) < 0 || sample_walk() < 0;
}
