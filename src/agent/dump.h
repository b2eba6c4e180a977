/* For tests of the wire: what this end makes of golden frames, as text, and a golden answer of its own. */
#ifndef DUMP_H
#define DUMP_H

/* Reads run and walk frames from standard input and prints what they say. Gives an exit status. */
int dump_frames(void);
/* Writes an answer in which every kind of event occurs, and one to a walk. Gives an exit status. */
int sample_frame(void);

#endif
