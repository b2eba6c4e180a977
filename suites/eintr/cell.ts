/** One cell: a way to a wait, a disposition and a direction put together, and what the sleeper saw of it. */
import type { Event } from '../../src/abi/index.js';
import { printAction, type Scenario } from '../../src/scenario/index.js';
import { freeName, scenarioOf } from '../lines.js';
import type { Basis, ModelStep } from '../plan.js';
import type { Direction, Disposition } from './columns.js';
import type { Wait } from './waits.js';
import type { Way } from './ways.js';

/** A scenario in which a signal meets a sleeper, and the steps in which it does. */
export interface Meeting {
  readonly scenario: Scenario;
  readonly from: number;
  readonly to: number;
}

/** The scenario of a cell; nothing where the call has no set that could be replaced. */
export function meetingOf(
  { profile }: Basis,
  way: Way,
  { set }: Wait,
  disposition: Disposition,
  direction: Direction,
): Meeting | undefined {
  const asleep = disposition.inSet === true ? withSet(way.asleep, set, disposition.signals) : way.asleep;
  if (asleep === undefined) return undefined;
  const another = freeName([...way.before, asleep, ...way.after]);
  const names: Readonly<Record<string, string>> = {
    S: way.sleeper,
    L: way.leader,
    T: another,
    K: way.sender,
  };
  const named = (line: string): string =>
    line.replace(/\b[SLTK]\b(?=[:,)]|$)/g, (name) => names[name] ?? name);
  const beside = direction.beside ?? [];
  const head = [...way.before, ...[...disposition.before, ...beside].map(named), asleep];
  const sends = direction.send(disposition.signals).map(named);
  const look = `${way.sleeper}: rt_sigpending()`;
  const scenario = scenarioOf([...head, ...sends, ...way.after, look], profile);
  return scenario === undefined ? undefined : { scenario, from: head.length, to: head.length + sends.length };
}

/** The step with its call's set replaced. */
function withSet(line: string, at: number | undefined, signals: readonly string[]): string | undefined {
  const step = scenarioOf([line])?.steps[0];
  if (at === undefined || step?.action.kind !== 'call') return undefined;
  const { call } = step.action;
  if (call.args[at] === undefined) return undefined;
  const items = signals.map((signal) => ({ kind: 'names', names: [signal] }) as const);
  const args = call.args.map((value, index) => (index === at ? ({ kind: 'list', items } as const) : value));
  return printAction({ ...step.action, call: { ...call, args } });
}

/** What the sleeper sees of the signal, in the words of the table: of each way on which the model can go. */
export function outcomeOf(
  basis: Basis,
  { scenario, from, to }: Meeting,
  { sleeper }: Way,
  { partial }: Wait,
): string {
  const words = basis.walks(scenario).map((steps) => outcomeIn(steps.slice(from, to), sleeper, partial));
  return [...new Set(words)].sort().join(' or ');
}

function outcomeIn(steps: readonly ModelStep[], sleeper: string, partial: string | undefined): string {
  const events = steps.flatMap((step) => step.events).filter(({ actor }) => actor === sleeper);
  const ended = events.some(({ kind }) => kind === 'ended');
  if (ended) return 'ended';
  const returned = events.find((event): event is Event & { kind: 'returned' } => event.kind === 'returned');
  if (returned?.result.kind === 'errno') return returned.result.errno;
  if (returned !== undefined) {
    const part = steps.some(({ clauses }) => partial !== undefined && clauses.includes(partial));
    return part ? 'part' : 'answered';
  }
  return events.some(({ kind }) => kind === 'handler') ? 'restarted' : 'sleeps on';
}
