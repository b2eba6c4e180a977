/** Expectations: divergences of a target that somebody knows of and has explained, as data. */
import type { ClauseId } from '../../abi/index.js';
import type { Location } from '../types.js';

/** One divergence that is expected: suites/expectations/<target>.yaml has one entry a clause. */
export interface Expectation {
  readonly clause: ClauseId;
  /** What is seen instead, in the words of `observedWord` of the room report: `EINVAL`, `a value`, ... */
  readonly observed: readonly string[];
  readonly reason: string;
  /** Where that kernel's makers speak of it. */
  readonly link?: string;
  /** The versions of the target's kernel that show it: `6.1`, `6.1 - 6.12`, `6.1 -`, `- 6.12`, `any`. */
  readonly versions: string;
  /** The last day on which it is expected: `2027-06-30`. */
  readonly expires: string;
  /** Only luck shows it: that it is not found says nothing. */
  readonly rare?: true;
  readonly at: Location;
}

/** The reason of an entry that a program wrote, until somebody has found out. */
export const TO_BE_JUDGED = 'to be judged';
