/*
 * setuid/nobody: -1 is no user: EINVAL.
 * Written in: setuid(2), ERRORS; kernel/sys.c, __sys_setuid.
 * Found on proot 5.1.0 (of Debian 12, `proot -0`), on Linux 6.18: setuid(-1) succeeds, and getuid says
 * 4294967295 from then on. So does setgid(-1), and setfsuid(-1), which on
 *
 * gcc -Wall -Wextra -std=gnu11 -static -o program program.c && ./program; echo $?
 * Exit status: 0 what Linux shows was seen, 1 something else was, 2 the program could not do its work.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Seconds of a clock that nobody sets. */
static time_t seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* The exit status if something else is seen than on Linux: 1, and 2 while the step in question is not reached. */
static volatile int *otherwise;

/* Where it is told what was seen. */
static int report = 1;

/* The program cannot do its work. */
static void __attribute__((noreturn)) cannot(const char *what)
{
    printf("cannot %s: %s\n", what, strerror(errno));
    exit(2);
}

/* Says what Linux answers and what was seen instead, and ends. */
static void __attribute__((noreturn)) deviates(const char *what, const char *wanted, const char *seen)
{
    dprintf(report, "%s: expected %s, saw %s\n", what, wanted, seen);
    exit(*otherwise);
}

/* A value, or the name of an error. */
static const char *words(char *text, size_t size, long value, int error)
{
    const char *name = strerrorname_np(error);

    if (error == 0)
        snprintf(text, size, "%ld", value);
    else
        snprintf(text, size, "%s %d (%s)", name ? name : "error", error, strerror(error));
    return text;
}

/* `name` is how the program writes what is wanted. */
static void compare(const char *what, long seen, int error, const char *name, long wanted, int wanted_error)
{
    char number[100], expected[200], was[100];

    if (seen == wanted && error == wanted_error)
        return;
    words(number, sizeof number, wanted, wanted_error);
    if (wanted_error == 0 && strcmp(name, number) != 0)
        snprintf(expected, sizeof expected, "%.90s (%s)", name, number);
    else
        snprintf(expected, sizeof expected, "%s", number);
    deviates(what, expected, words(was, sizeof was, seen, error));
}

static void answered(const char *what, long seen, const char *name, long wanted, int wanted_error)
{
    compare(what, seen, seen == -1 ? errno : 0, name, wanted, wanted_error);
}

/* The call has to fail with this error. */
#define expect_error(call, error) answered(#call, (long)(call), "", -1, error)

/* The rest of the program is done by a child: a call that hangs or kills is told of, too. */
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
            printf("expected all calls to come back, saw that one still sleeps after 30 seconds\n");
            exit(*otherwise);
        }
    if (WIFEXITED(status) && WEXITSTATUS(status) <= 2)
        exit(WEXITSTATUS(status));
    printf("expected the tale to come to its end, saw that it ");
    if (WIFSIGNALED(status))
        printf("died of SIG%s\n", sigabbrev_np(WTERMSIG(status)));
    else
        printf("became another program\n");
    exit(*otherwise);
}

/* Others may do less. */
static void be_root(void)
{
    if (geteuid() == 0)
        return;
    printf("cannot do this: run it as root\n");
    exit(2);
}

int main(void)
{
    in_a_child(2);
    be_root();

    /* 1. setuid: set the effective user of the calling thread, and with privilege the real and
     * saved ones too.
     * This is the step in question (setuid/nobody). -1 is no user: EINVAL. */
    *otherwise = 1;
    expect_error(setuid(-1), EINVAL);
    return 0;
}
