/** The clauses of a result: what a reader must know of them who has no spec/. */
import type { ClauseId } from '../abi/index.js';
import type { ClauseEntry, Spec } from '../spec/index.js';

export interface ClauseResult {
  /** Whose promise it is: that of a call (`read`), of an operation on a kind of file (`pipe/read`), or a law's noun. */
  readonly owner: string;
  readonly of: 'call' | 'file' | 'law';
  readonly prose?: string;
  readonly cite?: string;
}

/** Every clause of `spec`, sorted by id. */
export function clauseResults(spec: Spec): Record<ClauseId, ClauseResult> {
  const sorted = [...spec.clauses].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([id, entry]) => [id, clauseResult(spec, entry)]));
}

function clauseResult(spec: Spec, { kind, owner, text: { prose, cite } }: ClauseEntry): ClauseResult {
  return {
    owner,
    of: kind === 'law' ? 'law' : spec.syscalls.has(owner) ? 'call' : 'file',
    ...(prose === undefined ? {} : { prose }),
    ...(cite === undefined ? {} : { cite }),
  };
}
