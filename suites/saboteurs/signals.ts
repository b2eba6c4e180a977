/** Saboteurs of signals: what is sent is counted, ordered or led astray; what cannot be caught is. */
import { SIGRTMIN } from '../../src/abi/index.js';
import type { SignalSet } from '../../src/spec/index.js';
import { alterRefusal } from './alter.js';
import { real } from './descriptors.js';
import { clumsy, misled, type Context, type Saboteur } from './saboteur.js';

const SIGKILL = 9n;

export const SIGNALS: readonly Saboteur[] = [
  clumsy(
    {
      name: 'real-time-signals-are-not-queued',
      fault: 'A real-time signal that is pending already is not queued again.',
      breaks: 'signal/real-time-queue',
    },
    (words, context) =>
      queueing(words, context, (before, one) => (isIn(before, one) ? before : [...before, one])),
  ),
  clumsy(
    {
      name: 'real-time-signals-are-stacked',
      fault: 'The real-time signal that was sent last arrives first.',
      breaks: 'signal/real-time-queue',
    },
    (words, context) =>
      queueing(words, context, (before, one) =>
        one.signal < SIGRTMIN ? rightly(before, one) : [one, ...before],
      ),
  ),
  clumsy(
    {
      name: 'standard-signals-are-queued',
      fault: 'A standard signal that is pending already is queued once more.',
      breaks: 'signal/standard-once',
    },
    (words, context) => queueing(words, context, (before, one) => [...before, one]),
  ),
  clumsy(
    {
      name: 'last-sender-counts',
      fault: 'A signal that is sent again brings what the last sender says, not the first.',
      breaks: 'signal/standard-once',
    },
    (words, context) =>
      queueing(words, context, (before, one) =>
        one.signal < SIGRTMIN
          ? [...before.filter(({ signal }) => signal !== one.signal), one]
          : rightly(before, one),
      ),
  ),
  clumsy(
    {
      name: 'highest-first',
      fault: 'Of several signals that are unblocked the highest is taken first.',
      breaks: 'signal/lowest-first',
    },
    (words, context) => ({
      ...words,
      block_only: (set: SignalSet) => {
        preferHighest(context, set.mask);
        return real(words, 'block_only')(set);
      },
    }),
  ),
  clumsy(
    {
      name: 'thread-signals-come-back',
      fault: 'tgkill signals the caller, whichever thread was meant.',
      breaks: 'signal/thread-directed',
    },
    (words) => ({
      ...words,
      send_to_thread: (_: bigint, signal: bigint) =>
        real(words, 'send_to_thread')(real(words, 'own_tid')(), signal),
    }),
  ),
  misled(
    {
      name: 'everything-can-be-caught',
      fault: 'SIGKILL and SIGSTOP can have handlers.',
      breaks: 'signal/uncatchable',
    },
    (spec) => alterRefusal(spec, 'rt_sigaction/uncatchable', () => undefined),
  ),
  clumsy(
    {
      name: 'sigkill-is-lost',
      fault: 'kill sends SIGKILL to nobody.',
      breaks: 'signal/uncatchable',
    },
    (words) => ({
      ...words,
      send_signal: (pid: bigint, signal: bigint) =>
        signal === SIGKILL || real(words, 'send_signal')(pid, signal),
    }),
  ),
  clumsy(
    {
      name: 'handlers-stay-off-their-stack',
      fault: 'sigaltstack tells of a stack on which no handler ever runs.',
      breaks: 'kill/sent',
    },
    (words, context) => ({
      ...words,
      send_signal: (pid: bigint, signal: bigint) => {
        const { altStack } = context.draft.task(context.task);
        context.draft.setTask(context.task, { altStack: { ...altStack, size: 0n } });
        return real(words, 'send_signal')(pid, signal);
      },
    }),
  ),
  clumsy(
    {
      name: 'senders-are-forged',
      fault: 'What comes with rt_sigqueueinfo says SI_USER.',
      breaks: 'rt_sigqueueinfo/sent',
    },
    (words) => ({
      ...words,
      queue_signal: (pid: bigint, signal: bigint) => real(words, 'send_signal')(pid, signal),
    }),
  ),
];

type Words = Readonly<Record<string, (...args: never[]) => unknown>>;
type Queue = ReturnType<Context['draft']['process']>['pending'];
type Pending = Queue[number];

/** The words with a queue that is kept by other rules, for what a process sends to itself. */
function queueing(words: Words, context: Context, join: (before: Queue, one: Pending) => Queue): Words {
  const sending =
    (word: string) =>
    (pid: bigint, ...args: unknown[]): unknown => {
      if (pid !== real(words, 'own_pid')()) return real(words, word)(pid, ...args);
      const { draft, task } = context;
      const { process } = draft.task(task);
      const { pending: before } = draft.process(process);
      draft.setProcess(process, { pending: [] });
      const done = real(words, word)(pid, ...args);
      const [one] = draft.process(process).pending;
      draft.setProcess(process, { pending: one === undefined ? before : join(before, one) });
      return done;
    };
  return { ...words, send_signal: sending('send_signal'), queue_signal: sending('queue_signal') };
}

function isIn(queue: Queue, { signal }: Pending): boolean {
  return queue.some((one) => one.signal === signal);
}

function rightly(before: Queue, one: Pending): Queue {
  return one.signal < SIGRTMIN && isIn(before, one) ? before : [...before, one];
}

/** Among what `mask` leaves open the highest becomes the thread's own, which comes before its process's. */
function preferHighest({ draft, task }: Context, mask: bigint): void {
  const { process } = draft.task(task);
  const { pending } = draft.process(process);
  const open = pending.filter(({ signal }) => ((mask >> BigInt(signal - 1)) & 1n) === 0n);
  const [highest] = [...open].sort((a, b) => b.signal - a.signal);
  if (highest === undefined || open.length < 2) return;
  draft.setProcess(process, { pending: pending.filter((one) => one !== highest) });
  draft.setTask(task, { pending: [...draft.task(task).pending, highest] });
}
