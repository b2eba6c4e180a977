/** Laws of PID namespaces: their first process, and what ends with it. spec/laws/namespace.yaml. */
import type { ActorName, Value } from '../../src/abi/index.js';
import type { Observation, Scenario } from '../../src/scenario/index.js';
import { momentsOf, type Answered, type Moment } from './account/moment.js';
import { mentions, numberOf, signalOf } from './account/reading.js';
import type { Breach, LawChecker } from './law.js';

export const NAMESPACE_LAWS: readonly LawChecker[] = [
  { id: 'namespace/ends-with-init', check: (scenario, observation) => scan(scenario, observation, survivor) },
  {
    id: 'namespace/number-of-init',
    check: (scenario, observation) => scan(scenario, observation, otherNumber),
  },
  { id: 'namespace/init-unharmed', check: (scenario, observation) => scan(scenario, observation, harmed) },
];

/** Who is in which PID namespace, as far as events tell. */
interface Spaces {
  /** Of everybody in a namespace below the scenario's: the inits of those around them, the innermost first. */
  readonly around: Map<ActorName, readonly ActorName[]>;
  /** Inits that have, or had, no thread but one. */
  readonly inits: Set<ActorName>;
  readonly ended: Set<ActorName>;
}

/** Looks at a moment with what was known before it; what it says is the breach. */
type Look = (spaces: Spaces, moment: Moment) => string | undefined;

function scan(scenario: Scenario, observation: Observation, look: Look): Breach | undefined {
  const spaces: Spaces = { around: new Map(), inits: new Set(), ended: new Set() };
  for (const moment of momentsOf(scenario, observation)) {
    if (!follow(spaces, moment)) return undefined;
    const why = look(spaces, moment);
    if (why !== undefined) return { step: moment.step, why };
  }
  return undefined;
}

/** The calls that make somebody, and of whom it is surely their caller who did. */
const MAKING = new Set(['fork', 'vfork', 'clone', 'clone3']);

/** False where nobody can be sure any more. */
function follow({ around, inits, ended }: Spaces, { asked, events }: Moment): boolean {
  for (const { kind, actor } of events) {
    if (kind === 'ended') ended.add(actor);
    if (kind !== 'began') continue;
    if (asked === undefined || !MAKING.has(asked.call.name)) return false;
    const outer = around.get(asked.actor) ?? [];
    if (asked.call.args.some((value) => mentions(value, 'CLONE_THREAD'))) inits.delete(asked.actor);
    const isInit = asked.call.args.some((value) => mentions(value, 'CLONE_NEWPID'));
    if (isInit) inits.add(actor);
    around.set(actor, isInit ? [actor, ...outer] : outer);
  }
  return true;
}

function survivor({ around, inits, ended }: Spaces, { events }: Moment): string | undefined {
  for (const { kind, actor: init } of events) {
    if (kind !== 'ended' || !inits.has(init)) continue;
    const left = [...around].find(([name, inside]) => inside.includes(init) && !ended.has(name));
    if (left !== undefined)
      return `${init}, the init of a PID namespace, has ended, but not ${left[0]} in it`;
  }
  return undefined;
}

/** What an init is told of itself and of its parent. */
const TOLD: Readonly<Record<string, bigint>> = { getpid: 1n, getppid: 0n };

function otherNumber({ inits }: Spaces, { answers }: Moment): string | undefined {
  const wrong = answers.find((answered) => inits.has(answered.asked.actor) && isOther(answered));
  if (wrong === undefined) return undefined;
  const { actor, call } = wrong.asked;
  return `${call.name} does not tell ${actor}, the init of a PID namespace, ${TOLD[call.name]}`;
}

function isOther({ asked, result }: Answered): boolean {
  const due = TOLD[asked.call.name];
  if (due === undefined || result.kind !== 'value' || result.value.kind === 'any') return false;
  return numberOf(result.value) !== due;
}

function harmed({ around, inits }: Spaces, { asked, events }: Moment): string | undefined {
  if (asked?.call.name !== 'kill') return undefined;
  const init = around.get(asked.actor)?.[0];
  const [target, signal] = asked.call.args;
  if (init === undefined || !inits.has(init) || !means(target, init)) return undefined;
  if (!['SIGKILL', 'SIGSTOP'].includes(signalOf(signal) ?? '')) return undefined;
  const event = events.find(({ kind, actor }) => actor === init && (kind === 'ended' || kind === 'stopped'));
  return (
    event && `${asked.actor} reaches ${init}, the init of its own PID namespace, with a signal: ${event.kind}`
  );
}

function means(target: Value | undefined, init: ActorName): boolean {
  if (target?.kind === 'actor') return target.actor === init && !target.negated;
  return numberOf(target) === 1n;
}
