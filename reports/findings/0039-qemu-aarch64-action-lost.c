/*
 * rt_sigaction/asked: Linux sets the new action first; that the old one cannot be written is told
 * afterwards.
 * Written in: sigaction(2); kernel/signal.c, do_sigaction.
 * Found on qemu 7.2.22, its emulator of aarch64 in user space (qemu-user-static of Debian 12): The action
 * is the default one: nothing was set.
 *
 * gcc -Wall -Wextra -std=gnu11 -static -o program program.c && ./program; echo $?
 * Exit status: 0 what Linux shows was seen, 1 something else was, 2 the program could not do its work.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
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

/* The call has to fail with this error. */
#define expect_error(call, error) answered(#call, (long)(call), "", -1, error)

/* This has to be there. */
#define expect_value(value, wanted) compare(#value, (long)(value), 0, #wanted, (long)(wanted), 0)

/* Nothing is mapped there. */
#define UNMAPPED ((void *)0x10000)

/* A signal in a set. */
#define BIT(signal) (1UL << ((signal) - 1))

/* The kernel's 64 bits of a set. */
static unsigned long mask_of(const sigset_t *set)
{
    unsigned long bits;

    memcpy(&bits, set, sizeof bits);
    return bits;
}

/* The kernel's own struct, which is not the C library's. */
struct kernel_sigaction {
    void *handler;
    unsigned long flags;
    void *restorer;
    uint64_t mask;
};

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

int main(void)
{
    in_a_child(2);

    /* 1. rt_sigaction: say what the process does with a signal, and be told what it did before. */
    struct kernel_sigaction act = { .handler = SIG_IGN };
    expect_error(syscall(SYS_rt_sigaction, SIGUSR1, &act, UNMAPPED, 8L), EFAULT);

    /* 2. rt_sigaction: say what the process does with a signal, and be told what it did before.
     * This is the step in question (rt_sigaction/asked). Linux sets the new action first; that the
     * old one cannot be written is told afterwards. */
    *otherwise = 1;
    struct sigaction oact;
    expect(sigaction(SIGUSR1, NULL, &oact), 0);
    expect_value(oact.sa_handler, SIG_IGN);
    expect_value((int)(oact.sa_flags & ~(SA_SIGINFO | SA_RESTORER)), (int)(0));
    expect_value(mask_of(&oact.sa_mask), 0);
    return 0;
}
