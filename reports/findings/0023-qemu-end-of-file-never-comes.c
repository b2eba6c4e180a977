/*
 * pipe/read/end-of-file: The process has one thread. Once it has closed the only writing end, its own read
 * finds the end of file.
 * Written in: close_range(2), CLOSE_RANGE_UNSHARE; pipe(7), I/O on pipes.
 * Found on qemu 7.2.22, its emulator of x86_64 in user space (qemu-user-static of Debian 12): The read
 * says EAGAIN, as if somebody could still write: a thread of the emulator keeps the table of descriptors
 * from which the caller took leave.
 *
 * gcc -Wall -Wextra -std=gnu11 -static -o program program.c && ./program; echo $?
 * Exit status: 0 what Linux shows was seen, 1 something else was, 2 the program could not do its work.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { A, ACTORS };
static const char *const names[] = { "A" };
/* What goes otherwise before this step is no deviation: it only keeps us from coming to it. */
#define IN_QUESTION 3

/* Seconds of a clock that nobody sets. */
static time_t seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

#define NEVER 0x7fffffff

/* What all share: whose step it is, and what was seen. */
static struct stage {
    volatile int step;
    volatile int status;
    volatile int over; /* nobody goes on: the director ends */
    int id;
    pid_t director;
    char said[400];
    uint64_t shared[16];
    struct {
        volatile pid_t process, task; /* its numbers now */
        volatile pid_t number;        /* the one that it was born with */
        volatile pid_t inner_number;  /* that one in its own PID namespace */
        volatile int waits;           /* idle until this step */
        volatile int ran, looked_at;  /* handlers, and those that the director has seen */
        struct note {
            siginfo_t info;
            int alternate; /* it ran on the alternate stack */
        } notes[8];
    } actor[ACTORS];
} *stage;
static pid_t director; /* its number */
static int directing;  /* this process is the director */

/* Waits a moment. Whoever waits when the tale is over ends, be it one that nobody knows of. */
static void nap(void)
{
    nanosleep(&(struct timespec){ 0, 300000 }, NULL);
    if (stage->over && !directing)
        _exit(0);
}

/* Ends everybody who is left, says what was seen, and ends. */
static void __attribute__((noreturn)) end(void)
{
    stage->over = 1;
    for (int x = 0; x < ACTORS; x++)
        for (int y = 0; y < ACTORS; y++)
            if (stage->actor[x].process > 1 && getsid(stage->actor[x].process) == stage->actor[y].number)
                kill(stage->actor[x].process, SIGKILL);
    for (time_t late = seconds() + 2; seconds() < late && waitpid(-1, NULL, WNOHANG) >= 0;)
        nap();
    if (stage->status != 0)
        fputs(stage->said, stdout);
    fflush(stdout);
    _exit(stage->status);
}

/* Says what Linux answers and what was seen instead, and ends. */
static void __attribute__((noreturn)) deviates(const char *what, const char *wanted, const char *seen)
{
    if (stage->status == 0) {
        snprintf(stage->said, sizeof stage->said, "step %d: %s: expected %s, saw %s\n", stage->step, what,
                 wanted, seen);
        stage->status = stage->step < IN_QUESTION ? 2 : 1;
    }
    if (directing)
        end();
    for (;;)
        nap();
}

/* The program cannot do its work. */
static void __attribute__((noreturn)) cannot(const char *what)
{
    printf("cannot %s: %s\n", what, strerror(errno));
    exit(2);
}

/* No core, to no file and through no pipe: a pipe takes one of whoever may leave none, and of whoever may leave more. A
 * socket takes all. */
static void leave_no_core(void)
{
    int unlimited = setrlimit(RLIMIT_CORE, &(struct rlimit){ 1, 1 }) != 0;
    int fd = open("/proc/sys/kernel/core_pattern", O_RDONLY);
    char first;

    if (read(fd, &first, 1) == 1 && (first == '@' || (first == '|' && unlimited))) {
        printf("cannot do this while core_pattern is a socket, or a pipe and the hard limit on cores 0\n");
        exit(2);
    }
    close(fd);
}

/* The caller becomes the director, and the parent of everybody whose own parent ends. */
static void open_stage(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    leave_no_core();
    stage = mmap(NULL, sizeof *stage, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (stage == MAP_FAILED)
        cannot("open the stage");
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); /* where it is refused, orphans go to init */
    director = getpid();
    directing = 1;
}

/* Whoever ends the director (timeout, the terminal) ends all. */
static void give_up(int signal)
{
    (void)signal;
    stage->status = 2;
}

static void heed_signals(void)
{
    signal(SIGINT, give_up);
    signal(SIGTERM, give_up);
    signal(SIGHUP, give_up);
}

/* The numbers of the calling task and of its process. */
static pid_t this_task(void)
{
    return gettid();
}

static pid_t this_process(void)
{
    return getpid();
}

/* An actor says that it is there. */
static void begin(int x)
{
    directing = 0;
    stage->actor[x].process = this_process();
    stage->actor[x].task = this_task();
    stage->actor[x].inner_number = gettid();
    stage->actor[x].number = stage->actor[x].task;
}

/* Waits until it is the actor's step. */
static void turn(int x, int step)
{
    stage->actor[x].waits = step;
    while (stage->step < step)
        nap();
    stage->actor[x].waits = 0;
}

/* Now it is the turn of whoever waits for this step. */
static void step(int number)
{
    stage->step = number;
}

enum state { IDLE, ASLEEP, STOPPED, ZOMBIE, GONE };

/* The state letter of an actor's task; 0 where there is none. */
static char letter_of(int x)
{
    char path[64], text[400];
    size_t got;
    FILE *file;

    if (stage->actor[x].task == 0)
        return '?';
    snprintf(path, sizeof path, "/proc/%d/task/%d/stat", stage->actor[x].process, stage->actor[x].task);
    if ((file = fopen(path, "r")) == NULL)
        return 0;
    got = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[got] = 0;
    return got == 0 ? 0 : strrchr(text, ')')[2];
}

static int is(int x, enum state state)
{
    char letter = letter_of(x);
    int idle = stage->actor[x].waits > stage->step;

    switch (state) {
    case IDLE:
        return idle && letter != 'T' && letter != 'Z' && letter != 0;
    case ASLEEP:
        return stage->actor[x].waits == 0 && (letter == 'S' || letter == 'D');
    case STOPPED:
        return letter == 'T';
    case ZOMBIE:
        return letter == 'Z';
    default:
        return letter == 0 || letter == 'X';
    }
}

/* Waits until the actor is in the state that it has on Linux when the step is over. */
static void must_be(int x, enum state state)
{
    static const char *const states[] = { "to come to an end of its step", "to sleep in its call",
                                          "to be stopped", "to be a zombie", "to be gone" };
    const time_t last = seconds() + 60;
    char seen[40];
    int quiet = 0, busy = 0;

    for (time_t late = seconds() + 6; seconds() < late;) {
        if (stage->status != 0)
            end();
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
        busy = letter_of(x) == 'R' ? busy + 1 : 0;
        if (busy > 30 && seconds() < last)
            late = seconds() + 6; /* it works, on a machine that may have others to run */
        quiet = is(x, state) ? quiet + 1 : 0;
        if (quiet > (state == ASLEEP ? 15 : 0))
            return;
        nap();
    }
    snprintf(seen, sizeof seen, "state %c%s", letter_of(x) ? letter_of(x) : '-',
             stage->actor[x].waits ? ", idle" : "");
    deviates(names[x], states[state], seen);
}

/* Where it is told what was seen. */
static int report = 1;

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

/* The first free descriptor shall be 3. */
static void free_descriptors(void)
{
    for (int fd = 3; fd < 1000; fd++)
        close(fd);
}

/* Descriptors 0, 1 and 2 become /dev/null, opened three times; what is told goes to a copy of the old 1. */
static void open_standard(void)
{
    report = fcntl(1, F_DUPFD_CLOEXEC, 1000);
    for (int fd = 0; fd < 3; fd++) {
        close(fd);
        if (open("/dev/null", O_RDWR) != fd)
            cannot("open /dev/null");
    }
}

static int actor_A(void *nothing)
{
    (void)nothing;
    setsid();
    open_standard();
    free_descriptors();
    begin(A);

    /* 1. pipe2: make a pipe with flags, and open both of its ends. */
    turn(A, 1);
    int fildes[2];
    expect(pipe2(fildes, O_NONBLOCK), 0);
    expect_value((int)fildes[0], 3);
    expect_value((int)fildes[1], 4);

    /* 2. close_range: close, or mark for closing on exec, every descriptor of a range. */
    turn(A, 2);
    expect(close_range(4, 4, CLOSE_RANGE_UNSHARE), 0);

    /* 3. read: take bytes from an open file description.
     * This is the step in question (pipe/read/end-of-file). The process has one thread. Once it
     * has closed the only writing end, its own read finds the end of file. */
    turn(A, 3);
    char buf[16];
    expect(read(3, buf, 16), 0);

    turn(A, NEVER);
    return 0;
}

int main(void)
{
    open_stage();
    if (fork() == 0)
        actor_A(NULL);
    heed_signals();
    must_be(A, IDLE);

    /* 1. A: pipe2(O_NONBLOCK) = 0 [3, 4] */
    step(1);
    must_be(A, IDLE);

    /* 2. A: close_range(4, 4, CLOSE_RANGE_UNSHARE) = 0 */
    step(2);
    must_be(A, IDLE);

    /* 3. A: read(3, 16) = 0 "" */
    step(3);
    must_be(A, IDLE);
    end();
}
