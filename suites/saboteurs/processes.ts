/** Saboteurs of processes and signals: the text is right, but a word of it is done wrongly. */
import { SignalSet } from '../../src/spec/index.js';
import { real } from './descriptors.js';
import { clumsy, type Context, type Saboteur } from './saboteur.js';

const SIGKILL = 1n << 8n;
const WNOHANG = 1n;
const WEXITED = 4n;

export const PROCESSES: readonly Saboteur[] = [
  clumsy(
    {
      name: 'exec-keeps-handlers',
      fault: 'execve leaves handlers as they are.',
      breaks: 'exec/handlers-reset',
    },
    (words) => ({ ...words, reset_caught_signals: () => true }),
  ),
  clumsy(
    {
      name: 'exec-forgets-what-is-ignored',
      fault: 'execve gives ignored signals their default action as well.',
      breaks: 'exec/handlers-reset',
    },
    (words, context) => ({ ...words, reset_caught_signals: () => forgetDispositions(context) }),
  ),
  clumsy(
    {
      name: 'exec-clears-the-mask',
      fault: 'execve unblocks every signal.',
      breaks: 'exec/mask-and-pending-kept',
    },
    (words, context) => ({
      ...words,
      replace_image: (...args: unknown[]) => {
        context.draft.setTask(context.task, { mask: 0n });
        return real(words, 'replace_image')(...args);
      },
    }),
  ),
  clumsy(
    {
      name: 'exec-drops-pending-signals',
      fault: 'execve discards what is pending.',
      breaks: 'exec/mask-and-pending-kept',
    },
    (words, context) => ({
      ...words,
      replace_image: (...args: unknown[]) => {
        dropPending(context, context.task);
        return real(words, 'replace_image')(...args);
      },
    }),
  ),
  clumsy(
    {
      name: 'child-without-descriptors',
      fault: 'The child of fork has descriptors 0, 1 and 2 only.',
      breaks: 'fork/copies-descriptors',
    },
    (words, context) => forking(words, context, keepThree),
  ),
  clumsy(
    {
      name: 'child-without-mask',
      fault: 'The child of fork blocks nothing.',
      breaks: 'fork/copies-signal-state',
    },
    (words, context) => forking(words, context, (child) => context.draft.setTask(child, { mask: 0n })),
  ),
  clumsy(
    {
      name: 'child-with-pending-signals',
      fault: 'The child of fork begins with what is pending in its parent.',
      breaks: 'fork/nothing-pending',
    },
    (words, context) =>
      forking(words, context, (child) => {
        const { draft, task } = context;
        draft.setTask(child, { pending: draft.task(task).pending });
        draft.setProcess(child, { pending: draft.process(draft.task(task).process).pending });
      }),
  ),
  clumsy(
    {
      name: 'number-of-a-zombie-is-reused',
      fault: 'fork gives the number of a child that nobody waited for yet to the new one.',
      breaks: 'process/number-not-reused',
    },
    (words) => ({
      ...words,
      fork: () => {
        const everybody = real(words, 'children_named')(-1n);
        const zombie = real(words, 'pick_child')(everybody, WNOHANG | WEXITED);
        const child = real(words, 'fork')();
        return zombie === 0n ? child : zombie;
      },
    }),
  ),
  clumsy(
    {
      name: 'every-parent-is-init',
      fault: 'getppid tells everybody that init is the parent.',
      breaks: 'process/parent',
    },
    (words) => ({ ...words, parent_pid: () => 1n }),
  ),
  clumsy(
    {
      name: 'getpid-tells-the-parent',
      fault: 'getpid tells the number of the parent.',
      breaks: 'process/number-kept',
    },
    (words) => ({ ...words, own_pid: real(words, 'parent_pid') }),
  ),
  clumsy(
    {
      name: 'zombies-cannot-be-found',
      fault: 'kill finds nobody while a child of the caller is a zombie.',
      breaks: 'process/zombie-until-waited',
    },
    (words, context) => ({
      ...words,
      has_target: (pid: bigint) =>
        real(words, 'has_target')(pid) === true && (pid <= 1n || !childrenOf(context).includes('zombie')),
    }),
  ),
  clumsy(
    {
      name: 'zombies-are-no-children',
      fault: 'wait4 without WNOHANG does not see children that ended before.',
      breaks: 'process/zombie-until-waited',
    },
    (words, context) => ({
      ...words,
      has_child: (pid: bigint, options: bigint) =>
        real(words, 'has_child')(pid, options) === true && childrenOf(context).some((one) => one === 'alive'),
    }),
  ),
  clumsy(
    {
      name: 'mask-is-ignored',
      fault: 'SIG_BLOCK changes nothing.',
      breaks: 'signal/mask-as-set',
    },
    (words) => ({ ...words, block: () => true }),
  ),
  clumsy(
    {
      name: 'sigkill-can-be-blocked',
      fault: 'SIG_SETMASK takes SIGKILL into the mask.',
      breaks: 'signal/mask-as-set',
    },
    (words, context) => ({
      ...words,
      block_only: ({ mask }: SignalSet) => {
        const done = real(words, 'block_only')(new SignalSet(mask));
        context.draft.setTask(context.task, {
          mask: context.draft.task(context.task).mask | (mask & SIGKILL),
        });
        return done;
      },
    }),
  ),
  clumsy(
    {
      name: 'unblocking-one-unblocks-all',
      fault: 'SIG_UNBLOCK empties the mask.',
      breaks: 'signal/mask-as-set',
    },
    (words) => ({ ...words, unblock: () => real(words, 'block_only')(new SignalSet(0n)) }),
  ),
  clumsy(
    {
      name: 'nothing-is-pending',
      fault: 'sigpending tells of nothing.',
      breaks: 'signal/pending-while-blocked',
    },
    (words) => ({ ...words, pending_signals: () => new SignalSet(0n) }),
  ),
  clumsy(
    {
      name: 'pending-tells-what-is-not-blocked',
      fault: 'sigpending tells of SIGHUP, whether it is blocked or not.',
      breaks: 'signal/pending-is-blocked',
    },
    (words) => ({
      ...words,
      pending_signals: () => new SignalSet((real(words, 'pending_signals')() as SignalSet).mask | 1n),
    }),
  ),
  clumsy(
    {
      name: 'blocked-handlers-run',
      fault: 'A signal that is sent to a single thread is delivered even if it is blocked.',
      breaks: 'signal/blocked-runs-no-handler',
    },
    (words, context) => ({
      ...words,
      send_signal: (...args: unknown[]) => {
        const { mask } = context.draft.task(context.task);
        context.draft.setTask(context.task, { mask: 0n, savedMask: mask });
        return real(words, 'send_signal')(...args);
      },
    }),
  ),
];

type Words = Readonly<Record<string, (...args: never[]) => unknown>>;

/** The words with a fork that does something to the child as well. */
export function forking(
  words: Words,
  context: Context,
  spoil: (child: string, context: Context) => void,
): Words {
  return {
    ...words,
    fork: () => {
      const child = real(words, 'fork')();
      if (context.spawns !== undefined) spoil(context.spawns, context);
      return child;
    },
  };
}

function keepThree(child: string, { draft }: Context): void {
  const id = draft.task(child).table;
  const table = draft.tables.get(id);
  if (table !== undefined) {
    draft.tables.set(id, { ...table, slots: table.slots.filter((_, fd) => fd < 3), low: 3 });
  }
}

function forgetDispositions({ draft, task }: Context): boolean {
  const id = draft.task(task).handlers;
  const handlers = draft.handlers.get(id);
  if (handlers !== undefined) draft.handlers.set(id, { ...handlers, table: handlers.table.clear() });
  return true;
}

function dropPending({ draft }: Context, task: string): void {
  draft.setTask(task, { pending: [] });
  draft.setProcess(draft.task(task).process, { pending: [] });
}

/** The states of the children of the caller. */
export function childrenOf({ draft, task }: Context): string[] {
  return draft.process(draft.task(task).process).children.map((child) => draft.process(child).state);
}
