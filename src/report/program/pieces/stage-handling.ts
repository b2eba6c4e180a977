/** Signal handlers of a program with actors: each notes down for whom it ran, and the director looks. */

export const STAGE_HANDLING = {
  stage_altstack: {
    headers: [],
    needs: [],
    text: `/* A stack for the handlers of each actor. */
static char altstack[ACTORS][32768] __attribute__((aligned(4096)));`,
  },
  stage_handler: {
    headers: ['signal.h', 'unistd.h'],
    needs: ['stage'],
    text: `/* Notes down what it is told, for whoever runs it. */
static void handler(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    (void)context;
    for (int x = ACTORS - 1; x >= 0; x--)
        if (stage->actor[x].task == this_task()) {
            stage->actor[x].notes[stage->actor[x].ran % 8].info = *info;
            stage->actor[x].ran++;
            return;
        }
}`,
  },
  stage_alternate_handler: {
    headers: ['signal.h', 'unistd.h'],
    needs: ['stage', 'stage_altstack'],
    text: `/* Notes down what it is told, for whoever runs it. */
static void handler(int signal, siginfo_t *info, void *context)
{
    char here;

    (void)signal;
    (void)context;
    for (int x = ACTORS - 1; x >= 0; x--)
        if (stage->actor[x].task == this_task()) {
            stage->actor[x].notes[stage->actor[x].ran % 8].info = *info;
            stage->actor[x].notes[stage->actor[x].ran % 8].alternate =
                &here >= altstack[0] && &here < altstack[ACTORS];
            stage->actor[x].ran++;
            return;
        }
}`,
  },
  stage_told: {
    headers: ['signal.h', 'string.h'],
    needs: ['seconds', 'stage_deviates'],
    text: `/* What an actor's handler was told next: it has to have run for this signal. */
static const struct note *told(int x, int signal)
{
    const struct note *note = &stage->actor[x].notes[stage->actor[x].looked_at % 8];

    for (time_t late = seconds() + 6; seconds() < late && stage->actor[x].looked_at == stage->actor[x].ran;)
        nap();
    if (stage->actor[x].looked_at == stage->actor[x].ran)
        deviates(names[x], sigabbrev_np(signal), "no handler that ran");
    if (note->info.si_signo != signal)
        deviates(names[x], sigabbrev_np(signal), sigabbrev_np(note->info.si_signo));
    stage->actor[x].looked_at++;
    return note;
}`,
  },
  nothing_more: {
    headers: [],
    needs: ['stage_deviates'],
    text: `/* No handler has run that Linux would not have run. */
static void nothing_more(void)
{
    for (int x = 0; x < ACTORS; x++)
        if (stage->actor[x].looked_at != stage->actor[x].ran)
            deviates(names[x], "no further signal", "a handler that ran");
}`,
  },
} as const;
