/** A program with one actor: who watches it, and that it ends. */

export const TALE = {
  in_a_child: {
    headers: [
      'errno.h',
      'signal.h',
      'stdio.h',
      'stdlib.h',
      'string.h',
      'sys/mman.h',
      'sys/wait.h',
      'time.h',
      'unistd.h',
    ],
    needs: ['seconds', 'otherwise', 'cannot'],
    text: `/* The rest of the program is done by a child: a call that hangs or kills is told of, too. */
static void in_a_child(int before)
{
    int status;
    pid_t child;

    otherwise = mmap(NULL, sizeof *otherwise, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (otherwise == MAP_FAILED)
        cannot("get memory");
    *otherwise = before;
    if ((child = fork()) == -1)
        cannot("fork");
    if (child == 0)
        return;
    for (time_t late = seconds() + 30; waitpid(child, &status, WNOHANG) == 0; usleep(500))
        if (seconds() > late) {
            kill(child, SIGKILL);
            printf("expected all calls to come back, saw that one still sleeps after 30 seconds\\n");
            exit(*otherwise);
        }
    if (WIFEXITED(status) && WEXITSTATUS(status) <= 2)
        exit(WEXITSTATUS(status));
    printf("expected the tale to come to its end, saw that it ");
    if (WIFSIGNALED(status))
        printf("died of SIG%s\\n", sigabbrev_np(WTERMSIG(status)));
    else
        printf("became another program\\n");
    exit(*otherwise);
}`,
  },
  once: {
    headers: ['sys/resource.h', 'unistd.h'],
    needs: [],
    text: `/* A kernel that runs the program anew where Linux refuses shall not do so for ever: a limit tells that it did. */
static void once(void)
{
    const struct rlimit mark = { 0x7fffffff4242, 0x7fffffff4242 };
    struct rlimit limit;

    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_max == mark.rlim_max)
        _exit(3);
    setrlimit(RLIMIT_FSIZE, &mark);
}`,
  },
} as const;
