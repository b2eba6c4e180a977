/* Runs one program in a session of its own, and says on standard error what became of it and of all that it started:
 *
 *   keeper SECONDS GRACE PROGRAM
 *
 *   exit STATUS, left N    it ended by itself, and N processes outlived it by GRACE seconds
 *   signal NUMBER, left N  it was killed
 *   late, left N           it had not ended after SECONDS
 *
 * Nothing is left running: whoever is still there is killed, and so are all once standard input ends, for then the caller
 * is gone. Nobody escapes, for orphans become children of the keeper. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void start(char **command, const sigset_t *signals) {
  setsid();
  sigprocmask(SIG_UNBLOCK, signals, NULL);
  if (dup2(open("/dev/null", O_RDONLY), 0) == 0 && dup2(1, 2) == 2) execv(command[0], command);
  _exit(127);
}

/* Takes the ends of children that there are. False once there is no child. */
static int reap(pid_t program, int *status, int *ended) {
  for (;;) {
    int how = 0;
    pid_t child = waitpid(-1, &how, WNOHANG);
    if (child <= 0) return child == 0;
    if (child != program) continue;
    *status = how;
    *ended = 1;
  }
}

/* Sends SIGKILL to every child of this process. */
static void kill_children(void) {
  DIR *all = opendir("/proc");
  for (struct dirent *entry; all != NULL && (entry = readdir(all)) != NULL;) {
    char path[300], text[300];
    int parent = 0, at = -1, file;
    ssize_t size;
    snprintf(path, sizeof path, "/proc/%s/stat", entry->d_name);
    if (atoi(entry->d_name) == 0 || (file = open(path, O_RDONLY | O_CLOEXEC)) < 0) continue;
    size = read(file, text, sizeof text - 1);
    close(file);
    for (at = (int)size - 1; at >= 0 && text[at] != ')'; at--)
      ;
    text[size < 0 ? 0 : size] = '\0';
    if (at >= 0 && sscanf(text + at + 1, " %*c %d", &parent) == 1 && parent == getpid())
      kill(atoi(entry->d_name), SIGKILL);
  }
  if (all != NULL) closedir(all);
}

/* Kills all that is left, generation after generation. Gives how many there were. */
static int clear(void) {
  for (int count = 0;; count++) {
    kill_children();
    if (waitpid(-1, NULL, 0) < 0) return count;
  }
}

int main(int count, char **arguments) {
  int status = 0, ended = 0;
  sigset_t signals;
  if (count != 4) return 2;
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  sigprocmask(SIG_BLOCK, &signals, NULL);
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  struct pollfd watched[] = {{0, POLLIN, 0}, {signalfd(-1, &signals, SFD_CLOEXEC), POLLIN, 0}};
  pid_t program = fork();
  if (program == 0) start(arguments + 3, &signals);
  time_t late = time(NULL) + atoi(arguments[1]);
  while (reap(program, &status, &ended)) {
    struct signalfd_siginfo told;
    time_t left = late - time(NULL);
    if (left <= 0) break;
    poll(watched, 2, (int)left * 1000);
    if (watched[0].revents != 0) break;
    if (watched[1].revents != 0 && read(watched[1].fd, &told, sizeof told) < 0) break;
    if (reap(program, &status, &ended) && ended == 1) {
      late = time(NULL) + atoi(arguments[2]);
      ended = 2;
    }
  }
  const int left = clear();
  if (!ended)
    dprintf(2, "late, left %d\n", left);
  else if (WIFEXITED(status))
    dprintf(2, "exit %d, left %d\n", WEXITSTATUS(status), left);
  else
    dprintf(2, "signal %d, left %d\n", WTERMSIG(status), left);
  return 0;
}
