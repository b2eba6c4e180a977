/** The C program of a finding: what is in question is its last step, and what Linux shows there. */
import type { ClauseId } from '../abi/index.js';
import type { Spec } from '../spec/index.js';
import type { Cause } from '../trial/index.js';
import { exportProgram } from './program/index.js';
import { expecting } from './saved-scenario.js';

/** The kernel that showed it, and whose answers count. */
export interface Accused {
  readonly target: string;
  readonly kernel: string;
  readonly profile: string;
  /** The actors there were root. */
  readonly privileged: boolean;
}

/** The program, or why there is none: the two fields of a cause that speak of it. */
export interface ProgramFields {
  readonly program?: string;
  readonly programRefused?: string;
}

/** Writes the program of one cause. It never fails: what C has no words for is refused in words. */
export function programOf(
  spec: Spec,
  clause: ClauseId,
  { scenario, observation, failure }: Cause,
  accused: Accused,
): ProgramFields {
  if (scenario.steps.length === 0)
    return {
      programRefused: `a text of /proc departs from its grammar, which takes a parser to tell; \`npx abide proc check -t ${accused.target}\` tells line and column`,
    };
  const [allowed, ...others] = failure.allowed;
  if (allowed === undefined) return { programRefused: 'nothing is said of what Linux answers there' };
  if (others.length > 0) return { programRefused: 'Linux may answer several things there' };
  const before = observation.steps.slice(0, failure.step);
  if (before.length < failure.step) return { programRefused: 'not every step before it was seen' };
  const text = spec.clauses.get(clause)?.text;
  const { prose, cite, until } = text ?? {};
  const tale = {
    scenario: expecting(spec, scenario, [...before, allowed.events]),
    inQuestion: failure.step,
    caller: accused.privileged ? ('anybody' as const) : ('ordinary' as const),
    watched: failure.observed.some(({ kind }) => kind !== 'returned' && kind !== 'handler'),
    clause: {
      id: clause,
      ...(prose === undefined ? {} : { prose }),
      ...(cite === undefined ? {} : { cite }),
    },
    notes: [
      `Found on ${accused.target} ${accused.kernel}, judged by ${accused.profile}: ${failure.difference}.`,
      ...(until === undefined
        ? []
        : [`Linux promises this up to version ${until}: a newer one may show something else.`]),
    ],
  };
  const exported = exportProgram(tale, spec);
  return exported.ok ? { program: exported.program } : { programRefused: exported.reason };
}
