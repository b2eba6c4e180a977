/* Looking: what the kernel says of a task, through /proc. */
#include "look.h"
#include "system.h"

#define PF_EXITING 4

static i64 proc;
static enum blindness blind;

enum blindness look_is_blind(void) { return blind; }

void look_open(void) {
  proc = SYS3(openat, AT_FDCWD, "/proc", 02000000);
  if (board()->emulated) blind = SEES_NO_CALL; /* the kernel knows the emulator's calls only */
}

static i32 open_task_file(u32 number, const char *name) {
  char path[96];
  char *at = put_number(path, number);
  at = put_number(put_text(at, "/task/"), number);
  put_text(put_text(at, "/"), name);
  return (i32)SYS3(openat, proc, path, 02000000);
}

static i64 read_kept(i32 *file, u32 number, const char *name, char *to, u64 room) {
  if (*file < 0) *file = open_task_file(number, name);
  if (*file < 0) return *file;
  i64 n = SYS4(pread64, *file, to, room - 1, 0);
  if (n >= 0) to[n] = 0;
  return n;
}

int files_open(struct task_files *files, u32 number) {
  if (files->stat < 0) files->stat = open_task_file(number, "stat");
  return files->stat >= 0;
}

void files_forget(struct task_files *files) {
  i32 *all[] = {&files->stat, &files->syscall, &files->schedstat};
  for (u32 i = 0; i < 3; i++) {
    if (*all[i] >= 0) SYS1(close, *all[i]);
    *all[i] = -1;
  }
}

char look_state(struct task_files *files, u32 number) {
  char text[512];
  i64 n = read_kept(&files->stat, number, "stat", text, sizeof text);
  if (n <= 0) return 0;
  while (n > 0 && text[n - 1] != ')') n--;
  const char *at = text + n + 1;
  char state = *at;
  if (state == 'X' && blind == SEES_NO_RUNS) return 0; /* gVisor: nothing is left of it but this file */
  /* The flags come six fields further on. */
  for (u32 field = 0; field < 6 && *at; at++) field += *at == ' ';
  u64 flags = 0;
  for (; *at >= '0' && *at <= '9'; at++) flags = flags * 10 + (u64)(*at - '0');
  return (state == 'S' || state == 'D') && (flags & PF_EXITING) ? EXITING : state;
}

static u64 read_hex(const char *text) {
  u64 value = 0;
  for (text += 2;; text++) {
    if (*text >= '0' && *text <= '9') value = value * 16 + (u64)(*text - '0');
    else if (*text >= 'a' && *text <= 'f') value = value * 16 + (u64)(*text - 'a') + 10;
    else return value;
  }
}

int look_in_call(struct task_files *files, u32 number) {
  char text[256];
  if (board()->emulated) return 1; /* the state letter has to do */
  i64 n = read_kept(&files->syscall, number, "syscall", text, sizeof text);
  if (n <= 0 && files->syscall < 0) {
    if (blind == SEES_ALL && files->stat >= 0) blind = SEES_NO_CALL;
    return 1; /* here, too */
  }
  if (n <= 0) return 0;
  while (n > 0 && text[n - 1] != ' ') n--;
  return n > 0 && text[n] == '0' && read_hex(text + n) == (u64)scenario_after;
}

u64 look_runs(struct task_files *files, u32 number) {
  char text[96];
  i64 n = read_kept(&files->schedstat, number, "schedstat", text, sizeof text);
  if (files->schedstat < 0 && files->stat >= 0) blind = SEES_NO_RUNS;
  u64 hash = 0;
  for (i64 i = 0; i < n; i++) hash = hash * 31 + (u8)text[i];
  return hash;
}

i64 look_file(u32 number, const u8 *name, u32 name_length, u8 *to, u64 room) {
  char path[320];
  char *at = put_text(put_number(path, number), "/");
  memcpy(at, name, name_length);
  at[name_length] = 0;
  i64 file = SYS3(openat, proc, path, 02000000);
  if (file < 0) return file;
  u64 length = 0;
  i64 n;
  while ((n = SYS3(read, file, to + length, room - length)) > 0) length += (u64)n;
  SYS1(close, file);
  return n < 0 ? n : (i64)length;
}

u32 look_for_tasks(u32 process, u32 *numbers, u32 room) {
  char path[64] = ".", entries[4096];
  if (process) put_text(put_number(path, process), "/task");
  i64 directory = SYS3(openat, proc, path, 02000000);
  u32 count = 0;
  i64 n;
  while ((n = SYS3(getdents64, directory, entries, sizeof entries)) > 0) {
    for (i64 at = 0; at < n; at += *(u16 *)(entries + at + 16)) {
      const char *name = entries + at + 19;
      u32 number = 0;
      for (; *name >= '0' && *name <= '9'; name++) number = number * 10 + (u32)(*name - '0');
      if (*name == 0 && count < room) numbers[count++] = number;
    }
  }
  SYS1(close, directory);
  return count;
}

u32 look_levels(u32 number, u32 *numbers, u32 room) {
  static const char field[] = "\nNSpid:";
  char path[96], text[4096];
  char *end = put_number(path, number);
  put_text(put_number(put_text(end, "/task/"), number), "/status");
  i64 file = SYS3(openat, proc, path, 02000000);
  if (file < 0) return 0;
  i64 n = SYS3(read, file, text, sizeof text - 1);
  SYS1(close, file);
  u32 count = 0;
  for (i64 at = 0; at + 7 < n; at++) {
    if (memcmp(text + at, field, 7) != 0) continue;
    for (at += 7; at < n && text[at] == '\t' && count < room; count++)
      for (at++, numbers[count] = 0; at < n && text[at] >= '0' && text[at] <= '9'; at++)
        numbers[count] = numbers[count] * 10 + (u32)(text[at] - '0');
    break;
  }
  return count;
}
