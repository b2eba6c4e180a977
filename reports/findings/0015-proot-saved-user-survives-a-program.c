/*
 * setuid/not-permitted: A new program begins with the effective user as its saved one, so that it has no
 * way back.
 * Written in: execve(2), DESCRIPTION; security/commoncap.c, cap_bprm_creds_from_file.
 * Found on proot 5.1.0 (of Debian 12, `proot -0`), on Linux 6.18: The new program becomes root again:
 * proot keeps the saved user across execve.
 *
 * gcc -Wall -Wextra -std=gnu11 -static -o program program.c && ./program; echo $?
 * Exit status: 0 what Linux shows was seen, 1 something else was, 2 the program could not do its work.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
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

/* A number that no task has. */
#define NOBODY 0x3fffffff

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

/* The caller becomes the director, and the parent of everybody whose own parent ends. An execve takes memory away:
 * System V shared memory can be found again by its number, and needs no descriptor. */
static void open_lasting_stage(void)
{
    int id;

    setvbuf(stdout, NULL, _IOLBF, 0);
    leave_no_core();
    id = shmget(IPC_PRIVATE, sizeof *stage, IPC_CREAT | 0666);
    stage = shmat(id, NULL, 0);
    if (stage == (void *)-1)
        cannot("open the stage");
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); /* where it is refused, orphans go to init */
    shmctl(id, IPC_RMID, NULL); /* it goes with the last one who has it */
    stage->id = id;
    director = getpid();
    directing = 1;
}

/* For the environment of the program that is run anew: where the stage is, and which part of the tale comes next. */
static char *stage_at(int part)
{
    static char text[60];

    snprintf(text, sizeof text, "STAGE=%d %d %d", stage->id, part, director);
    return text;
}

/* The arguments that the program was run anew with. */
static char **given;

/* Where an execve has run the program anew, finds the stage again, and gives the part of the tale that comes next;
 * gives -1 where the tale begins. */
static int find_stage(char **argv)
{
    const char *place = getenv("STAGE");
    int id, part;

    if (place == NULL || sscanf(place, "%d %d %d", &id, &part, &director) != 3)
        return -1;
    given = argv;
    stage = shmat(id, NULL, 0);
    if (stage == (void *)-1)
        _exit(3);
    return part;
}

/* An actor says that it runs the program anew. Whoever else was in its process is gone. */
static void begin_anew(int x)
{
    for (int y = 0; y < ACTORS; y++)
        if (stage->actor[y].process == this_process())
            stage->actor[y].task = NOBODY;
    stage->actor[x].process = this_process();
    stage->actor[x].task = this_task();
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

/* A call that runs the program anew does not come back. */
static void __attribute__((noreturn)) came_back(const char *call)
{
    char was[100];

    deviates(call, "that it runs the program anew", words(was, sizeof was, -1, errno));
}

/* The program has to have been run anew with these arguments. */
#define expect_arguments(...) same_arguments((const char *[]){ __VA_ARGS__ })
static void same_arguments(const char **wanted)
{
    char expected[40], was[40];

    for (int at = 0;; at++) {
        if (wanted[at] == NULL && given[at] == NULL)
            return;
        if (wanted[at] != NULL && given[at] != NULL && strcmp(wanted[at], given[at]) == 0)
            continue;
        snprintf(expected, sizeof expected, "%s", wanted[at] ? wanted[at] : "no more");
        snprintf(was, sizeof was, "%s", given[at] ? given[at] : "no more");
        deviates("the arguments of a program", expected, was);
    }
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

/* Others may do less. */
static void be_root(void)
{
    if (geteuid() == 0)
        return;
    printf("cannot do this: run it as root\n");
    exit(2);
}

static int actor_A(void *nothing)
{
    (void)nothing;
    setsid();
    begin(A);

    /* 1. setresuid: set the real, effective and saved user of the calling thread. */
    turn(A, 1);
    expect(setresuid(1, 1, 0), 0);

    /* 2. execve: run another program in the caller's process. It does not come back: the program
     * is run anew. */
    turn(A, 2);
    char *argv[] = { "agent", "x", NULL };
    char *envp[] = { stage_at(0), NULL };
    execve("/proc/self/exe", argv, envp);
    came_back("execve");

    turn(A, NEVER);
    return 0;
}

static int actor_A_2(void *nothing)
{
    (void)nothing;
    begin_anew(A);
    expect_arguments("agent", "x", NULL);

    /* 3. setuid: set the effective user of the calling thread, and with privilege the real and
     * saved ones too.
     * This is the step in question (setuid/not-permitted). A new program begins with the effective
     * user as its saved one, so that it has no way back. */
    turn(A, 3);
    expect_error(setuid(0), EPERM);

    turn(A, NEVER);
    return 0;
}

/* Where the tale goes on when an execve has run the program anew. */
static int (*const parts[])(void *) = { actor_A_2 };

int main(int argc, char **argv)
{
    (void)argc;
    int part = find_stage(argv);

    if (part >= 0)
        return parts[part](NULL);
    open_lasting_stage();
    be_root();
    if (fork() == 0)
        actor_A(NULL);
    heed_signals();
    must_be(A, IDLE);

    /* 1. A: setresuid(1, 1, 0) = 0 */
    step(1);
    must_be(A, IDLE);

    /* 2. A: execve("/bin/agent", ["agent", "x"], [])
     * A: ! image ["agent", "x"] */
    step(2);
    must_be(A, IDLE);

    /* 3. A: setuid(0) = EPERM */
    step(3);
    must_be(A, IDLE);
    end();
}
