/* The init of a guest kernel that runs nothing but the agent: a root, /proc and /dev, and a serial line that carries frames.
 * The first argument of the kernel behind "--" is the line. A second one is a line that is told how many bytes were taken
 * from the first, 16 bits each: whoever sends may send no more than has room. When the agent ends, the machine is
 * switched off. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* Says what failed on the kernel's console, and switches the machine off. */
static void fail(const char *what) {
  perror(what);
  reboot(RB_POWER_OFF);
}

static void copy(const char *from, const char *to) {
  char bytes[65536];
  ssize_t n;
  int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_CLOEXEC, 0755);
  while ((n = read(in, bytes, sizeof bytes)) > 0)
    if (write(out, bytes, n) != n) fail(to);
  if (n < 0) fail(from);
  close(in);
  close(out);
}

/* The first root of a kernel cannot be left by pivot_root, which the agent needs: one of ours covers it. */
static void make_root(void) {
  static const char *const rooms[] = {"root/tmp", "root/proc", "root/dev", "root/sys"};
  mkdir("root", 0755);
  if (mount("root", "root", "tmpfs", 0, "mode=755") < 0) fail("root");
  for (unsigned i = 0; i < sizeof rooms / sizeof *rooms; i++) mkdir(rooms[i], 0755);
  copy("agent", "root/agent");
  if (mount("proc", "root/proc", "proc", 0, 0) < 0) fail("proc");
  if (mount("dev", "root/dev", "devtmpfs", 0, 0) < 0) fail("dev");
  mount("sys", "root/sys", "sysfs", 0, 0); /* the agent can do without */
  if (chdir("root") < 0 || mount(".", "/", 0, MS_MOVE, 0) < 0 || chroot(".") < 0) fail("new root");
}

/* Every byte comes through as it is. */
static int open_line(const char *path) {
  struct termios raw;
  int line = open(path, O_RDWR | O_NOCTTY);
  if (line < 0 || tcgetattr(line, &raw) < 0) fail(path);
  cfmakeraw(&raw);
  cfsetspeed(&raw, B115200);
  raw.c_cflag = (raw.c_cflag & ~HUPCL) | CLOCAL;
  if (tcsetattr(line, TCSANOW, &raw) < 0) fail(path);
  return line;
}

/* Passes on what comes, and tells how much that was. The agent that is gone ends this process as well (SIGPIPE). */
static void pass_on(int from, int to, int counts) {
  unsigned char bytes[4096];
  for (;;) {
    ssize_t n = read(from, bytes, sizeof bytes);
    unsigned char count[2] = {n & 255, n >> 8};
    if (n <= 0 || write(to, bytes, n) != n || write(counts, count, sizeof count) != sizeof count) fail("line");
  }
}

int main(int count, char **arguments) {
  int ends[2];
  make_root();
  int line = open_line(count > 1 ? arguments[1] : ""), input = line;
  if (count > 2) {
    if (pipe2(ends, O_CLOEXEC) < 0) fail("pipe");
    if (fork() == 0) pass_on(line, ends[1], open_line(arguments[2]));
    close(ends[1]);
    input = ends[0];
  }
  pid_t agent = fork();
  if (agent == 0) {
    dup2(input, 0);
    dup2(line, 1);
    for (int i = 2; i < 8; i++) close(i);
    execl("/agent", "agent", "serve", "0", (char *)0);
    fail("agent");
  }
  waitpid(agent, 0, 0);
  reboot(RB_POWER_OFF);
  return 1;
}
