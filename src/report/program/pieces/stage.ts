/** A program with actors: its first process, the director, says whose step it is and sees what becomes of everybody. */

export const STAGE = {
  nobody: {
    headers: [],
    needs: [],
    text: `/* A number that no task has. */\n#define NOBODY 0x3fffffff`,
  },
  stage: {
    headers: [
      'signal.h',
      'stdint.h',
      'stdio.h',
      'stdlib.h',
      'sys/mman.h',
      'sys/types.h',
      'time.h',
      'unistd.h',
    ],
    needs: [],
    text: `#define NEVER 0x7fffffff

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
}`,
  },
  end: {
    headers: ['errno.h', 'signal.h', 'sys/wait.h'],
    needs: ['seconds', 'stage'],
    text: `/* Ends everybody who is left, says what was seen, and ends. */
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
}`,
  },
  stage_deviates: {
    headers: ['stdio.h'],
    needs: ['end'],
    text: `/* Says what Linux answers and what was seen instead, and ends. */
static void __attribute__((noreturn)) deviates(const char *what, const char *wanted, const char *seen)
{
    if (stage->status == 0) {
        snprintf(stage->said, sizeof stage->said, "step %d: %s: expected %s, saw %s\\n", stage->step, what,
                 wanted, seen);
        stage->status = stage->step < IN_QUESTION ? 2 : 1;
    }
    if (directing)
        end();
    for (;;)
        nap();
}`,
  },
  open_stage: {
    headers: ['sys/prctl.h', 'errno.h', 'string.h'],
    needs: ['stage', 'cannot', 'cores'],
    text: `/* The caller becomes the director, and the parent of everybody whose own parent ends. */
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
}`,
  },
  heed_signals: {
    headers: ['signal.h'],
    needs: ['stage'],
    text: `/* Whoever ends the director (timeout, the terminal) ends all. */
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
}`,
  },
  own_numbers: {
    headers: ['sched.h', 'stdlib.h', 'string.h', 'sys/mount.h', 'sys/prctl.h', 'sys/wait.h', 'unistd.h'],
    needs: ['seconds', 'stage', 'cannot'],
    text: `/* The rest of the program runs in a PID namespace of its own, as its first process: signals reach nobody else,
 * and no number is taken by a stranger. */
static void own_numbers(void)
{
    int status = 0;
    pid_t first, ended = 0;

    if (unshare(CLONE_NEWPID | CLONE_NEWNS) != 0 || (first = fork()) == -1)
        cannot("make a PID namespace (it takes root)");
    if (first == 0) {
        director = getpid();
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* the first process of a namespace takes all others with it */
        mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
        if (mount("proc", "/proc", "proc", 0, NULL) != 0)
            cannot("mount /proc");
        return;
    }
    for (time_t late = seconds() + 120; seconds() < late && (ended = waitpid(first, &status, WNOHANG)) == 0;)
        nap();
    if (ended == first && WIFEXITED(status))
        _exit(WEXITSTATUS(status));
    printf("step %d: expected the first process of the PID namespace to live, saw that it %s%s\\n", stage->step,
           ended == first ? "died of SIG" : "hangs", ended == first ? sigabbrev_np(WTERMSIG(status)) : "");
    kill(first, SIGKILL);
    exit(stage->step < IN_QUESTION ? 2 : 1);
}`,
  },
  names_of_task: {
    headers: ['unistd.h', 'sys/types.h'],
    needs: [],
    text: `/* The numbers of the calling task and of its process. */
static pid_t this_task(void)
{
    return gettid();
}

static pid_t this_process(void)
{
    return getpid();
}`,
  },
  deep_names: {
    headers: ['stdio.h', 'unistd.h', 'sys/types.h'],
    needs: [],
    text: `/* The numbers of the calling task and of its process as the director sees them, whose PID namespace /proc is of. */
static pid_t this_task(void)
{
    char link[60] = "";
    int process = -1, task = -1;

    if (readlink("/proc/thread-self", link, sizeof link - 1) > 0)
        sscanf(link, "%d/task/%d", &process, &task);
    return task;
}

static pid_t this_process(void)
{
    char link[60] = "";
    int process = -1;

    if (readlink("/proc/self", link, sizeof link - 1) > 0)
        sscanf(link, "%d", &process);
    return process;
}`,
  },
  begin: {
    headers: ['unistd.h', 'sys/types.h'],
    needs: ['stage'],
    text: `/* An actor says that it is there. */
static void begin(int x)
{
    directing = 0;
    stage->actor[x].process = this_process();
    stage->actor[x].task = this_task();
    stage->actor[x].inner_number = gettid();
    stage->actor[x].number = stage->actor[x].task;
}`,
  },
  number: {
    headers: [],
    needs: ['stage'],
    text: `/* The number that an actor was born with. */
static pid_t number(int x)
{
    while (stage->actor[x].number == 0)
        nap();
    return stage->actor[x].number;
}`,
  },
  inner_number: {
    headers: [],
    needs: ['stage'],
    text: `/* The same in the actor's own PID namespace. */
static pid_t inner_number(int x)
{
    while (stage->actor[x].number == 0)
        nap();
    return stage->actor[x].inner_number;
}`,
  },
  turn: {
    headers: [],
    needs: ['stage'],
    text: `/* Waits until it is the actor's step. */
static void turn(int x, int step)
{
    stage->actor[x].waits = step;
    while (stage->step < step)
        nap();
    stage->actor[x].waits = 0;
}`,
  },
  back: {
    headers: ['stdio.h'],
    needs: ['stage_deviates'],
    text: `/* The call before it has to have come back in this step, and in no earlier one. */
static void back(const char *who, int step)
{
    char wanted[40];

    snprintf(wanted, sizeof wanted, step == NEVER ? "no return" : "its return in step %d", step);
    if (stage->step != step)
        deviates(who, wanted, "that its call came back");
}`,
  },
  step: {
    headers: [],
    needs: ['stage'],
    text: `/* Now it is the turn of whoever waits for this step. */
static void step(int number)
{
    stage->step = number;
}`,
  },
} as const;
