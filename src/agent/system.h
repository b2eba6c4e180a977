/* The system calls that the agent itself makes, by number, and the stubs of system-<arch>.S. */
#ifndef SYSTEM_H
#define SYSTEM_H
#include "agent.h"

/* system-<arch>.S */
i64 sys(u64 number, u64 a, u64 b, u64 c, u64 d, u64 e, u64 f);
/* Makes the scenario's call. In a new actor (`child` given, result 0) it never returns: it begins on `top`. */
i64 scenario_call(u64 number, const u64 *words, struct slot *child, u64 top);
/* The instructions of a scenario. They give 0, or minus EFAULT when they faulted and the signal was handled. */
i64 store_word(u64 address, u64 value);
i64 load_word(u64 address, i64 *value);
extern const char store_word_at[], load_word_at[]; /* what faults */
extern const char word_fault[];                    /* where to go on after it */
extern const char scenario_after[]; /* the address behind the scenario's system call instruction */
extern const char handler_entry[]; /* four entries of 16 bytes: see README.md, signal handlers */
extern const char handler_return[];
#define EPERM 1
#define ENOEXEC 8
#define EINVAL 22
#define EMFILE 24

void on_stack(u64 top, void (*go)(struct slot *), struct slot *slot) __attribute__((noreturn));

#if defined(__x86_64__)
#define ARCH 1
#define CONTEXT_PC 168 /* of the interrupted instruction, in a ucontext */
enum {
  N_read = 0, N_write = 1, N_close = 3, N_pread64 = 17, N_sched_yield = 24, N_shmget = 29,
  N_shmat = 30, N_getpid = 39, N_exit = 60, N_wait4 = 61, N_kill = 62, N_uname = 63, N_shmctl = 31,
  N_fchmod = 91, N_umask = 95, N_setsid = 112, N_chdir = 80, N_getuid = 102, N_getgid = 104, N_prctl = 157,
  N_getrlimit = 97, N_ioprio_set = 251, N_setrlimit = 160, N_mount = 165, N_umount2 = 166, N_pivot_root = 155, N_gettid = 186, N_futex = 202,
  N_sched_setaffinity = 203, N_sched_getaffinity = 204, N_clock_gettime = 228, N_exit_group = 231,
  N_openat = 257, N_mkdirat = 258, N_mknodat = 259, N_ppoll = 271, N_unshare = 272, N_clone = 56,
  N_execve = 59, N_mmap = 9, N_close_range = 436, N_rt_sigaction = 13, N_rt_sigprocmask = 14,
  N_fcntl = 72, N_sched_setattr = 314, N_setpriority = 141, N_setgroups = 116, N_capget = 125, N_getdents64 = 217, N_arch_prctl = 158,
  N_ioctl = 16, N_perf_event_open = 298, N_sigaltstack = 131, N_getcpu = 309, N_pipe2 = 293, N_dup3 = 292, N_chroot = 161,
  N_readlinkat = 267, N_statx = 332, N_waitid = 247, N_setresuid = 117, N_setresgid = 119,
};
#elif defined(__aarch64__)
#define ARCH 2
#define CONTEXT_PC 440
enum {
  N_read = 63, N_write = 64, N_close = 57, N_pread64 = 67, N_sched_yield = 124, N_shmget = 194,
  N_shmat = 196, N_getpid = 172, N_exit = 93, N_wait4 = 260, N_kill = 129, N_uname = 160, N_shmctl = 195,
  N_fchmod = 52, N_umask = 166, N_setsid = 157, N_chdir = 49, N_getuid = 174, N_getgid = 176, N_prctl = 167,
  N_getrlimit = 163, N_ioprio_set = 30, N_setrlimit = 164, N_mount = 40, N_umount2 = 39, N_pivot_root = 41, N_gettid = 178, N_futex = 98,
  N_sched_setaffinity = 122, N_sched_getaffinity = 123, N_clock_gettime = 113, N_exit_group = 94,
  N_openat = 56, N_mkdirat = 34, N_mknodat = 33, N_ppoll = 73, N_unshare = 97, N_clone = 220,
  N_execve = 221, N_mmap = 222, N_close_range = 436, N_rt_sigaction = 134, N_rt_sigprocmask = 135,
  N_fcntl = 25, N_sched_setattr = 274, N_setpriority = 140, N_setgroups = 159, N_capget = 90, N_getdents64 = 61,
  N_ioctl = 29, N_perf_event_open = 241, N_sigaltstack = 132, N_getcpu = 168, N_pipe2 = 59, N_dup3 = 24, N_chroot = 51,
  N_readlinkat = 78, N_statx = 291, N_waitid = 95, N_setresuid = 147, N_setresgid = 149,
};
#endif

#define SYS0(n) sys(N_##n, 0, 0, 0, 0, 0, 0)
#define SYS1(n, a) sys(N_##n, (u64)(a), 0, 0, 0, 0, 0)
#define SYS2(n, a, b) sys(N_##n, (u64)(a), (u64)(b), 0, 0, 0, 0)
#define SYS3(n, a, b, c) sys(N_##n, (u64)(a), (u64)(b), (u64)(c), 0, 0, 0)
#define SYS4(n, a, b, c, d) sys(N_##n, (u64)(a), (u64)(b), (u64)(c), (u64)(d), 0, 0)
#define SYS5(n, a, b, c, d, e) sys(N_##n, (u64)(a), (u64)(b), (u64)(c), (u64)(d), (u64)(e), 0)
#define SYS6(n, a, b, c, d, e, f) sys(N_##n, (u64)(a), (u64)(b), (u64)(c), (u64)(d), (u64)(e), (u64)(f))

#define AT_FDCWD (-100)
#define CLONE_VFORK 0x00004000
#define CLONE_NEWNS 0x00020000
#define CLONE_NEWIPC 0x08000000
#define CLONE_NEWUSER 0x10000000
#define CLONE_NEWPID 0x20000000
#define POLLIN 1
#define POLLERR_HUP 0x2018 /* POLLERR, POLLHUP, POLLRDHUP */
#define F_SETOWN 8
#define FUTEX_WAIT 0
#define FUTEX_WAKE 1

struct time {
  i64 seconds;
  i64 nanoseconds;
};

#define CLOCK_THREAD_CPUTIME_ID 3
#define THREAD_TICKS -4L /* CPUCLOCK_PROF of the caller's thread (kernel/time/posix-cpu-timers.c) */

/* Nanoseconds between two times. */
static inline i64 elapsed(const struct time *from, const struct time *to) {
  return (to->seconds - from->seconds) * 1000000000L + to->nanoseconds - from->nanoseconds;
}

/* The thread register leads to the slot of the actor that the thread is. */
static inline void set_self(struct slot *slot) {
#if defined(__x86_64__)
  SYS2(arch_prctl, 0x1002, slot); /* ARCH_SET_FS */
#else
  __asm__ volatile("msr tpidr_el0, %0" : : "r"(slot));
#endif
}
static inline struct slot *get_self(void) {
  struct slot *slot;
#if defined(__x86_64__)
  __asm__ volatile("mov %%fs:0, %0" : "=r"(slot));
#else
  __asm__ volatile("mrs %0, tpidr_el0" : "=r"(slot));
#endif
  return slot;
}

/* Nanoseconds of the monotonic clock. */
static inline i64 monotonic(void) {
  struct time now;
  SYS2(clock_gettime, 1, &now);
  return now.seconds * 1000000000L + now.nanoseconds;
}

/* Ends the process. */
static inline void leave(int status) __attribute__((noreturn));
static inline void leave(int status) {
  for (;;) SYS1(exit_group, status);
}

#endif
