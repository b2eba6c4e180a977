/** What a program tells: the steps of a scenario with what Linux shows, and which of them is in question. */
import type { ClauseId, Event } from '../../abi/index.js';
import type { Scenario, Step } from '../../scenario/index.js';
import type { Caller } from '../../trial/index.js';

/** What a program is made of. */
export interface Tale {
  /** Every step of it that is no look says what is to be seen. Later ones than the step in question are left out. */
  readonly scenario: Scenario;
  /** Index of the step in question: what goes otherwise before it is no deviation. Nothing: every step is. */
  readonly inQuestion?: number;
  /** A kernel may answer with something else than a return: a director has to look. */
  readonly watched?: boolean;
  /** Who acts; nothing: anybody. */
  readonly caller?: Caller;
  readonly clause?: { readonly id: ClauseId; readonly prose?: string; readonly cite?: string };
  /** Further lines of the comment at the top. */
  readonly notes?: readonly string[];
}

/** A call with its place and what is to be seen. */
export interface Scene {
  /** Counted from 1, as in the scenario's text. */
  readonly number: number;
  readonly action: Extract<Step['action'], { kind: 'call' }>;
  readonly events: readonly Event[];
  readonly inQuestion: boolean;
}

/** The calls of a tale, in order. A look is no scene: nothing changes by it. */
export function scenesOf({ scenario, inQuestion }: Tale): Scene[] {
  return scenario.steps
    .slice(0, inQuestion === undefined ? undefined : inQuestion + 1)
    .flatMap(({ action, expect }, index): Scene[] =>
      action.kind === 'look'
        ? []
        : [{ number: index + 1, action, events: expect ?? [], inQuestion: index === inQuestion }],
    );
}
