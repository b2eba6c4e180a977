/** Saboteurs of stops and continuations. */
import { createKernel, type Kernel, type Outcome } from '../../src/kernel/index.js';
import { real } from './descriptors.js';
import { childrenOf } from './processes.js';
import { clumsy, type Context, type Saboteur } from './saboteur.js';

const WUNTRACED = 2n;

export const STOPS: readonly Saboteur[] = [
  {
    name: 'any-signal-wakes-the-stopped',
    fault: 'A stopped process that gets a signal runs again, and nobody is told.',
    breaks: 'stop/runs-nothing',
    kernel: (spec) => silent(createKernel(spec, { overrides: waking })),
  },
  clumsy(
    {
      name: 'stops-are-told-unasked',
      fault: 'wait4 tells of stops without WUNTRACED.',
      breaks: 'stop/told-once',
    },
    (words) => ({
      ...words,
      wait_is_over: withStops(words, 'wait_is_over'),
      pick_child: withStops(words, 'pick_child'),
      wait_status: withStops(words, 'wait_status'),
      tell_news: withStops(words, 'tell_news'),
    }),
  ),
  clumsy(
    {
      name: 'stops-are-told-again',
      fault: 'wait4 tells of the same stop as often as it is asked.',
      breaks: 'stop/told-once',
    },
    (words, context) => ({
      ...words,
      tell_news: (...args: unknown[]) =>
        !childrenOf(context).includes('zombie') || real(words, 'tell_news')(...args),
    }),
  ),
  clumsy(
    {
      name: 'stops-are-signalled-unwanted',
      fault: 'SA_NOCLDSTOP makes no difference to when SIGCHLD is sent.',
      breaks: 'stop/signal-if-wanted',
    },
    (words, context) => ({
      ...words,
      set_disposition: (...args: unknown[]) => {
        const done = real(words, 'set_disposition')(...args);
        forgetNoStops(context);
        return done;
      },
    }),
  ),
];

/** A word about children and options, as if the options asked for stops. */
function withStops(words: Parameters<Overrides>[0], name: string): (of: unknown, options: bigint) => unknown {
  return (of, options) => real(words, name)(of, options | WUNTRACED);
}

type Overrides = NonNullable<NonNullable<Parameters<typeof createKernel>[1]>['overrides']>;

const waking: Overrides = (words, context) => ({
  ...words,
  send_signal: (...args: unknown[]) => {
    const { draft } = context;
    for (const [id, { stopped }] of draft.processes.content) {
      if (stopped !== undefined) draft.setProcess(id, { stopped: undefined });
    }
    return real(words, 'send_signal')(...args);
  },
});

/** The kernel without the events that tell of continuations. */
function silent(kernel: Kernel): Kernel {
  const without = (outcome: Outcome): Outcome => ({
    ...outcome,
    events: outcome.events.filter(({ kind }) => kind !== 'continued'),
  });
  return { ...kernel, step: (world, action) => kernel.step(world, action).map(without) };
}

function forgetNoStops({ draft, task }: Context): void {
  const id = draft.task(task).handlers;
  const handlers = draft.handlers.get(id);
  if (handlers === undefined) return;
  const table = handlers.table.map((one) => ({ ...one, flags: one.flags & ~1n }));
  draft.handlers.set(id, { ...handlers, table });
}
