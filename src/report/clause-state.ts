/** How a clause stands on a target: one word for each cell of the matrix clause x target. */
import type { ClauseId } from '../abi/index.js';
import type { FindingResult, RunResult, TargetResult } from './result.js';

/** The gravest first. */
export type ClauseState =
  /** Something that no outcome explains was seen. */
  | 'broken'
  /** The same, and somebody has explained it. */
  | 'expected'
  /** Another refusal that holds as well was answered. */
  | 'differs'
  /** It was seen, or asked of every scenario, and nothing spoke against it. */
  | 'kept'
  /** The target lacks the call. */
  | 'unsupported'
  /** No scenario made it happen. */
  | 'never'
  /** No scenario of ours can make it happen. */
  | 'unreached'
  /** It is a promise of other versions, or of a machine that has more. */
  | 'absent';

export interface Standing {
  readonly clause: ClauseId;
  readonly state: ClauseState;
  /** What was found against it. */
  readonly finding?: FindingResult;
  /** Why it was not tried. */
  readonly why?: string;
}

/** How every clause stands on `target`, sorted by id: those of the result, and those that only a finding names. */
export function standings({ clauses }: RunResult, target: TargetResult): Standing[] {
  const findings = new Map(target.findings.map((finding) => [finding.clause, finding]));
  const ids = new Set([...Object.keys(clauses), ...findings.keys()]);
  return [...ids].sort().map((clause): Standing => {
    const finding = findings.get(clause);
    if (finding !== undefined) return { clause, state: stateOf(finding), finding };
    return { clause, ...unbroken(target, clause, clauses[clause]) };
  });
}

/** What a finding says of its clause. */
export function stateOf(finding: FindingResult): ClauseState {
  if (finding.unexpected) return 'broken';
  return finding.kind === 'differs' ? 'differs' : 'expected';
}

function unbroken(
  { coverage, unsupported, verdicts }: TargetResult,
  clause: ClauseId,
  text: RunResult['clauses'][string] | undefined,
): Omit<Standing, 'clause'> {
  const why = coverage.absent[clause];
  if (why !== undefined) return { state: 'absent', why };
  if (clause in coverage.fired) return { state: 'kept' };
  if (text?.of === 'law') return { state: verdicts.conforms > 0 ? 'kept' : 'never' };
  if (text !== undefined && text.owner in unsupported) {
    return { state: 'unsupported', why: `the target lacks ${text.owner}` };
  }
  const reason = coverage.unreached[clause];
  return reason === undefined ? { state: 'never' } : { state: 'unreached', why: reason };
}
