/** The program behind crowds: processes of which /proc has much to say. It ends what it made when its input ends. */
export const CROWD_PROGRAM = String.raw`
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void check(int is_ok, const char *what) {
  if (is_ok) return;
  perror(what);
  exit(1);
}

/* Neighbours differ in protection, so that the kernel merges none; every fourth is of a file. */
static void map_many(int count, const char *path) {
  int file = open(path, O_RDONLY);
  check(file >= 0, path);
  for (int i = 0; i < count; i++) {
    int is_file = i % 4 == 3;
    int flags = MAP_PRIVATE | (is_file ? 0 : MAP_ANONYMOUS);
    void *at = mmap(NULL, 4096, i % 2 ? PROT_READ : PROT_READ | PROT_WRITE, flags, is_file ? file : -1, 0);
    check(at != MAP_FAILED, "mmap");
  }
}

/* A listener and count / 2 connections of both ends, in a network namespace of their own. */
static void connect_many(int count) {
  struct rlimit files = { (rlim_t)count + 64, (rlim_t)count + 64 };
  check(setrlimit(RLIMIT_NOFILE, &files) == 0, "setrlimit");
  check(unshare(CLONE_NEWNET) == 0, "unshare");
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct ifreq loopback = { .ifr_name = "lo", .ifr_flags = IFF_UP };
  check(ioctl(listener, SIOCSIFFLAGS, &loopback) == 0, "lo");
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  check(bind(listener, (struct sockaddr *)&address, length) == 0, "bind");
  check(listen(listener, 16) == 0, "listen");
  check(getsockname(listener, (struct sockaddr *)&address, &length) == 0, "getsockname");
  for (int i = 0; i < count / 2; i++) {
    int one = socket(AF_INET, SOCK_STREAM, 0);
    check(connect(one, (struct sockaddr *)&address, length) == 0, "connect");
    check(accept(listener, NULL, NULL) >= 0, "accept");
  }
}

static pid_t *fork_many(int count) {
  pid_t *children = calloc((size_t)count, sizeof *children);
  check(children != NULL, "calloc");
  for (int i = 0; i < count; i++) {
    pid_t parent = getpid();
    children[i] = fork();
    check(children[i] >= 0, "fork");
    if (children[i] > 0) continue;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    for (;;) pause();
  }
  return children;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  int count = atoi(argv[2]);
  pid_t *children = NULL;
  if (strcmp(argv[1], "mappings") == 0) map_many(count, argv[0]);
  else if (strcmp(argv[1], "connections") == 0) connect_many(count);
  else children = fork_many(count);
  printf("%d", (int)getpid());
  for (int i = 0; children != NULL && i < count; i++) printf(" %d", (int)children[i]);
  puts("");
  fflush(stdout);
  char byte;
  while (read(0, &byte, 1) > 0) continue;
  for (int i = 0; children != NULL && i < count; i++) {
    kill(children[i], SIGKILL);
    waitpid(children[i], NULL, 0);
  }
  return 0;
}
`;
