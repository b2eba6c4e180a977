/* Worlds: namespaces, a private root on a tmpfs, and what stands in it. */
#include "world.h"
#include "crowd.h"
#include "emulator.h"
#include "middleman.h"
#include "stance.h"
#include "system.h"

#define MS_NOSUID 2
#define MS_NODEV 4
#define MS_NOEXEC 8
#define MS_RDONLY 1
#define MS_REMOUNT 32
#define MS_BIND 4096
#define MS_REC 16384
#define MS_PRIVATE (1 << 18)
#define MNT_DETACH 2
#define ORDINARY 65534 /* nobody */

i64 write_file(const char *path, const char *text) {
  i64 file = SYS3(openat, AT_FDCWD, path, 02000001);
  if (file < 0) return file;
  i64 n = SYS3(write, file, text, text_length(text));
  SYS1(close, file);
  return n < 0 ? n : 0;
}

static i64 map_root(const char *path, u64 id) {
  char text[64];
  put_text(put_number(put_text(text, "0 "), id), " 1\n");
  return write_file(path, text);
}

/* With the rights of root: namespaces at once. Without: through a user namespace in which we are root. */
static const char *unshare_all(u32 uid, u32 gid, int capable, i64 *error) {
  u64 spaces = CLONE_NEWNS | CLONE_NEWIPC;
  *error = SYS1(unshare, capable ? spaces : spaces | CLONE_NEWUSER);
  if (*error < 0) return capable ? "namespaces" : "user namespace";
  if (capable) return 0;
  write_file("/proc/self/setgroups", "deny");
  if ((*error = map_root("/proc/self/uid_map", uid)) < 0) return "uid_map";
  if ((*error = map_root("/proc/self/gid_map", gid)) < 0) return "gid_map";
  return 0;
}

static i64 copy_file(i64 from, const char *to) {
  static u8 buffer[65536];
  i64 file = SYS4(openat, AT_FDCWD, to, 02000101, 0755);
  i64 n = file;
  while (n >= 0 && (n = SYS3(read, from, buffer, sizeof buffer)) > 0) n = SYS3(write, file, buffer, n);
  SYS1(close, file);
  return n;
}

/* /dev/null: a node of our own where we may make one; else the machine's, bound. */
static i64 make_null(int capable) {
  if (capable && SYS4(mknodat, AT_FDCWD, "dev/null", 020666, 0x103) == 0) return 0;
  i64 file = SYS4(openat, AT_FDCWD, "dev/null", 02000101, 0666);
  if (file < 0) return file;
  SYS1(close, file);
  return SYS5(mount, "/dev/null", "dev/null", 0, MS_BIND, 0);
}

static const char *furnish(i64 agent, int capable, i64 *error) {
  static const char *const rooms[] = {"bin", "dev", "proc", "work"};
  SYS1(umask, 0);
  for (u32 i = 0; i < 4; i++)
    if ((*error = SYS3(mkdirat, AT_FDCWD, rooms[i], 0755)) < 0) return rooms[i];
  SYS1(umask, 022);
  if ((*error = copy_file(agent, "bin/agent")) < 0) return "bin/agent";
  SYS1(umask, 0);
  if ((*error = make_null(capable)) < 0) return "dev/null";
  SYS1(umask, 022);
  /* In a user namespace a new /proc may be mounted only while another is in sight. */
  if (!capable && (*error = SYS5(mount, "/proc", "proc", 0, MS_BIND | MS_REC, 0)) < 0) return "proc";
  return 0;
}

/* Brings the file that a middleman needs into the new root. */
static i64 bring(const char *path) {
  i64 file = SYS3(openat, AT_FDCWD, path, 02000000);
  i64 n = file < 0 ? file : copy_file(file, "/bin/loader");
  SYS1(close, file);
  return n;
}

/* What only the machine's files tell: it is asked before they are out of sight. */
static struct crowd_events look_around(void) {
  static const char place[] = "/sys/kernel/tracing";
  struct crowd_events found = crowd_find();
  if (found.waking || SYS5(mount, "tracefs", place, "tracefs", 0, 0) < 0) return found;
  found = crowd_find();
  SYS2(umount2, place, MNT_DETACH);
  return found;
}

/* The current directory becomes the root, and nothing else can be reached; where roots cannot be exchanged, by chroot. A
 * middleman comes from the machine: its root stays in sight until the scenario begins. */
static i64 enter_root(int under) {
  if (under) return SYS2(pivot_root, ".", "." MACHINE);
  i64 error = SYS2(pivot_root, ".", ".");
  if (error == -EINVAL) return SYS1(chroot, ".");
  return error < 0 ? error : SYS2(umount2, ".", MNT_DETACH);
}

static const char *private_root(i64 program, char *const *words, int capable, struct crowd_events *events, i64 *error) {
  static const char *const places[] = {"/tmp", "/mnt", "/dev", "/usr"};
  *error = SYS5(mount, 0, "/", 0, MS_REC | MS_PRIVATE, 0);
  if (*error < 0 && *error != -EINVAL) return "private mounts"; /* EINVAL: a kernel where nothing is ever propagated */
  if (capable) *events = look_around();
  const char *place = 0;
  for (u32 i = 0; i < 4 && !place; i++)
    if ((*error = SYS5(mount, "abide", places[i], "tmpfs", MS_NOSUID, "mode=755")) == 0) place = places[i];
  if (!place) return "tmpfs";
  SYS1(chdir, place);
  const char *failed = furnish(program, capable, error);
  SYS1(close, program);
  if (failed) return failed;
  if ((*error = enter_root(words != 0)) < 0) return "new root";
  SYS1(chdir, "/");
  if (words && (*error = bring(*words)) < 0) return *words;
  *error = SYS5(mount, 0, "/", 0, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID, 0);
  return *error < 0 && *error != -EINVAL ? "read-only root" : 0; /* EINVAL: a kernel that does not remount */
}

static void pin(u32 wanted) {
  u64 allowed[128], chosen[128];
  i64 n = SYS3(sched_getaffinity, 0, sizeof allowed, allowed);
  u32 count = 0;
  for (i64 i = 0; i < n * 8; i++) count += (allowed[i / 64] >> (i % 64)) & 1;
  if (n <= 0 || count == 0) return;
  memset(chosen, 0, sizeof chosen);
  u32 skip = wanted % count;
  for (i64 i = 0; i < n * 8; i++) {
    if (!((allowed[i / 64] >> (i % 64)) & 1) || skip-- > 0) continue;
    chosen[i / 64] = 1UL << (i % 64);
    break;
  }
  SYS3(sched_setaffinity, 0, n, chosen);
}

/* The flags of an alternate signal stack outlive even execve, and an ancestor may have left any: no flags now. */
static void forget_stack_flags(void) {
  static u8 stack[ALT_STACK_BYTES];
  const struct {
    void *base;
    u64 flags, size;
  } plain = {stack, 0, sizeof stack};
  SYS2(sigaltstack, &plain, 0);
}

/* Root of a user namespace whom the machine knows as its own root is let off limits that others are held to. */
static i64 become_ordinary(void) {
  SYS2(setgroups, 0, 0);
  SYS3(setresgid, ORDINARY, ORDINARY, ORDINARY);
  i64 error = SYS3(setresuid, ORDINARY, ORDINARY, ORDINARY);
  SYS5(prctl, 4, 1, 0, 0, 0); /* PR_SET_DUMPABLE: its /proc/self is its own again */
  return error;
}

const char *enter_world(u32 cpu, u32 role, const struct between *between, i64 *error) {
  u32 uid = (u32)SYS0(getuid), gid = (u32)SYS0(getgid);
  int emulated = between->emulator != 0;
  u64 held = held_capabilities();
  u8 suid_dumpable = setting_of("/proc/sys/fs/suid_dumpable");
  u8 ptrace_scope = setting_of("/proc/sys/kernel/yama/ptrace_scope");
  int capable = CAN(held, CAP_SYS_ADMIN) && !emulated; /* an emulator is registered in a user namespace only */
  struct crowd_events events = {0, 0};
  /* Now: its directory may be hidden by the root, and closed to others than root. */
  i64 program = SYS3(openat, AT_FDCWD, emulated ? between->agent : "/proc/self/exe", 02000000);
  if ((*error = program) < 0) return "the agent's file";
  const char *failed = take_stance(held, error);
  if (failed) return failed;
  if (!capable && uid == 0 && is_machines_root()) {
    if ((*error = become_ordinary()) < 0) return "an ordinary user";
    uid = gid = ORDINARY;
  }
  SYS0(setsid);
  pin(cpu);
  failed = unshare_all(uid, gid, capable, error);
  if (!failed && emulated) failed = register_emulator(between->emulator, error);
  if (!failed) failed = private_root(program, between->middleman, capable, &events, error);
  if (failed) return failed;
  i64 id = SYS3(shmget, BOARD_KEY, BOARD_BYTES, 011666); /* IPC_CREAT, SHM_NORESERVE: what nobody touches costs nothing */
  if ((*error = id) < 0) return "shared memory";
  if ((*error = SYS3(shmat, id, BOARD_BASE, 0)) < 0) return "shared memory";
  struct board *b = board();
  b->role = role;
  b->uid = uid;
  b->capabilities = capable ? held : 0;
  b->suid_dumpable = suid_dumpable;
  b->ptrace_scope = ptrace_scope;
  b->core = may_limit_core();
  b->height = stack_height(&events);
  b->emulated = (u32)emulated;
  b->execing = NOBODY;
  b->events = events;
  if (between->middleman && (*error = middleman_note(between->middleman + 1)) < 0) return "middleman";
  b->magic = BOARD_MAGIC;
  forget_stack_flags();
  if (emulated) return learn_layout(error);
  char *const argv[] = {"agent", 0}, *const envp[] = {0};
  *error = SYS3(execve, "/bin/agent", argv, envp);
  return "/bin/agent";
}

i64 fresh_proc(void) {
  u64 safe = MS_NOSUID | MS_NODEV | MS_NOEXEC;
  return SYS5(mount, "proc", "/proc", "proc", safe | MS_RDONLY, 0);
}

i64 fresh_world(void) {
  i64 error = fresh_proc();
  if (error < 0) return error;
  error = SYS5(mount, "work", "/work", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755");
  if (error < 0) return error;
  return SYS1(chdir, "/work");
}

void leave_world(void) {
  if (SYS2(umount2, "/work", MNT_DETACH) == 0) SYS2(umount2, "/proc", MNT_DETACH);
}
