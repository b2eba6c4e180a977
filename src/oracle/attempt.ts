/** One attempt: an outcome of one hypothesis held against what was seen of a step. */
import type { ClauseId, Event, NumberKey } from '../abi/index.js';
import type { Kernel, KernelAction, Outcome } from '../kernel/index.js';
import type { Formats } from './formats.js';
import { follow, type Hypothesis } from './hypothesis.js';
import { matchText } from './look.js';
import { matchEvents } from './match.js';
import type { Numbers } from './numbers.js';

export type Attempt = { readonly outcome: Outcome; readonly from: Hypothesis } & (
  | { readonly ok: true; readonly next: Hypothesis }
  /** The first `agree` events agree. A text that departs says itself which clause it breaks, and how. */
  | {
      readonly ok: false;
      readonly agree: number;
      readonly text?: { readonly clause: ClauseId; readonly difference: string };
    }
);

/** What an attempt needs to know beside the two sides. */
export interface AttemptContext {
  readonly kernel: Kernel;
  readonly formats: Formats;
  readonly constants: Readonly<Record<string, bigint>>;
}

/** What a kernel is asked for the outcomes of a step: its own, or those with another refusal that holds as well. */
type Question = 'step' | 'otherRefusals';

/** Every outcome that `question` gives for `action` in any of `hypotheses`, held against `observed`. */
export function attempts(
  hypotheses: readonly Hypothesis[],
  question: Question,
  action: KernelAction,
  observed: readonly Event[],
  context: AttemptContext,
): Attempt[] {
  return hypotheses.flatMap((from) =>
    context.kernel[question](from.world, action).map((outcome) => attempt(from, outcome, observed, context)),
  );
}

function attempt(
  from: Hypothesis,
  outcome: Outcome,
  observed: readonly Event[],
  context: AttemptContext,
): Attempt {
  const { kernel, constants, formats } = context;
  const holds = (key: NumberKey) => kernel.holdsNumber(outcome.world, key);
  const match = matchEvents(outcome.events, observed, from.numbers, { constants, holds });
  if (!match.ok) return { ok: false, outcome, from, agree: match.agree };
  let numbers: Numbers = match.numbers;
  for (const [index, event] of observed.entries()) {
    if (event.kind !== 'seen') continue;
    const looked = matchText(event, kernel.procFacts(outcome.world, event.actor), formats, numbers, {
      constants,
      holds,
    });
    if (!looked.ok) return { ok: false, outcome, from, agree: index, text: looked };
    ({ numbers } = looked);
  }
  return { ok: true, outcome, from, next: follow(from, outcome, numbers) };
}
