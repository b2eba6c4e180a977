/**
 * A scenario as a sequence of its actors: what each does and sees in each step, before it is drawn.
 *
 * Steps before the failure show what was seen, the failing step what was seen and what Linux allows, later steps only
 * what is asked.
 */
import type { ActorName, Event } from '../../abi/index.js';
import { actorsOf, parseScenario, printAction, printEvent, type Step } from '../../scenario/index.js';
import type { CauseResult } from '../result.js';

/** One line that stands in an actor's lane. */
export interface Line {
  readonly text: string;
  /** `asked`: the call. `seen`: what came of it. `observed` and `allowed` differ: this kernel, and Linux. */
  readonly kind: 'asked' | 'seen' | 'observed' | 'allowed';
}

/** What one actor does and sees in one step. */
export interface Mark {
  readonly actor: ActorName;
  readonly lines: readonly Line[];
}

export interface Row {
  /** The acting actor's mark comes first. */
  readonly marks: readonly [Mark, ...Mark[]];
  readonly when: 'before' | 'failing' | 'after';
  /** Actors that begin in this step, that sleep in the kernel after it, and that have ended. */
  readonly began: readonly ActorName[];
  readonly asleep: readonly ActorName[];
  readonly ended: readonly ActorName[];
}

export interface Sequence {
  /** In the order in which they come to exist. */
  readonly actors: readonly ActorName[];
  readonly rows: readonly Row[];
}

/** The sequence of a cause's scenario; nothing where there is none to draw. */
export function sequenceOf(cause: CauseResult): Sequence | undefined {
  const parsed = parseScenario(cause.scenario);
  if (!parsed.ok || parsed.scenario.steps.length === 0) return undefined;
  const asleep = new Set<ActorName>();
  const rows = parsed.scenario.steps.map((step, index) => {
    const row = rowOf(cause, step, index + 1);
    for (const { actor, kind } of step.expect ?? []) {
      if (kind === 'blocked') asleep.add(actor);
      else if (WAKES.has(kind)) asleep.delete(actor);
    }
    return { ...row, asleep: row.when === 'after' ? [] : [...asleep] };
  });
  return { actors: actorsOf(parsed.scenario), rows };
}

/** Events that end a sleep. */
const WAKES: ReadonlySet<Event['kind']> = new Set(['returned', 'image', 'ended']);

function rowOf(cause: CauseResult, step: Step, number: number): Omit<Row, 'asleep'> {
  const { actor } = step.action;
  const when = number < cause.step ? 'before' : number === cause.step ? 'failing' : 'after';
  const lines = when === 'failing' ? failingLines(cause) : (step.expect ?? []).map(seenLine);
  const asked: Line = { text: withoutActor(printAction(step.action)), kind: 'asked' };
  const own = lines.filter((line) => line.actor === actor);
  const others = [...new Set(lines.map((line) => line.actor))].filter((name) => name !== actor);
  const expected = when === 'after' ? [] : (step.expect ?? []);
  return {
    marks: [
      { actor, lines: [asked, ...own.map(shortened)] },
      ...others.map((name) => ({ actor: name, lines: lines.filter((line) => line.actor === name) })),
    ],
    when,
    began: step.action.kind === 'call' && step.action.spawns !== undefined ? [step.action.spawns] : [],
    ended: expected.filter((event) => event.kind === 'ended').map((event) => event.actor),
  };
}

interface ActorLine extends Line {
  readonly actor: ActorName;
}

function seenLine(event: Event): ActorLine {
  return { actor: event.actor, text: withoutActor(printEvent(event)), kind: 'seen' };
}

/** What both have is seen; what only one has is observed or allowed. */
function failingLines({ observed, allowed: [first] }: CauseResult): ActorLine[] {
  const allowed = first?.events ?? [];
  const line =
    (kind: Line['kind']) =>
    (text: string): ActorLine => ({
      actor: text.slice(0, Math.max(0, text.indexOf(':'))),
      text: withoutActor(text),
      kind,
    });
  return [
    ...observed.map((text) => line(allowed.includes(text) ? 'seen' : 'observed')(text)),
    ...allowed.filter((text) => !observed.includes(text)).map(line('allowed')),
  ];
}

function withoutActor(text: string): string {
  return text.replace(/^[A-Z]\d*: (?:! )?/, '');
}

/** Behind its own call an answer needs no name: `= 1 "x"`. */
function shortened({ text, kind }: Line): Line {
  return { text: text.replace(/^[^\s=]+ = /, '= '), kind };
}
