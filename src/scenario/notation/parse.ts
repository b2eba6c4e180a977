/** Scenarios from text. */
import type { ActorName, Event } from '../../abi/index.js';
import { sortEvents } from '../../abi/index.js';
import { type Action, DEFAULT_PROFILE, FIRST_ACTOR, type Scenario, type Step } from '../scenario.js';
import { Cursor, Unreadable } from './cursor.js';
import type { NotationProblem } from './problem.js';
import { readLine, type StepLine } from './read-line.js';

/** Parsing: the scenario, or everything that is wrong with the text. */
export type ParsedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly NotationProblem[] };

/**
 * Reads a scenario in the notation of docs: comments and blank lines are passed over. Purely syntactic:
 * whether calls and actors exist is not asked.
 *
 * @param profile what the setting is where the text has no `setting:` line.
 * @returns the scenario with its events in canonical order, or every problem, in order of lines.
 */
export function parseScenario(text: string, profile: string = DEFAULT_PROFILE): ParsedScenario {
  const reading = new Reading(profile);
  for (const [index, line] of text.split(/\r?\n/).entries()) reading.take(line, index + 1);
  return reading.result();
}

/** A step while the lines below it may still add events. */
interface Open {
  readonly action: Action;
  readonly expected: Event[];
  /** The actor that `= B` or `-> E = B` says has begun. */
  readonly implied: ActorName | undefined;
  nothing: boolean;
}

class Reading {
  private readonly problems: NotationProblem[] = [];
  private readonly steps: Open[] = [];
  private readonly known = new Set<ActorName>([FIRST_ACTOR]);
  private profileSeen = false;
  /** A step line before could not be read: what stands below it belongs to nothing. */
  private lost = false;

  constructor(private profile: string) {}

  take(text: string, line: number): void {
    const cursor = new Cursor(text);
    try {
      this.takeLine(cursor);
    } catch (thrown) {
      if (!(thrown instanceof Unreadable)) throw thrown;
      const { at, message, suggestion } = thrown;
      const guess = suggestion === undefined ? {} : { suggestion };
      this.problems.push({ line, column: at + 1, message, ...guess });
      this.lost = true;
    }
  }

  result(): ParsedScenario {
    if (this.problems.length > 0) return { ok: false, problems: this.problems };
    return { ok: true, scenario: { setting: { profile: this.profile }, steps: this.steps.map(close) } };
  }

  private takeLine(cursor: Cursor): void {
    if (cursor.atEnd) return;
    const start = cursor.at;
    const line = readLine(cursor);
    if (line.kind === 'setting') this.takeSetting(line.profile, cursor, start);
    else if (line.kind === 'step') this.takeStep(line);
    else this.takeEvent(line.event, cursor, start);
  }

  private takeSetting(profile: string, cursor: Cursor, start: number): void {
    if (this.profileSeen) cursor.fail('the setting stands twice', undefined, start);
    if (this.steps.length > 0) cursor.fail('the setting stands before the first step', undefined, start);
    this.profileSeen = true;
    this.profile = profile;
  }

  private takeStep({ action, inline, bare }: StepLine): void {
    const spawned = this.shorthandChild(action, inline, bare);
    const whole = spawned === undefined || action.kind === 'look' ? action : { ...action, spawns: spawned };
    if (whole.kind === 'call' && whole.spawns !== undefined) this.known.add(whole.spawns);
    const expected = inline === undefined ? [] : [inline];
    const implied = spawned ?? this.bornWithAnswer(action, inline, bare);
    this.steps.push({ action: whole, expected, implied, nothing: false });
    this.lost = false;
  }

  /** `A: fork() = B` with a B that no earlier step names: the step makes B, and B begins. */
  private shorthandChild(action: Action, inline: Event | undefined, bare: boolean): ActorName | undefined {
    if (!bare || action.kind === 'look' || action.spawns !== undefined || inline?.kind !== 'returned')
      return undefined;
    const value = inline.result.kind === 'value' ? inline.result.value : undefined;
    if (value?.kind !== 'actor' || value.actor === action.actor) return undefined;
    return this.known.has(value.actor) ? undefined : value.actor;
  }

  /** `A: clone3(...) -> E = B`: E begins with the number that B had. */
  private bornWithAnswer(action: Action, inline: Event | undefined, bare: boolean): ActorName | undefined {
    if (!bare || action.kind === 'look' || inline?.kind !== 'returned') return undefined;
    const { result } = inline;
    return result.kind === 'value' && result.value.kind === 'actor' ? action.spawns : undefined;
  }

  private takeEvent(event: Event | undefined, cursor: Cursor, start: number): void {
    const step = this.steps.at(-1);
    if (this.lost) return;
    if (step === undefined)
      return cursor.fail('an event stands below the step that it was seen in', undefined, start);
    const crowded = event === undefined ? step.expected.length > 0 : step.nothing;
    if (crowded)
      cursor.fail('`nothing` stands alone: no other event can be seen in this step', undefined, start);
    if (event === undefined) step.nothing = true;
    else step.expected.push(event);
  }
}

function close({ action, expected, implied, nothing }: Open): Step {
  if (expected.length === 0 && !nothing) return { action };
  const told = expected.some((event) => event.kind === 'began' && event.actor === implied);
  const begun: Event[] = implied === undefined || told ? [] : [{ kind: 'began', actor: implied }];
  return { action, expect: sortEvents([...begun, ...expected]) };
}
