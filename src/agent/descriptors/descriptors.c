/* Makes one descriptor of each kind that Linux has lines for in fdinfo, prints "FD KIND" for each, or "KIND ERRNO"
   where the kernel refuses, then "done", and waits until its standard input ends. What it makes ends with it: what
   needs a network is made in a network namespace of its own. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/if_tun.h>
#include <linux/io_uring.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

static int make_eventfd(void) { return eventfd(7, 0); }

static int make_epoll(void) {
  int epoll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN};
  if (epoll >= 0) epoll_ctl(epoll, EPOLL_CTL_ADD, eventfd(0, 0), &event);
  return epoll;
}

static int make_signalfd(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  return signalfd(-1, &set, 0);
}

static int make_timerfd(void) {
  int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  struct itimerspec never = {{1, 2}, {100000, 0}};
  if (timer >= 0) timerfd_settime(timer, 0, &never, 0);
  return timer;
}

static int make_inotify(void) {
  int watcher = inotify_init1(0);
  if (watcher >= 0) inotify_add_watch(watcher, "/", IN_DELETE_SELF);
  return watcher;
}

static int make_fanotify(void) {
  int watcher = fanotify_init(FAN_CLASS_NOTIF, O_RDONLY);
  if (watcher >= 0) fanotify_mark(watcher, FAN_MARK_ADD, FAN_OPEN | FAN_ONDIR, AT_FDCWD, "/proc/self/fdinfo");
  return watcher;
}

static int make_pidfd(void) { return (int)syscall(SYS_pidfd_open, getpid(), 0); }

static int make_memfd(void) { return memfd_create("one of each", 0); }

static int make_pipe(void) {
  int ends[2];
  return pipe(ends) < 0 ? -1 : ends[0];
}

static int make_unix(void) { return socket(AF_UNIX, SOCK_STREAM, 0); }

static int make_tcp(void) { return socket(AF_INET, SOCK_STREAM, 0); }

static int make_netlink(void) { return socket(AF_NETLINK, SOCK_RAW, 0); }

static int make_io_uring(void) {
  struct io_uring_params params = {0};
  return (int)syscall(SYS_io_uring_setup, 4, &params);
}

static int make_userfaultfd(void) { return (int)syscall(SYS_userfaultfd, 0); }

static int make_tty(void) { return posix_openpt(O_RDWR | O_NOCTTY); }

static int make_map(void) {
  union bpf_attr map;
  memset(&map, 0, sizeof map);
  map.map_type = BPF_MAP_TYPE_ARRAY;
  map.key_size = 4;
  map.value_size = 8;
  map.max_entries = 2;
  return (int)syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map);
}

static int load_program(int type) {
  static const struct bpf_insn ZERO[2] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K}, {.code = BPF_JMP | BPF_EXIT}};
  union bpf_attr program;
  memset(&program, 0, sizeof program);
  program.prog_type = type;
  program.insns = (unsigned long)ZERO;
  program.insn_cnt = 2;
  program.license = (unsigned long)"GPL";
  return (int)syscall(SYS_bpf, BPF_PROG_LOAD, &program, sizeof program);
}

static int make_program(void) { return load_program(BPF_PROG_TYPE_SOCKET_FILTER); }

static int make_link(void) {
  int program = load_program(BPF_PROG_TYPE_FLOW_DISSECTOR);
  if (program < 0) return -1;
  union bpf_attr link;
  memset(&link, 0, sizeof link);
  link.link_create.prog_fd = program;
  link.link_create.target_fd = open("/proc/self/ns/net", O_RDONLY);
  link.link_create.attach_type = BPF_FLOW_DISSECTOR;
  return (int)syscall(SYS_bpf, BPF_LINK_CREATE, &link, sizeof link);
}

/* One type, an int of 32 bits: header, the type, and its name. */
static int make_btf(void) {
  static const unsigned char BTF[] = {0x9f, 0xeb, 1, 0, 24, 0, 0, 0, 0,  0, 0, 0, 16, 0,   0,   0,   16, 0, 0, 0, 5, 0, 0,
                                      0,    1,    0, 0, 0,  0, 0, 0, 1, 4, 0, 0, 0,  32, 0, 0, 1, 0, 'i', 'n', 't', 0};
  union bpf_attr btf;
  memset(&btf, 0, sizeof btf);
  btf.btf = (unsigned long)BTF;
  btf.btf_size = sizeof BTF;
  return (int)syscall(SYS_bpf, BPF_BTF_LOAD, &btf, sizeof btf);
}

static int make_tun(void) {
  int tun = open("/dev/net/tun", O_RDWR);
  struct ifreq interface = {.ifr_name = "one%d", .ifr_flags = IFF_TUN | IFF_NO_PI};
  if (tun < 0 || ioctl(tun, TUNSETIFF, &interface) == 0) return tun;
  int error = errno;
  close(tun);
  errno = error;
  return -1;
}

struct kind {
  const char *name;
  int (*make)(void);
};

static const struct kind ANYWHERE[] = {
    {"eventfd", make_eventfd},   {"epoll", make_epoll},       {"signalfd", make_signalfd},
    {"timerfd", make_timerfd},   {"inotify", make_inotify},   {"fanotify", make_fanotify},
    {"pidfd", make_pidfd},       {"memfd", make_memfd},       {"pipe", make_pipe},
    {"unix-socket", make_unix},  {"tcp-socket", make_tcp},    {"netlink-socket", make_netlink},
    {"io_uring", make_io_uring}, {"userfaultfd", make_userfaultfd}, {"tty", make_tty},
    {"bpf-map", make_map},       {"bpf-prog", make_program},  {"btf", make_btf},
};
static const struct kind IN_A_NETWORK_OF_ITS_OWN[] = {{"bpf-link", make_link}, {"tun", make_tun}};

static void make(const struct kind *kind) {
  int fd = kind->make();
  if (fd >= 0) printf("%d %s\n", fd, kind->name);
  else printf("%s %d\n", kind->name, errno);
}

int main(void) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (size_t i = 0; i < sizeof ANYWHERE / sizeof *ANYWHERE; i++) make(&ANYWHERE[i]);
  int is_apart = unshare(CLONE_NEWNET) == 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0, error = errno;
  for (size_t i = 0; i < sizeof IN_A_NETWORK_OF_ITS_OWN / sizeof *IN_A_NETWORK_OF_ITS_OWN; i++)
    if (is_apart) make(&IN_A_NETWORK_OF_ITS_OWN[i]);
    else printf("%s %d\n", IN_A_NETWORK_OF_ITS_OWN[i].name, error);
  puts("done");
  fflush(stdout);
  char byte;
  while (read(0, &byte, 1) > 0) continue;
  return 0;
}
