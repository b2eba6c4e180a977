/** Everything that makes a descriptor, found in the examples of the text: who makes which, and how it came to it. */
import type { Event, Signature, Value } from '../../src/abi/index.js';
import { FIRST_ACTOR, printAction, type Action } from '../../src/scenario/index.js';
import { scenarioOf } from '../lines.js';
import type { Basis, ModelStep } from '../plan.js';
import { ELSEWHERE } from './tables.js';

/** One way to a descriptor: the lines that make it, who has it, and its number. */
export interface Maker {
  /** The call, with its command where that makes the difference. */
  readonly call: string;
  readonly lines: readonly string[];
  readonly actor: string;
  readonly fd: number;
  /** It is close-on-exec from the start. */
  readonly marked: boolean;
}

/** Commands of calls that return a descriptor although the call returns something else for other commands. */
const COMMANDS: readonly string[] = ['F_DUPFD', 'F_DUPFD_CLOEXEC'];

/** For each call (and command) that makes descriptors the shortest way to one that is marked and to one that is not. */
export function makersOf(basis: Basis): Maker[] {
  const ways = basis.examples.flatMap((example) =>
    example.flatMap((_, at) => makerIn(basis, example, at) ?? []),
  );
  const elsewhere = ELSEWHERE.filter(({ call }) => basis.spec.syscalls.get(call)?.depth === 'full');
  const shortest = new Map<string, Maker>();
  for (const way of [...ways, ...elsewhere.map((one) => knownMaker(basis, one))]) {
    const key = `${way.call} ${String(way.marked)}`;
    const known = shortest.get(key);
    if (known === undefined || way.lines.length < known.lines.length) shortest.set(key, way);
  }
  return [...shortest.values()].sort((a, b) => (a.call < b.call ? -1 : 1));
}

/** A descriptor of which only the table knows: the first that is free is 3. */
function knownMaker(basis: Basis, { call, line }: (typeof ELSEWHERE)[number]): Maker {
  const marked = stateOf(basis, [line], FIRST_ACTOR, 3) === 'marked';
  return { call, lines: [line], actor: FIRST_ACTOR, fd: 3, marked };
}

/** The calls of the text that make descriptors, by name: they return one, or write some to memory. */
export function makersByText({ spec }: Pick<Basis, 'spec'>): string[] {
  const full = [...spec.syscalls.values()].filter(({ depth }) => depth === 'full');
  return full.filter(({ signature }) => makes(signature)).map(({ name }) => name);
}

function makerIn(basis: Basis, example: readonly ModelStep[], at: number): Maker | undefined {
  const step = example[at];
  if (step?.action.kind !== 'call') return undefined;
  const { action } = step;
  const call = nameOf(basis, action);
  const fd = call === undefined ? undefined : madeBy(basis, action, step.events);
  if (call === undefined || fd === undefined) return undefined;
  const lines = example.slice(0, at + 1).map((one) => printAction(one.action));
  // A descriptor that is duplicated onto itself is not made.
  if (numberOf(action.call.args[0]) === fd) return undefined;
  const state = stateOf(basis, lines, action.actor, fd);
  return state === 'closed'
    ? undefined
    : { call, lines, actor: action.actor, fd, marked: state === 'marked' };
}

/** What a look at a descriptor shows after `lines`. */
export function stateOf(
  basis: Basis,
  lines: readonly string[],
  actor: string,
  fd: number,
): 'closed' | 'open' | 'marked' {
  const scenario = scenarioOf([...lines, `${actor}: fcntl(${fd}, F_GETFD)`], basis.profile);
  const [steps] = scenario === undefined ? [] : basis.walks(scenario);
  const answer = steps?.[lines.length]?.events.find(
    (event) => event.kind === 'returned' && event.actor === actor,
  );
  if (answer?.kind !== 'returned' || answer.result.kind === 'errno') return 'closed';
  return numberOf(answer.result.value) === 1 ? 'marked' : 'open';
}

type Call = Extract<Action, { kind: 'call' }>;

function nameOf({ spec }: Basis, { call }: Call): string | undefined {
  const syscall = spec.syscalls.get(call.name);
  if (syscall?.depth !== 'full') return undefined;
  if (makes(syscall.signature)) return call.name;
  const command = call.args.flatMap((value) => (value.kind === 'names' ? value.names : []));
  const known = command.find((name) => COMMANDS.includes(name));
  return known === undefined ? undefined : `${call.name} ${known}`;
}

function makes({ returns, arguments: all }: Signature): boolean {
  return (
    returns === 'fd' ||
    all.some(({ type }) => type.kind === 'pointer' && type.direction === 'out' && nounOf(type.to) === 'fd')
  );
}

function nounOf(to: { readonly kind: string; readonly noun?: string }): string | undefined {
  return to.noun;
}

/** The descriptor that the call gave back: returned, or the first that it wrote. */
function madeBy({ spec }: Basis, { actor, call }: Call, events: readonly Event[]): number | undefined {
  const answer = events.find((event) => event.kind === 'returned' && event.actor === actor);
  const signature = spec.syscalls.get(call.name)?.signature;
  if (answer?.kind !== 'returned' || answer.result.kind === 'errno' || signature === undefined)
    return undefined;
  if (signature.returns === 'fd' || !makes(signature)) return numberOf(answer.result.value);
  const [first] = answer.outputs.flatMap((output) => (output.kind === 'list' ? output.items : [output]));
  return numberOf(first);
}

function numberOf(value: Value | undefined): number | undefined {
  return value?.kind === 'int' ? Number(value.value) : undefined;
}
