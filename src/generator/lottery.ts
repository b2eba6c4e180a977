/** Which call a step makes: a lot for the beginning of a scenario, another for the rest. */
import { clauseApplies, type Profile, type Spec } from '../spec/index.js';
import { emphasis } from './emphasis.js';
import { lot, type Lot } from './lot.js';
import { type Traits, traitsOf } from './traits.js';

/** What is asked in a step: a call, or a look at a file of /proc. */
export type Prize = { readonly kind: 'call'; readonly traits: Traits } | { readonly kind: 'look' };

export interface Lottery {
  readonly early: Lot<Prize>;
  readonly late: Lot<Prize>;
  /** Everything that can be drawn. */
  readonly calls: readonly Traits[];
}

/** One in so many steps is a look. */
const LOOKS = 24;

/**
 * The lots of a profile's calls. `weights`: of calls by name, times their own emphasis; without it all `full`
 * calls are as likely as they are by themselves. Nothing where no call has a weight.
 */
export function createLottery(
  spec: Spec,
  profile: Profile | undefined,
  weights: Readonly<Record<string, number>> | undefined,
): Lottery | undefined {
  const calls = [...spec.syscalls.values()]
    .filter(
      (syscall) => syscall.depth === 'full' && (profile === undefined || clauseApplies(syscall, profile)),
    )
    .filter(({ written }) => written !== true)
    .filter(({ name }) => weights === undefined || (weights[name] ?? 0) > 0)
    .map((syscall) => traitsOf(syscall, spec))
    .sort(simplestFirst);
  if (calls.length === 0) return undefined;
  return { calls, early: drawing(calls, weights, true), late: drawing(calls, weights, false) };
}

function drawing(
  calls: readonly Traits[],
  weights: Readonly<Record<string, number>> | undefined,
  early: boolean,
): Lot<Prize> {
  const entries = calls.map((traits) => {
    const weight = Math.round(emphasis(traits, early) * (weights?.[traits.syscall.name] ?? 1));
    return [Math.max(1, weight), { kind: 'call', traits }] as const;
  });
  const total = entries.reduce((sum, [weight]) => sum + weight, 0);
  return lot<Prize>([...entries, [Math.ceil(total / LOOKS), { kind: 'look' }]]);
}

/** Calls that do little come first: a spent gene draws them. */
function simplestFirst(a: Traits, b: Traits): number {
  return complexity(a) - complexity(b);
}

function complexity({ asks, ends, waits, syscall }: Traits): number {
  const { signature } = syscall;
  return (asks ? 0 : 10) + signature.arguments.length + (ends || waits || signature.replaces ? 100 : 0);
}
