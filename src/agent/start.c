/* The start: which of its parts this image of the agent plays. README.md lists them. */
#include "dump.h"
#include "emulator.h"
#include "server.h"
#include "middleman.h"
#include "system.h"
#include "wire.h"
#include "world.h"

void send_failure(const char *stage, i64 error) {
  u8 text[256];
  struct writer w = {text, text, text + sizeof text, 0};
  frame_open(&w, FRAME_FAILURE);
  put_string(&w, stage);
  put(&w, (u64)-error, 4);
  frame_close(&w);
  SYS3(write, 1, text, w.at - w.start);
}

/* Attaches the shared segment, if this image runs in a world of the agent's. */
static int find_board(void) {
  i64 id = SYS3(shmget, BOARD_KEY, 0, 0);
  if (id < 0 || SYS3(shmat, id, BOARD_BASE, 0) < 0) return 0;
  return board()->magic == BOARD_MAGIC;
}

static int is(const char *text, const char *word) {
  return text_length(text) == text_length(word) && memcmp(text, word, text_length(word)) == 0;
}

static u32 number(const char *text) {
  u32 value = 0;
  while (*text >= '0' && *text <= '9') value = value * 10 + (u32)(*text++ - '0');
  return value;
}

void start(u64 *stack) __attribute__((noreturn));
void start(u64 *stack) {
  char **argv = (char **)(stack + 1);
  if (find_board()) {
    if (board()->emulated) emulated_image(stack);
    if (board()->role == ROLE_SCENARIO) actor_image(stack);
    if (board()->role == ROLE_BEGINNING) middleman_begin();
    if (board()->role == ROLE_FIRST) become_first();
    if (board()->role == ROLE_FLOOR) answer_hand_overs();
    if (board()->height != stack_height(stack)) {
      send_failure("execve runs programs outside of the emulator", -ENOEXEC);
      leave(2);
    }
    serve();
  }
  i64 error = 0;
  u64 words = stack[0];
  int emulates = words == 5; /* its image for the emulator, and the emulator */
  int under = words > 5 && is(argv[3], "under"); /* and what a middleman needs */
  if ((words == 3 || emulates || under) && is(argv[1], "serve")) {
    struct between between = {emulates ? argv[3] : 0, emulates ? argv[4] : 0, under ? argv + 4 : 0};
    const char *stage = enter_world(number(argv[2]), ROLE_SERVER, &between, &error);
    if (!stage) serve();
    send_failure(stage, error);
  } else if (stack[0] == 2 && is(argv[1], "dump")) leave(dump_frames());
  else if (stack[0] == 2 && is(argv[1], "sample")) leave(sample_frame());
  leave(2);
}
