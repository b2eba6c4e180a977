/** What files of expectations can speak of, and where they stand. */
import type { ClauseId } from '../../abi/index.js';
import type { CompiledFormats } from '../../grammar/index.js';
import type { ExpectationContext, Spec } from '../../spec/index.js';
import { SURVIVES } from '../../trial/index.js';

/** Where expectations stand, below the package. */
export const EXPECTATIONS = 'suites/expectations';

/** What a file of expectations can speak of: clauses, outcomes of calls, fields and formats of /proc, survival. */
export function contextFor(
  { syscalls, clauses }: Pick<Spec, 'syscalls' | 'clauses'>,
  formats: Pick<CompiledFormats, 'has'>,
): ExpectationContext {
  const isClause = (id: ClauseId): boolean => {
    const [, owner = '', last = ''] = /^(.*)\/([^/]+)$/.exec(id) ?? [];
    if (clauses.has(id) || id === SURVIVES) return true;
    return (last === 'outcome' && syscalls.has(owner)) || (owner.startsWith('proc/') && formats.has(owner));
  };
  return { isClause, clauses: clauses.keys(), today: new Date().toISOString().slice(0, 10) };
}
