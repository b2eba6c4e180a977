/** A clause explained: the promise, where it is written, what it answers. For `abide explain CLAUSE`. */
import { interruptionsOf, type Body, type ClauseEntry, type Spec } from '../../spec/index.js';
import { clauseLines, refusalLines, resultLines, waitLines } from './describe-clause.js';

/** The text of clause `id`, or nothing where the spec has no such clause. */
export function explainClause(spec: Spec, id: string): string | undefined {
  const entry = spec.clauses.get(id);
  if (entry === undefined) return undefined;
  const { file, line } = entry.text.at;
  const lines = [
    `${id}: ${KINDS[entry.kind]} of ${entry.owner}`,
    ...(linesOfClause(spec, id) ?? clauseLines(entry.errno ?? 'promise', entry.text, [])),
    `  ${file}:${line}`,
  ];
  return lines.map((text) => `${text}\n`).join('');
}

const KINDS: Readonly<Record<ClauseEntry['kind'], string>> = {
  refusal: 'a refusal',
  result: 'a result',
  interrupted: 'what a signal does to the wait',
  partial: 'what a signal does to the wait once a part is done',
  law: 'a law',
};

function linesOfClause(spec: Spec, id: string): string[] | undefined {
  const calls = [...spec.syscalls.values()].map(({ body }) => body);
  const operations = [...spec.fileKinds.values()].flatMap((kind) => [...kind.operations.values()]);
  for (const body of [...calls, ...operations]) {
    const found = linesIn(body, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function linesIn(body: Body, id: string): string[] | undefined {
  const { waits, cases } = body;
  const otherwise = [cases?.otherwise, waits?.nonblocking, waits?.fails].flatMap((one) => one ?? []);
  const refusal = [...body.refusals, ...otherwise].find((one) => one.id === id);
  if (refusal !== undefined) return refusalLines(refusal);
  const result = body.results.find((one) => one.id === id);
  if (result !== undefined) return resultLines(result);
  if (waits !== undefined && [...interruptionsOf(waits), waits.partial].some((one) => one?.id === id))
    return waitLines(waits);
  for (const inner of cases?.is.values() ?? []) {
    const found = linesIn(inner, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
