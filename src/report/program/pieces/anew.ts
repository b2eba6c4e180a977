/** Programs that are run anew by an execve: the stage outlives it, and each part of the tale is told by its own function. */

export const ANEW = {
  open_lasting_stage: {
    headers: ['sys/prctl.h', 'sys/shm.h', 'errno.h', 'string.h'],
    needs: ['stage', 'cannot', 'cores'],
    text: `/* The caller becomes the director, and the parent of everybody whose own parent ends. An execve takes memory away:
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
}`,
  },
  stage_at: {
    headers: ['stdio.h'],
    needs: ['stage'],
    text: `/* For the environment of the program that is run anew: where the stage is, and which part of the tale comes next. */
static char *stage_at(int part)
{
    static char text[60];

    snprintf(text, sizeof text, "STAGE=%d %d %d", stage->id, part, director);
    return text;
}`,
  },
  find_stage: {
    headers: ['stdio.h', 'stdlib.h', 'sys/shm.h', 'unistd.h'],
    needs: ['stage'],
    text: `/* The arguments that the program was run anew with. */
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
}`,
  },
  begin_anew: {
    headers: ['unistd.h', 'sys/types.h'],
    needs: ['stage', 'nobody', 'find_stage'],
    text: `/* An actor says that it runs the program anew. Whoever else was in its process is gone. */
static void begin_anew(int x)
{
    for (int y = 0; y < ACTORS; y++)
        if (stage->actor[y].process == this_process())
            stage->actor[y].task = NOBODY;
    stage->actor[x].process = this_process();
    stage->actor[x].task = this_task();
}`,
  },
  succeed: {
    headers: [],
    needs: ['stage', 'nobody'],
    text: `/* A thread whose execve is under way bears the number of the thread that led its process, and that one is gone. */
static void succeed(int x, int leader)
{
    while (stage->actor[x].waits)
        nap();
    stage->actor[x].task = stage->actor[x].process;
    stage->actor[leader].task = NOBODY;
}`,
  },
  came_back: {
    headers: ['errno.h'],
    needs: ['stage_deviates', 'words'],
    text: `/* A call that runs the program anew does not come back. */
static void __attribute__((noreturn)) came_back(const char *call)
{
    char was[100];

    deviates(call, "that it runs the program anew", words(was, sizeof was, -1, errno));
}`,
  },
  expect_arguments: {
    headers: ['stdio.h', 'string.h'],
    needs: ['stage_deviates', 'find_stage'],
    text: `/* The program has to have been run anew with these arguments. */
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
}`,
  },
} as const;
