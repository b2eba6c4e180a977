/** Scenarios as text: one line a call, the events of a step that are not part of it on the lines below. */
import { type ActorName, type Call, type Event, type Result, sortEvents } from '../../abi/index.js';
import { type Action, FIRST_ACTOR, type Scenario, type Step } from '../scenario.js';
import { printName, printPath } from './name.js';
import { printAnswer, printEvent } from './print-event.js';
import { looksLikeErrno, printValue } from './print-value.js';
import { NOTHING } from './read-event.js';

/**
 * A scenario in the one canonical text that `parseScenario` reads back without loss (events in canonical
 * order). It ends with a newline.
 */
export function printScenario(scenario: Scenario): string {
  const known = new Set<ActorName>([FIRST_ACTOR]);
  const lines = [`setting: profile ${printPath(scenario.setting.profile)}`];
  for (const step of scenario.steps) {
    lines.push(...printStep(step, known));
    if (step.action.kind === 'call' && step.action.spawns !== undefined) known.add(step.action.spawns);
  }
  return `${lines.join('\n')}\n`;
}

/** The lines of one step. `known`: the actors that earlier steps named; a new one behind `=` is made by this step. */
export function printStep(step: Step, known: ReadonlySet<ActorName>): string[] {
  const { action } = step;
  if (step.expect === undefined) return [printAction(action)];
  const events = sortEvents(step.expect);
  if (events.length === 0) return [printAction(action), `${action.actor}: ! ${NOTHING}`];
  const first = events.find((event) => event.actor === action.actor);
  if (action.kind === 'look' || first === undefined || !standsInline(first, action.call)) {
    return [printAction(action), ...events.map(printEvent)];
  }
  const below = events.filter((event) => event !== first);
  if (first.kind === 'blocked') return [`${printAction(action)} ...`, ...below.map(printEvent)];
  const others = new Set([...known, action.actor]);
  const child = impliedChild(action, first, below, others);
  const bare = child !== undefined || (action.spawns === undefined && isKnown(first, others));
  const named = child !== undefined && namesActor(first.result, child.actor);
  const head = named ? printCallOf(action) : printAction(action);
  const shown = below.filter((event) => event !== child);
  return [`${head} ${printAnswer(first.result, first.outputs, bare)}`, ...shown.map(printEvent)];
}

/** What is asked, without what shall be seen: `A: read(3, 16)`, `A: fork() -> B`, `B: look status`. */
export function printAction(action: Action): string {
  if (action.kind === 'look') return `${action.actor}: look ${printPath(action.file)}`;
  return action.spawns === undefined ? printCallOf(action) : `${printCallOf(action)} -> ${action.spawns}`;
}

/** A call as it is written: `read(3, 16, buf: unmapped)`. */
export function printCall(call: Call): string {
  const named = Object.entries(call.named).map(([name, value]) => `${printName(name)}: ${printValue(value)}`);
  return `${printName(call.name)}(${[...call.args.map(printValue), ...named].join(', ')})`;
}

type CallAction = Extract<Action, { kind: 'call' }>;
type Inline = Extract<Event, { kind: 'returned' | 'blocked' }>;

function printCallOf(action: CallAction): string {
  return `${action.actor}: ${printCall(action.call)}`;
}

function standsInline(event: Event, call: Call): event is Inline {
  return event.kind === 'blocked' || (event.kind === 'returned' && event.call === call.name);
}

/**
 * The `began` that `= B` says by itself, or `-> E = B` where the number was B's before: the new actor begins once,
 * before all else of it.
 */
function impliedChild(
  { spawns }: CallAction,
  { result }: Extract<Event, { kind: 'returned' }>,
  below: readonly Event[],
  known: ReadonlySet<ActorName>,
): Event | undefined {
  if (
    spawns === undefined ||
    known.has(spawns) ||
    result.kind === 'errno' ||
    result.value.kind !== 'actor' ||
    result.value.negated ||
    looksLikeErrno(result.value.actor)
  )
    return undefined;
  const ofChild = below.filter((event) => event.actor === spawns);
  const births = ofChild.filter((event) => event.kind === 'began');
  return births.length === 1 && births[0] === ofChild[0] ? births[0] : undefined;
}

function namesActor(result: Result, name: ActorName): boolean {
  return result.kind === 'value' && result.value.kind === 'actor' && result.value.actor === name;
}

function isKnown({ result }: Extract<Event, { kind: 'returned' }>, known: ReadonlySet<ActorName>): boolean {
  return result.kind === 'errno' || result.value.kind !== 'actor' || known.has(result.value.actor);
}
