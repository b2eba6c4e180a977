/** Clauses that can never fire, because one before them always answers. */
import type { Reading } from '../read/reading.js';
import type { Body, ClauseText, Refusal } from '../types.js';

/** Tells refusals and results of `body`, and of its cases, that nothing reaches. */
export function checkReachable(body: Body, reading: Reading): void {
  const always = checkRefusals(body.refusals, reading);
  const next = body.waits?.interrupted ?? body.results[0];
  if (always !== undefined && next !== undefined) tell(next, always, reading);
  checkResults(body, reading);
  for (const inner of body.cases?.is.values() ?? []) checkReachable(inner, reading);
}

/** @returns the refusal that always answers, if there is one. */
function checkRefusals(refusals: readonly Refusal[], reading: Reading): Refusal | undefined {
  let always: Refusal | undefined;
  const seen = new Map<string, Refusal>();
  for (const refusal of refusals) {
    const source = refusal.when.source.trim();
    const earlier = always ?? seen.get(source);
    if (earlier !== undefined) tell(refusal, earlier, reading);
    if (isConditional(refusal)) continue;
    if (source === 'true') always ??= refusal;
    if (!seen.has(source)) seen.set(source, refusal);
  }
  return always;
}

function checkResults({ results }: Body, reading: Reading): void {
  const index = results.findIndex((result) => result.when === undefined && !isConditional(result));
  const last = results[index];
  const after = index < 0 ? undefined : results[index + 1];
  if (last !== undefined && after !== undefined) tell(after, last, reading);
}

/** Some kernels or machines do not keep the clause. */
function isConditional(text: ClauseText): boolean {
  return text.since !== undefined || text.until !== undefined || text.needs !== undefined;
}

function tell(clause: ClauseText, earlier: ClauseText, { problems }: Reading): void {
  problems.add(clause.at, `\`${clause.id}\` can never fire: \`${earlier.id}\` answers before it`);
}
