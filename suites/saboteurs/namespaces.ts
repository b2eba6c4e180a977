/** Saboteurs of PID namespaces. */
import { real } from './descriptors.js';
import { clumsy, type Context, type Saboteur } from './saboteur.js';

export const NAMESPACES: readonly Saboteur[] = [
  clumsy(
    {
      name: 'init-is-not-immune',
      fault: 'The init of a PID namespace is killed from inside it like anybody else.',
      breaks: 'namespace/init-unharmed',
    },
    (words, context) => ({
      ...words,
      send_signal: (...args: unknown[]) => asOrdinary(context, () => real(words, 'send_signal')(...args)),
    }),
  ),
  clumsy(
    {
      name: 'namespace-outlives-its-init',
      fault: 'The others of a PID namespace live on when its init exits.',
      breaks: 'namespace/ends-with-init',
    },
    (words, context) => ({
      ...words,
      exit_process: (...args: unknown[]) => asOrdinary(context, () => real(words, 'exit_process')(...args)),
    }),
  ),
  clumsy(
    {
      name: 'init-sees-its-parent',
      fault: 'getppid tells the init of a PID namespace the number that its parent has outside.',
      breaks: 'namespace/number-of-init',
    },
    (words, context) => ({
      ...words,
      parent_pid: () => {
        const { draft, task } = context;
        const { id, parent } = draft.process(draft.task(task).process);
        const leader = draft.processes.get(parent)?.leader;
        if (draft.pids.get(id)?.space !== id || leader === undefined || !draft.tasks.has(leader))
          return real(words, 'parent_pid')();
        context.task = leader;
        const number = real(words, 'own_pid')();
        context.task = task;
        return number;
      },
    }),
  ),
  clumsy(
    {
      name: 'everybody-sees-everybody',
      fault: 'kill(-1) from a PID namespace spares its init alone, and reaches those outside.',
      breaks: 'kill/sent',
    },
    (words, context) => ({
      ...words,
      send_signal: (pid: bigint, signal: bigint) => {
        if (pid === -1n) killOutsiders(context, signal);
        return real(words, 'send_signal')(pid, signal);
      },
    }),
  ),
];

/** While `act` runs no process of the innermost namespace of the caller is its init. */
function asOrdinary({ draft, task }: Context, act: () => unknown): unknown {
  const space = draft.pids.get(draft.task(task).process)?.space ?? '';
  const pid = draft.pids.get(space);
  const parent = draft.spaces.get(space)?.parent;
  if (pid === undefined || parent === undefined) return act();
  draft.pids.set(space, { ...pid, space: parent });
  const given = act();
  const left = draft.pids.get(space);
  if (left !== undefined) draft.pids.set(space, { ...left, space });
  return given;
}

const SIGKILL = 9n;

function killOutsiders({ draft, task }: Context, signal: bigint): void {
  const space = draft.pids.get(draft.task(task).process)?.space ?? '';
  const inside = draft.spaces.get(space)?.members;
  if (inside === undefined || signal !== SIGKILL) return;
  for (const { id, state } of draft.processes.values()) {
    if (!inside.has(id) && state === 'alive') draft.setProcess(id, { doom: Number(signal) });
  }
}
