/* Frames: what crosses between the runner and the agent. README.md is the contract; little-endian throughout. */
#ifndef WIRE_H
#define WIRE_H
#include "agent.h"

#define WIRE_VERSION 8
#define FRAME_BYTES 0x800000UL /* the longest frame that either side sends */
#define SUM_BYTES 4              /* at the end of each: the checksum of its kind and its body */

enum frame_kind { FRAME_RUN = 1, FRAME_OBSERVED, FRAME_HELLO, FRAME_FAILURE, FRAME_WALK, FRAME_FOUND, FRAME_WALKED, FRAME_MEASURE, FRAME_MEASURED };
enum found_kind { FOUND_FILE = 1, FOUND_LINK, FOUND_DIRECTORY };
enum step_kind { STEP_CALL = 1, STEP_LOOK };
enum ended { ENDED_COMPLETE = 0, ENDED_HUNG, ENDED_DIED, ENDED_STARVED, ENDED_FAILED };
enum word_base {
  BASE_NUMBER = 0,
  BASE_ARENA,
  BASE_PID,
  BASE_MINUS_PID,
  BASE_HANDLER,
  BASE_RESTORER,
  BASE_READ_ONLY,
  BASE_UNMAPPED,
  BASE_STRADDLE,
  BASE_STACK,
  BASE_PRIVATE,
  BASE_SHARED,
  BASE_ROBUST,
  BASE_ALT_STACK,
};
#define WORD_BYTES 11

/* Reading. A frame that is too short sets `bad`, and everything read after that is zero. */
struct reader {
  const u8 *at, *end;
  int bad;
};
u64 get(struct reader *r, u32 bytes);
const u8 *get_bytes(struct reader *r, u64 n);

/* Writing. A frame that is too long sets `full`, and nothing more is written. */
struct writer {
  u8 *start, *at, *end;
  int full;
};
void put(struct writer *w, u64 value, u32 bytes);
void put_bytes(struct writer *w, const void *from, u64 n);
void put_string(struct writer *w, const char *text);
void frame_open(struct writer *w, u32 kind);
void frame_close(struct writer *w);
u32 checksum(const u8 *from, u64 n);

/* One list of equal or unequal things inside a step, left where it lies in the frame. */
struct call {
  u32 number, spawns, replaces;
  u32 linger; /* microseconds */
  const u8 *words;
  const u8 *placed;
  u32 placed_count;
  const u8 *patches;
  u32 patch_count;
  const u8 *brings;
  u32 bring_count;
};
#define BRING_BYTES 9
#define PATCH_BYTES (5 + WORD_BYTES)
#define DIGITS 10 /* the width of a patch that spells its word */

struct step {
  u32 kind, actor;
  struct call call;
  const u8 *file;
  u32 file_length;
};
struct run {
  u32 id, deadline, steps;
};
int read_run(struct reader *r, struct run *run);
int read_step(struct reader *r, struct step *step);

/* A walk, and what it does with the entries of one name; the texts are left where they lie in the frame. */
struct rule {
  const u8 *name, *key;
  u32 name_length, key_length;
  u32 most; /* bytes to read; 0 without a key: it is left out */
};
#define RULES 64
struct walk {
  u32 id, patience, longest, whole, rules;
  struct rule rule[RULES];
};
int read_walk(struct reader *r, struct walk *walk);

#endif
