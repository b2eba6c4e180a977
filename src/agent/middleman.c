/* A middleman: how one is started, and how the first actor begins under it. */
#include "middleman.h"
#include "system.h"
#include "world.h"

#define WORDS_ROOM 0x1000UL
#define WORDS_MOST 64
#define E2BIG 7
#define MNT_DETACH 2

static char *words(void) { return (char *)(BOARD_BASE + WORDS_AT); }

i64 middleman_note(char *const *given) {
  char *at = words();
  for (u32 count = 0; *given; given++, count++) {
    if (count == WORDS_MOST || text_length(*given) + 2 > WORDS_ROOM - (u64)(at - words())) return -E2BIG;
    at = put_text(at, *given) + 1;
  }
  *at = 0;
  board()->middleman = 1;
  return 0;
}

static int is_setting(const char *word) {
  while (*word && *word != '=' && *word != '/') word++;
  return *word == '=';
}

static void become(void) __attribute__((noreturn));
static void become(void) {
  char *arguments[WORDS_MOST + 2], *settings[WORDS_MOST + 1];
  u32 count = 0, set = 0;
  for (char *word = words(); *word; word += text_length(word) + 1) {
    if (count == 0 && is_setting(word)) settings[set++] = word;
    else arguments[count++] = word;
  }
  arguments[count++] = "/bin/agent";
  arguments[count] = settings[set] = 0;
  if (fresh_proc() < 0) leave(126);
  for (u32 i = 0; i < 3; i++) SYS3(openat, AT_FDCWD, MACHINE "/dev/null", 2);
  SYS3(execve, arguments[0], arguments, settings);
  leave(126);
}

/* As the init, it is no process that a scenario could send a signal to by chance, and it is the parent of A and of orphans,
 * as a conductor is elsewhere. By a vfork, so that its /proc is there before anybody looks into it. */
i64 middleman_start(void) {
  i64 pid = SYS5(clone, 17 | CLONE_VFORK | CLONE_NEWPID, 0, 0, 0, 0);
  if (pid == 0) become();
  return pid;
}

/* Nothing shall tell how it began: what is open, its arguments and its environment are those of A elsewhere. */
void middleman_begin(void) {
  SYS2(umount2, MACHINE, MNT_DETACH);
  SYS3(close_range, 0, 0x7fffffff, 0);
  board()->role = ROLE_FIRST;
  char *const arguments[] = {"agent", 0}, *const settings[] = {0};
  SYS3(execve, "/bin/agent", arguments, settings);
  leave(126);
}
