/*
 * pipe/write/nothing-asked: write of no bytes returns 0 and sends nothing, reader or not.
 * Written in: pipe(7); fs/pipe.c, pipe_write: null write succeeds.
 * Found on gVisor release 20221219 (runsc of Debian 12, platform ptrace): SIGPIPE is sent, and the call
 * fails.
 *
 * gcc -Wall -Wextra -std=gnu11 -static -o program program.c && ./program; echo $?
 * Exit status: 0 what Linux shows was seen, 1 something else was, 2 the program could not do its work.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#undef SA_RESTORER
#define SA_RESTORER 0x4000000

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

/* The call has to give this. */
#define expect(call, wanted) answered(#call, (long)(call), #wanted, (long)(wanted), 0)

/* This has to be there. */
#define expect_value(value, wanted) compare(#value, (long)(value), 0, #wanted, (long)(wanted), 0)

/* A signal in a set. */
#define BIT(signal) (1UL << ((signal) - 1))

/* The kernel's 64 bits of a set. */
static unsigned long mask_of(const sigset_t *set)
{
    unsigned long bits;

    memcpy(&bits, set, sizeof bits);
    return bits;
}

/* What the handler was told, each time that it ran. */
static struct note {
    siginfo_t info;
    int alternate; /* it ran on the alternate stack */
} notes[16];
static volatile int ran, looked_at;

static void handler(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    (void)context;
    notes[ran % 16].info = *info;
    ran++;
}

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

/* The first free descriptor shall be 3. */
static void free_descriptors(void)
{
    for (int fd = 3; fd < 1000; fd++)
        close(fd);
}

int main(void)
{
    in_a_child(2);
    free_descriptors();

    /* 1. rt_sigaction: say what the process does with a signal, and be told what it did before. */
    struct sigaction act = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO };
    struct sigaction oact;
    expect(sigaction(SIGPIPE, &act, &oact), 0);
    expect_value(oact.sa_handler, SIG_DFL);
    expect_value((int)(oact.sa_flags & ~(SA_SIGINFO | SA_RESTORER)), (int)(0));
    expect_value(mask_of(&oact.sa_mask), 0);

    /* 2. pipe2: make a pipe with flags, and open both of its ends. */
    int fildes[2];
    expect(pipe2(fildes, 0), 0);
    expect_value((int)fildes[0], 3);
    expect_value((int)fildes[1], 4);

    /* 3. close: free a descriptor. */
    expect(close(3), 0);

    /* 4. write: bring bytes to an open file description.
     * This is the step in question (pipe/write/nothing-asked). write of no bytes returns 0 and
     * sends nothing, reader or not. */
    *otherwise = 1;
    expect(write(4, "", 0), 0);

    /* No handler has run but those. */
    expect_value(ran, 0);
    return 0;
}
