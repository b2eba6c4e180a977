/* The init of a guest kernel that runs one program: the first argument of the kernel behind "--" is its path. It says how
 * the program ended, in a last line "exit status N", and switches the machine off. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments) {
  int status = 0;
  static const char *const rooms[][2] = {{"/proc", "proc"}, {"/tmp", "tmpfs"}, {"/dev", "devtmpfs"}};
  for (unsigned i = 0; i < sizeof rooms / sizeof *rooms; i++) {
    mkdir(rooms[i][0], 0755);
    mount(rooms[i][1], rooms[i][0], rooms[i][1], 0, 0);
  }
  pid_t program = fork();
  if (program == 0) {
    execl(count > 1 ? arguments[1] : "", "program", (char *)0);
    _exit(127);
  }
  while (wait(&status) != program)
    ;
  printf("\nexit status %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  fflush(stdout);
  reboot(RB_POWER_OFF);
  return 1;
}
