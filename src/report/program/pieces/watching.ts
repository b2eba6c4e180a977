/** What the director of a program with actors sees: who is at rest, and how. */

export const WATCHING = {
  must_be: {
    headers: ['stdio.h', 'string.h', 'sys/wait.h', 'time.h'],
    needs: ['seconds', 'stage_deviates'],
    text: `enum state { IDLE, ASLEEP, STOPPED, ZOMBIE, GONE };

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
}`,
  },
} as const;
