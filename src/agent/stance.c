/* The stance: what of whoever starts the agent is put right, and what stands in the way. */
#include "stance.h"
#include "system.h"

#define UNLIMITED ~0UL
#define RLIMIT_CORE 4
#define RLIMIT_NPROC 6
#define PR_GET_SECUREBITS 27
#define PR_SET_SECUREBITS 28
#define STATX_UID 8
#define F_GETPIPE_SZ 1032
#define USUAL_PIPE 65536

/* The limits that every scenario begins with: the model has the same (src/kernel/objects/limits.ts). */
static const struct {
  const char *name;
  u64 resource, soft_and_hard[2];
} limits[] = {
    {"RLIMIT_CPU", 0, {UNLIMITED, UNLIMITED}},
    {"RLIMIT_FSIZE", 1, {UNLIMITED, UNLIMITED}},
    {"RLIMIT_DATA", 2, {UNLIMITED, UNLIMITED}},
    {"RLIMIT_STACK", 3, {8 << 20, UNLIMITED}},
    {"RLIMIT_CORE", RLIMIT_CORE, {1, 1}}, /* no core: too small for a file, and of 1 none goes through a pipe either (fs/coredump.c) */
    {"RLIMIT_RSS", 5, {UNLIMITED, UNLIMITED}},
    {"RLIMIT_NOFILE", 7, {1024, 4096}},
    {"RLIMIT_MEMLOCK", 8, {65536, 65536}},
    {"RLIMIT_AS", 9, {UNLIMITED, UNLIMITED}},
    {"RLIMIT_LOCKS", 10, {UNLIMITED, UNLIMITED}},
    {"RLIMIT_SIGPENDING", 11, {2048, 2048}},
    {"RLIMIT_MSGQUEUE", 12, {65536, 65536}},
    {"RLIMIT_NICE", 13, {0, 0}},
    {"RLIMIT_RTPRIO", 14, {0, 0}},
    {"RLIMIT_RTTIME", 15, {UNLIMITED, UNLIMITED}},
};

/* Whether a file of /proc says this; `unread` where there is no such file. */
static int says(const char *path, const char *text, int unread) {
  static char content[4096];
  i64 file = SYS3(openat, AT_FDCWD, path, 02000000);
  if (file < 0) return unread;
  i64 n = SYS3(read, file, content, sizeof content), length = (i64)text_length(text);
  SYS1(close, file);
  for (i64 at = 0; at + length <= n; at++)
    if (memcmp(content + at, text, (usize)length) == 0) return 1;
  return 0;
}

/* The first byte of a file, or `unread` where there is none. */
static u8 first_of(const char *path, u8 unread) {
  u8 byte = unread;
  i64 file = SYS3(openat, AT_FDCWD, path, 02000000);
  if (file < 0) return unread;
  SYS3(read, file, &byte, 1);
  SYS1(close, file);
  return byte;
}

u8 setting_of(const char *path) { return (u8)(first_of(path, (u8)(NO_SETTING + '0')) - '0'); }

/* Whether every user there can be has a number here: so it is in the first user namespace, and in no other that matters.
 * A kernel without user namespaces has no such file. */
static int is_first_user_namespace(void) { return says("/proc/self/uid_map", "4294967295", 1); }

u64 held_capabilities(void) {
  u32 head[2] = {0x20080522, 0}, sets[6] = {0};
  if (SYS2(capget, head, sets) < 0 || !is_first_user_namespace()) return 0;
  return sets[0] | (u64)sets[3] << 32;
}

int is_machines_root(void) {
  static u8 status[256]; /* struct statx: stx_uid is at 20 */
  u32 owner;
  if (SYS0(getuid) != 0 || SYS5(statx, AT_FDCWD, "/proc/sys/kernel/ostype", 0, STATX_UID, status) < 0) return 0;
  memcpy(&owner, status + 20, sizeof owner);
  return owner == 0;
}

u8 may_limit_core(void) {
  u64 limit[2] = {0, 0};
  SYS2(getrlimit, RLIMIT_CORE, limit);
  return limit[1] != 0;
}

/* The limit on processes is set for each scenario: here it is only made possible. */
static i64 allow_processes(void) {
  u64 limit[2];
  i64 error = SYS2(getrlimit, RLIMIT_NPROC, limit);
  if (error < 0 || limit[1] >= PROCESSES) return error;
  limit[1] = PROCESSES;
  return SYS2(setrlimit, RLIMIT_NPROC, limit);
}

/* A user who has many pipes on the machine gets small ones from then on (fs/pipe.c, alloc_pipe_info). */
static i64 make_usual_pipe(void) {
  u32 ends[2];
  i64 error = SYS2(pipe2, ends, 0);
  if (error < 0) return error;
  i64 size = SYS2(fcntl, ends[0], F_GETPIPE_SZ);
  SYS1(close, ends[0]);
  SYS1(close, ends[1]);
  return size < USUAL_PIPE ? -EMFILE : 0;
}

/* What root is, and whether anybody can become more than it is: the first a new user namespace sets anew, the second nobody.
 * A socket gets the core of whoever crashes (Linux 6.16): no limit keeps it back, and who crashes takes its time.
 * That kernels which always tell of no_new_privs (gVisor) do not show it in /proc says that nobody has set it. */
static const char *take_usual_rights(u64 held, i64 *error) {
  *error = -EPERM;
  if (says("/proc/self/status", "Seccomp:\t2", 0)) return "a seccomp filter";
  if (first_of("/proc/sys/kernel/core_pattern", 0) == '@') return "a socket for cores";
  if (says("/proc/self/status", "NoNewPrivs:\t1", 0)) return "no_new_privs";
  if (SYS5(prctl, PR_GET_SECUREBITS, 0, 0, 0, 0) <= 0) return 0;
  *error = SYS5(prctl, PR_SET_SECUREBITS, 0, 0, 0, 0);
  return *error < 0 && CAN(held, CAP_SYS_ADMIN) ? "securebits" : 0;
}

const char *take_stance(u64 held, i64 *error) {
  const char *failed = take_usual_rights(held, error);
  if (failed) return failed;
  SYS2(setgroups, 0, 0);
  SYS3(ioprio_set, 1, 0, 0); /* of our own: who has one gives its children one, too */
  *error = SYS3(setpriority, 0, 0, 0);
  if (*error < 0 && !CAN(held, CAP_SYS_NICE)) return "a nice value of 0";
  *error = make_usual_pipe();
  if (*error < 0 && !CAN(held, CAP_SYS_RESOURCE)) return "a pipe of 64 KiB";
  *error = allow_processes();
  if (*error < 0 && !CAN(held, CAP_SYS_RESOURCE)) return "RLIMIT_NPROC";
  for (u32 i = 0; i < sizeof limits / sizeof *limits; i++) {
    *error = SYS2(setrlimit, limits[i].resource, limits[i].soft_and_hard);
    if (limits[i].resource == RLIMIT_CORE && !may_limit_core()) continue; /* the model is told */
    if (*error < 0 && !CAN(held, CAP_SYS_RESOURCE)) return limits[i].name;
  }
  return 0;
}
