/* The walk: tells everything that a /proc holds, entry by entry. It knows no file by name: what is left out, what is
 * read in part only and what is walked only once, the runner says. */
#include "walk.h"
#include "server.h"
#include "system.h"
#include "world.h"

#define O_CLOEXEC 02000000
#define O_NONBLOCK 04000
#define AT_SYMLINK_NOFOLLOW 0x100
#define ENAMETOOLONG 36
#define EFBIG 27

#define ROOT "/proc"
#define BELOW (sizeof ROOT) /* where a path below it begins */
#define PATH_ROOM 4096
#define DEPTH 32
#define PIECE 0x10000
#define FRAME_ROOM (PIECE + PATH_ROOM + 256)
#define NAMESPACES 256

/* What a walk needs lies in the room of the answer, which no scenario needs meanwhile: walker and server share it. */
struct room {
  char path[PATH_ROOM]; /* the entry under way */
  u8 text[PIECE];
  u8 frame[FRAME_ROOM];
  u8 relay[2 * FRAME_ROOM];
  char keys[NAMESPACES][64]; /* of directories that are walked once for each: those that were walked */
  u32 known;
};
_Static_assert(sizeof(struct room) <= FRAME_BYTES, "the room of a walk is larger than the answer's");
static struct room *room;
static struct walk walk;

struct found {
  u32 kind, mode, uid;
};

/* One frame; `more`: the next one goes on with the bytes of the same entry. */
static void tell(const struct found *found, i64 error, u64 length, int more) {
  struct writer w = {room->frame, room->frame, room->frame + FRAME_ROOM, 0};
  frame_open(&w, FRAME_FOUND);
  put(&w, walk.id, 4);
  put(&w, found->kind, 1);
  put(&w, found->mode, 4);
  put(&w, found->uid, 4);
  put_string(&w, room->path + BELOW);
  put(&w, (u64)(error < 0 ? -error : 0), 4);
  put(&w, (u64)more, 1);
  put(&w, length, 4);
  put_bytes(&w, room->text, length);
  frame_close(&w);
  write_all(w.start, (u64)(w.at - w.start));
}

static i64 open_entry(void) { return SYS3(openat, AT_FDCWD, room->path, O_CLOEXEC | O_NONBLOCK); }

/* All of a file, but no more than `most`; one longer than the runner takes has no end. */
static void walk_file(const struct found *found, u64 most) {
  i64 file = open_entry(), n = file;
  u64 total = 0, have = 0;
  while (file >= 0 && total + have < most) {
    u64 left = most - total - have, fits = PIECE - have;
    n = SYS3(read, file, room->text + have, left < fits ? left : fits);
    if (n <= 0) break;
    have += (u64)n;
    if (total + have > walk.longest) {
      n = -EFBIG;
      break;
    }
    if (have < PIECE) continue;
    tell(found, 0, have, 1);
    total += have;
    have = 0;
  }
  if (file >= 0) SYS1(close, file);
  tell(found, n, have, 0);
}

static void walk_link(const struct found *found) {
  i64 n = SYS4(readlinkat, AT_FDCWD, room->path, room->text, PIECE);
  tell(found, n, n < 0 ? 0 : (u64)n, 0);
}

/* True for a directory whose key, the link text at `key` beside it, was met before; one without a key never was. */
static int was_walked(const struct rule *rule) {
  char path[PATH_ROOM], text[64];
  u64 at = text_length(room->path);
  while (room->path[at] != '/') at--;
  if (at + 1 + rule->key_length >= PATH_ROOM) return 0;
  memcpy(path, room->path, at + 1);
  memcpy(path + at + 1, rule->key, rule->key_length);
  path[at + 1 + rule->key_length] = 0;
  i64 n = SYS4(readlinkat, AT_FDCWD, path, text, sizeof text - 1);
  if (n <= 0) return 0;
  text[n++] = 0;
  for (u32 i = 0; i < room->known; i++)
    if (memcmp(room->keys[i], text, (u64)n) == 0) return 1;
  if (room->known < NAMESPACES) memcpy(room->keys[room->known++], text, (u64)n);
  return 0;
}

static int is_rule_of(const struct rule *rule, const char *path) {
  u64 length = text_length(path);
  if (rule->name_length > 0 && rule->name[0] == '/')
    return length == rule->name_length - 1 && memcmp(path, rule->name + 1, length) == 0;
  if (length < rule->name_length || memcmp(path + length - rule->name_length, rule->name, rule->name_length) != 0)
    return 0;
  return length == rule->name_length || path[length - rule->name_length - 1] == '/';
}

static const struct rule *find_rule(void) {
  for (u32 i = 0; i < walk.rules; i++)
    if (is_rule_of(walk.rule + i, room->path + BELOW)) return walk.rule + i;
  return 0;
}

static void walk_entry(u32 type, u32 depth);

static void walk_directory(const struct found *found, u32 depth) {
  char entries[4096];
  u64 end = text_length(room->path);
  i64 directory = open_entry(), n = directory;
  while (directory >= 0 && (n = SYS3(getdents64, directory, entries, sizeof entries)) > 0) {
    for (i64 at = 0; at < n; at += *(u16 *)(entries + at + 16)) {
      const char *name = entries + at + 19;
      if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))) continue;
      if (end + 1 + text_length(name) >= PATH_ROOM) continue;
      put_text(put_text(room->path + end, "/"), name);
      walk_entry((u8)entries[at + 18], depth + 1);
      room->path[end] = 0;
    }
  }
  if (directory >= 0) SYS1(close, directory);
  if (depth > 0) tell(found, n, 0, 0);
  else if (n < 0) leave(1);
}

/* `type`: what the directory says that it is. */
static void walk_entry(u32 type, u32 depth) {
  static const u8 kinds[16] = {[4] = FOUND_DIRECTORY, [8] = FOUND_FILE, [10] = FOUND_LINK};
  u32 status[64];
  const struct rule *rule = find_rule();
  if (rule && rule->most == 0 && rule->key_length == 0) return;
  i64 error = SYS5(statx, AT_FDCWD, room->path, AT_SYMLINK_NOFOLLOW, 0x7ff, status);
  struct found found = {kinds[type & 15], 0, 0};
  if (error == 0) {
    u32 mode = status[7] & 0xffff;
    found = (struct found){kinds[mode >> 12], mode & 07777, status[5]};
  }
  if (found.kind == 0) return;
  if (error == 0 && found.kind == FOUND_DIRECTORY && depth > DEPTH) error = -ENAMETOOLONG;
  if (error < 0) tell(&found, error, 0, 0);
  else if (found.kind == FOUND_FILE) walk_file(&found, rule && rule->most ? rule->most : ~0UL);
  else if (found.kind == FOUND_LINK) walk_link(&found);
  else if (!rule || rule->key_length == 0 || !was_walked(rule)) walk_directory(&found, depth);
}

/* In a PID namespace of our own somebody else has to be seen: one who sleeps, and one who has ended. */
static void make_company(void) {
  if (SYS5(clone, 17, 0, 0, 0, 0) == 0)
    for (;;) SYS5(ppoll, 0, 0, 0, 0, 8);
  i64 pid = SYS5(clone, 17, 0, 0, 0, 0);
  if (pid == 0) leave(0);
  SYS5(waitid, 1, pid, 0, 0x01000004, 0); /* P_PID, WEXITED | WNOWAIT */
}

static void walk_proc(i32 to) __attribute__((noreturn));
static void walk_proc(i32 to) {
  SYS5(prctl, 1, 9, 0, 0, 0); /* PR_SET_PDEATHSIG */
  SYS3(dup3, to, 1, 0);
  SYS1(close, to);
  if (fresh_world() < 0) leave(1);
  if (!walk.whole) make_company();
  walk_directory(0, 0);
  leave(0);
}

/* Hands on whole frames only, so that the end of a walker leaves none cut. Gives 0 when nothing came for too long. */
static int relay(i32 from) {
  struct {
    i32 file;
    u16 events, seen;
  } sources[2] = {{from, POLLIN, 0}, {0, POLLERR_HUP, 0}};
  u64 have = 0;
  for (;;) {
    struct time time = {walk.patience / 1000, walk.patience % 1000 * 1000000L};
    i64 ready = SYS5(ppoll, sources, 2, &time, 0, 8);
    if (ready > 0 && sources[1].seen) leave(0);
    if (ready <= 0) return 0;
    i64 n = SYS3(read, from, room->relay + have, sizeof room->relay - have);
    if (n <= 0) return 1;
    have += (u64)n;
    u64 whole = 0;
    for (;;) {
      struct reader next = {room->relay + whole, room->relay + have, 0};
      u64 length = 4 + get(&next, 4);
      if (next.bad || length > have - whole) break;
      whole += length;
    }
    write_all(room->relay, whole);
    memmove(room->relay, room->relay + whole, have -= whole);
  }
}

static void tell_end(u32 ended) {
  struct writer w = {room->frame, room->frame, room->frame + FRAME_ROOM, 0};
  frame_open(&w, FRAME_WALKED);
  put(&w, walk.id, 4);
  put(&w, ended, 1);
  put_string(&w, room->path);
  frame_close(&w);
  write_all(w.start, (u64)(w.at - w.start));
}

void serve_walk(void) {
  struct reader in = {desk->request + 5, desk->request + desk->request_length, 0};
  i32 ends[2], status = -1;
  if (!read_walk(&in, &walk) || SYS2(pipe2, ends, O_CLOEXEC) < 0) leave(3);
  room = (struct room *)desk->answer;
  room->known = 0;
  put_text(room->path, ROOT);
  i64 pid = SYS5(clone, 17 | CLONE_NEWNS | (walk.whole ? 0 : CLONE_NEWPID), 0, 0, 0, 0);
  if (pid == 0) walk_proc(ends[1]);
  SYS1(close, ends[1]);
  int ended = pid > 0 && relay(ends[0]);
  SYS1(close, ends[0]);
  if (pid > 0) {
    if (!ended) SYS2(kill, pid, 9);
    SYS4(wait4, pid, &status, 0x40000000, 0);
    leave_world();
  }
  tell_end(status == 0 ? ENDED_COMPLETE : ended || pid < 0 ? ENDED_DIED : ENDED_HUNG);
}
