/** The signal handler of a program with one actor: what it was told is looked at by the step. */

export const HANDLING = {
  altstack: {
    headers: [],
    needs: [],
    text: `/* A stack for handlers. */\nstatic char altstack[32768] __attribute__((aligned(4096)));`,
  },
  notes: {
    headers: ['signal.h'],
    needs: [],
    text: `/* What the handler was told, each time that it ran. */
static struct note {
    siginfo_t info;
    int alternate; /* it ran on the alternate stack */
} notes[16];
static volatile int ran, looked_at;`,
  },
  handler: {
    headers: ['signal.h'],
    needs: ['notes'],
    text: `static void handler(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    (void)context;
    notes[ran % 16].info = *info;
    ran++;
}`,
  },
  alternate_handler: {
    headers: ['signal.h'],
    needs: ['notes', 'altstack'],
    text: `static void handler(int signal, siginfo_t *info, void *context)
{
    char here;

    (void)signal;
    (void)context;
    notes[ran % 16].info = *info;
    notes[ran % 16].alternate = &here >= altstack && &here < altstack + sizeof altstack;
    ran++;
}`,
  },
  told: {
    headers: ['signal.h', 'string.h'],
    needs: ['notes'],
    text: `/* What the handler was told next: it has to have run for this signal. */
static const struct note *told(int signal)
{
    const struct note *note = &notes[looked_at % 16];

    if (looked_at == ran)
        deviates("a signal", sigabbrev_np(signal), "no handler that ran");
    if (note->info.si_signo != signal)
        deviates("a signal", sigabbrev_np(signal), sigabbrev_np(note->info.si_signo));
    looked_at++;
    return note;
}`,
  },
} as const;
