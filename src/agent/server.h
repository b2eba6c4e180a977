/* What the server and the conductor of a scenario share, beside the board: the frames themselves. */
#ifndef SERVER_H
#define SERVER_H
#include "wire.h"

struct desk {
  u8 request[FRAME_BYTES];
  u8 answer[FRAME_BYTES];
  u64 answer_length; /* 0 until the conductor has written all of it */
  u32 step;          /* the step under way */
  u32 request_length;
};
extern struct desk *desk;

/* Sends bytes to the runner; ends the server when the runner is gone. */
void write_all(const u8 *from, u64 length);

/* Says instead of hello why this agent cannot work: what it was about to do, and minus the errno. */
void send_failure(const char *stage, i64 error);

/* Answers a measure frame (floor.c). */
void serve_floor(void);
/* The other side of the hand-overs that it measures, in an image of its own where actors need one. */
void answer_hand_overs(void) __attribute__((noreturn));

#endif
