/** The ways in which a signal meets a sleeper, as lines of a scenario: S sleeps, L leads its process, T is another thread of it, K is awake and sends. */

/** What the process does with the signal, or what the thread does. */
export interface Disposition {
  readonly title: string;
  /** Lines of S before it goes to sleep. */
  readonly before: readonly string[];
  /** The signals that are sent; the second one only where there are several. */
  readonly signals: readonly [first: string, second: string];
  /** The set that the call brings holds both signals. */
  readonly inSet?: true;
  /** A stop and a continuation, instead of signals that do something by themselves. */
  readonly stops?: true;
}

/** How the signals are sent: to the thread, to its process, or several while it is stopped, so that they come at once. */
export interface Direction {
  readonly title: string;
  /** Lines before the sleep that give its process a second thread T, which is awake and makes no call. */
  readonly beside?: readonly string[];
  send(signals: readonly [string, string]): readonly string[];
  readonly several?: true;
}

/** Two signals that end a process where nothing else was said, and that hardly anybody uses for anything else. */
const SIGNALS = ['SIGHUP', 'SIGTERM'] as const;

export const DISPOSITIONS: readonly Disposition[] = [
  { title: 'ignored', signals: SIGNALS, before: both('ignore', '0') },
  { title: 'default action', signals: SIGNALS, before: both('default', '0') },
  { title: 'stop, continue', signals: ['SIGSTOP', 'SIGCONT'], before: [], stops: true },
  { title: 'handler', signals: SIGNALS, before: both('handler', '0') },
  { title: 'handler, restart', signals: SIGNALS, before: both('handler', 'SA_RESTART') },
  {
    title: 'masked',
    signals: SIGNALS,
    before: [...both('handler', '0'), 'S: rt_sigprocmask(SIG_BLOCK, [SIGHUP, SIGTERM])'],
  },
  { title: "in the call's set", signals: SIGNALS, before: both('handler', '0'), inSet: true },
];

const SECOND_THREAD = 'S: clone(CLONE_VM|CLONE_SIGHAND|CLONE_THREAD) = T';

export const DIRECTIONS: readonly Direction[] = [
  { title: 'thread', send: ([first, second]) => sent(first, second, 'tgkill(L, S, ') },
  { title: 'process', send: ([first, second]) => sent(first, second, 'kill(L, ') },
  {
    title: 'several',
    several: true,
    send: ([first, second]) => [
      'K: kill(L, SIGSTOP)',
      `K: tgkill(L, S, ${first})`,
      `K: kill(L, ${second})`,
      'K: kill(L, SIGCONT)',
    ],
  },
  { title: 'either', several: true, beside: [SECOND_THREAD], send: severalToProcess },
  {
    title: 'sole',
    several: true,
    beside: [SECOND_THREAD, 'T: rt_sigprocmask(SIG_BLOCK, [SIGHUP, SIGTERM])'],
    send: severalToProcess,
  },
];

/** Both are for whoever takes them, and pending when the process goes on. */
function severalToProcess([first, second]: readonly [string, string]): string[] {
  return ['K: kill(L, SIGSTOP)', `K: kill(L, ${first})`, `K: kill(L, ${second})`, 'K: kill(L, SIGCONT)'];
}

/** A stop is followed by its continuation; of other signals one is enough. */
function sent(first: string, second: string, call: string): string[] {
  return first === 'SIGSTOP' ? [`K: ${call}${first})`, `K: ${call}${second})`] : [`K: ${call}${first})`];
}

function both(to: string, flags: string): string[] {
  return SIGNALS.map((signal) => `S: rt_sigaction(${signal}, {handler: ${to}, flags: ${flags}, mask: []})`);
}
