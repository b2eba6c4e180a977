/*
 * pipe2/fault: A call that fails with EFAULT has made nothing: the next pipe gets the lowest free
 * descriptors, 3 and 4.
 * Written in: pipe2(2); fs/pipe.c, do_pipe2.
 * Found on qemu 7.2.22, its emulator of x86_64 in user space (qemu-user-static of Debian 12): The refused
 * call leaves both ends of a pipe open: the next pipe gets the descriptors 5 and 6.
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
#include <sys/syscall.h>
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

/* The call has to give this. */
#define expect(call, wanted) answered(#call, (long)(call), #wanted, (long)(wanted), 0)

/* The call has to fail with this error. */
#define expect_error(call, error) answered(#call, (long)(call), "", -1, error)

/* This has to be there. */
#define expect_value(value, wanted) compare(#value, (long)(value), 0, #wanted, (long)(wanted), 0)

/* Nothing is mapped there. */
#define UNMAPPED ((void *)0x10000)

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

    /* 1. pipe2: make a pipe with flags, and open both of its ends. */
    expect_error(syscall(SYS_pipe2, UNMAPPED, 0), EFAULT);

    /* 2. pipe2: make a pipe with flags, and open both of its ends.
     * This is the step in question (pipe2/fault). A call that fails with EFAULT has made nothing:
     * the next pipe gets the lowest free descriptors, 3 and 4. */
    *otherwise = 1;
    int fildes[2];
    expect(pipe2(fildes, 0), 0);
    expect_value((int)fildes[0], 3);
    expect_value((int)fildes[1], 4);
    return 0;
}
