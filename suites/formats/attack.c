/* attack ROLE DIRECTORY COUNT NAME...: a process whose names, mounts, sockets or sizes attack those who read /proc.
   Names are hexadecimal. It runs in namespaces of its own, says "ready" and a word on what it made, and lives until
   its input ends. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct plan {
  const char *directory;
  long count;
  int names;
  char name[16][256];
  char **argv;
};

static void need(int holds, const char *what) {
  if (holds) return;
  perror(what);
  exit(1);
}

static void stay(void) {
  char byte;
  fflush(stdout);
  while (read(0, &byte, 1) > 0) continue;
  exit(0);
}

static void rename_process(struct plan *plan) {
  need(!prctl(PR_SET_NAME, plan->name[0]), "PR_SET_NAME");
  puts("ready");
}

static void mount_all(struct plan *plan) {
  need(!mount("top", plan->directory, "tmpfs", 0, 0) && !chdir(plan->directory), "tmpfs");
  for (int i = 0; i < plan->names; i++) {
    need(!mkdir(plan->name[i], 0755), plan->name[i]);
    need(!mount("attack", plan->name[i], "tmpfs", MS_NODEV, "size=64k"), plan->name[i]);
    char path[300];
    snprintf(path, sizeof path, "%s/%s", plan->name[i], plan->name[i]);
    int file = open(path, O_RDWR | O_CREAT, 0600);
    need(file >= 0 && !ftruncate(file, 4096), path);
    need(mmap(0, 4096, PROT_READ, MAP_SHARED, file, 0) != MAP_FAILED, path);
    close(file);
  }
  puts("ready");
}

static void bind_all(struct plan *plan) {
  need(!mount("top", plan->directory, "tmpfs", 0, 0) && !chdir(plan->directory), "tmpfs");
  for (int i = 0; i < plan->names; i++) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(plan->name[i]);
    memcpy(address.sun_path, plan->name[i], length);
    int socket_ = socket(AF_UNIX, SOCK_STREAM, 0);
    need(!bind(socket_, (void *)&address, offsetof(struct sockaddr_un, sun_path) + length + 1), plan->name[i]);
    need(!listen(socket_, 1), "listen");
  }
  puts("ready");
}

static void delete_all(struct plan *plan) {
  need(!mount("top", plan->directory, "tmpfs", 0, 0) && !chdir(plan->directory), "tmpfs");
  printf("ready");
  for (int i = 0; i < plan->names; i++) {
    int file = open(plan->name[i], O_RDWR | O_CREAT, 0600);
    need(file >= 0 && !ftruncate(file, 4096), plan->name[i]);
    need(mmap(0, 4096, PROT_READ, MAP_SHARED, file, 0) != MAP_FAILED && !unlink(plan->name[i]), plan->name[i]);
    printf(" %d", file);
  }
  puts("");
}

/* Becomes a copy of itself by the name that was asked for; that copy deletes itself. */
static void delete_program(struct plan *plan) {
  need(!mount("top", plan->directory, "tmpfs", 0, 0) && !chdir(plan->directory), "tmpfs");
  static char bytes[1 << 16];
  int from = open("/proc/self/exe", O_RDONLY), to = open(plan->name[0], O_WRONLY | O_CREAT, 0700);
  for (ssize_t n; (n = read(from, bytes, sizeof bytes)) > 0;) need(write(to, bytes, n) == n, "write");
  close(to);
  plan->argv[1] = "deleted-program";
  execv(plan->name[0], plan->argv);
  need(0, "execv");
}

static void be_deleted(struct plan *plan) {
  need(!unlink(plan->name[0]), "unlink");
  puts("ready");
}

/* Pages that may be read and pages that may not, by turns: each a mapping. */
static void map_many(struct plan *plan) {
  size_t page = sysconf(_SC_PAGESIZE);
  char *base = mmap(0, plan->count * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  need(base != MAP_FAILED, "mmap");
  for (long i = 0; i < plan->count; i += 2) need(!mprotect(base + i * page, page, PROT_READ), "mprotect");
  printf("ready %lx %zx\n", (unsigned long)base, page);
}

/* COUNT connections to 127.0.0.1:5000, or as many as descriptors are permitted for. */
static void connect_many(struct plan *plan) {
  struct rlimit limit = {plan->count * 2 + 64, plan->count * 2 + 64};
  if (setrlimit(RLIMIT_NOFILE, &limit)) {
    need(!getrlimit(RLIMIT_NOFILE, &limit), "getrlimit");
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  long most = ((long)limit.rlim_cur - 64) / 2, count = plan->count < most ? plan->count : most;
  struct sockaddr_in address = {AF_INET, htons(5000), {htonl(INADDR_LOOPBACK)}, {0}};
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct ifreq up = {.ifr_name = "lo", .ifr_flags = IFF_UP};
  need(!ioctl(listener, SIOCSIFFLAGS, &up), "lo");
  need(!bind(listener, (void *)&address, sizeof address) && !listen(listener, 8), "listen");
  for (long i = 0; i < count; i++) {
    int client = socket(AF_INET, SOCK_STREAM, 0);
    need(!connect(client, (void *)&address, sizeof address) && accept(listener, 0, 0) >= 0, "connect");
  }
  printf("ready %ld\n", count);
}

static void fork_many(struct plan *plan) {
  printf("ready");
  fflush(stdout);
  for (long i = 0; i < plan->count; i++) {
    pid_t parent = getpid(), child = fork();
    need(child >= 0, "fork");
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      while (getppid() == parent) pause();
      _exit(0);
    }
    printf(" %d", child);
  }
  puts("");
}

/* Writes the first name over all of its arguments, with no NUL behind it. */
static void overwrite(struct plan *plan) {
  char title[256], *begin = plan->argv[0], *last = begin;
  strcpy(title, plan->name[0]);
  for (char **arg = plan->argv; *arg; arg++) last = *arg + strlen(*arg);
  for (char *at = begin; at <= last; at++) *at = title[(at - begin) % strlen(title)];
  printf("ready %zu\n", (size_t)(last - begin) + 1);
}

static void decode(struct plan *plan, const char *digits) {
  char *to = plan->name[plan->names++];
  for (unsigned byte; sscanf(digits, "%2x", &byte) == 1; digits += 2) *to++ = (char)byte;
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    void (*play)(struct plan *);
  } ROLES[] = {
      {"name", rename_process}, {"mounts", mount_all},   {"sockets", bind_all},
      {"deleted", delete_all},  {"exe", delete_program}, {"deleted-program", be_deleted},
      {"maps", map_many},       {"tcp", connect_many},   {"children", fork_many},
      {"cmdline", overwrite},
  };
  static struct plan plan;
  need(argc >= 4 && argc <= 4 + 16, "arguments");
  plan.directory = argv[2];
  plan.count = atol(argv[3]);
  plan.argv = argv;
  for (int i = 4; i < argc; i++) decode(&plan, argv[i]);
  for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
    if (!strcmp(argv[1], ROLES[i].name)) {
      ROLES[i].play(&plan);
      stay();
    }
  return 2;
}
