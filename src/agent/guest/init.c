/* The init of a guest kernel that runs nothing but the agent: a root, /proc and /dev, and a serial line that carries frames.
 * The first argument of the kernel behind "--" is the line. When the agent ends, the machine is switched off. */
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

/* Every byte of a frame comes through as it is. */
static void open_line(const char *path) {
  struct termios raw;
  int line = open(path, O_RDWR | O_NOCTTY);
  if (line < 0 || tcgetattr(line, &raw) < 0) fail(path);
  cfmakeraw(&raw);
  cfsetspeed(&raw, B115200);
  raw.c_cflag = (raw.c_cflag & ~HUPCL) | CLOCAL;
  if (tcsetattr(line, TCSANOW, &raw) < 0) fail(path);
  dup2(line, 0);
  dup2(line, 1);
  if (line > 1) close(line);
}

int main(int count, char **arguments) {
  make_root();
  open_line(count > 1 ? arguments[1] : "");
  if (fork() == 0) {
    execl("/agent", "agent", "serve", "0", (char *)0);
    fail("agent");
  }
  wait(0);
  reboot(RB_POWER_OFF);
  return 1;
}
