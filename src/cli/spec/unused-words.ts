/** Words of the vocabulary that no rule uses. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  packageRoot,
  VOCABULARY,
  type Body,
  type Effect,
  type Expression,
  type Problem,
  type Spec,
} from '../../spec/index.js';

const PLACE = 'src/spec/words';

/** A problem for each word that no expression of `spec` uses, at its place in the source where that is there. */
export function unusedWords(spec: Spec): Problem[] {
  const used = new Set([...expressionsOf(spec).flatMap(({ words }) => words), ...wordsBehindKeys(spec)]);
  const unused = Object.keys(VOCABULARY).filter((word) => !used.has(word));
  return unused.map((word) => ({ ...placeOf(word), message: `no rule uses the word \`${word}\`` }));
}

function expressionsOf(spec: Spec): Expression[] {
  return bodiesOf(spec).flatMap(ofBody);
}

/** `raises:` is short for a word. */
function wordsBehindKeys(spec: Spec): string[] {
  const clauses = bodiesOf(spec).flatMap(({ refusals, results }) => [...refusals, ...results]);
  return clauses.some(({ raises }) => raises !== undefined) ? ['raise'] : [];
}

function bodiesOf(spec: Spec): Body[] {
  const calls = [...spec.syscalls.values()].map(({ body }) => body);
  const operations = [...spec.fileKinds.values()].flatMap((kind) => [...kind.operations.values()]);
  return [...calls, ...operations];
}

function ofBody(body: Body): Expression[] {
  const { waits, cases } = body;
  const refusals = [
    ...body.refusals,
    ...present(cases?.otherwise),
    ...present(waits?.nonblocking),
    ...present(waits?.fails),
  ];
  const effects = [...body.effect, ...(waits?.enter ?? []), ...(waits?.leaves ?? [])];
  return [
    ...refusals.flatMap(({ when, leaves }) => [when, ...(leaves ?? []).flatMap(ofEffect)]),
    ...present(waits?.until),
    ...present(waits?.partial).flatMap(({ when, returns }) => [when, returns]),
    ...effects.flatMap(ofEffect),
    ...body.results.flatMap(({ when, returns }) => [
      ...present(when),
      ...(returns === 'nothing' ? [] : [returns]),
    ]),
    ...[...(cases?.is.values() ?? [])].flatMap(ofBody),
  ];
}

function ofEffect(effect: Effect): Expression[] {
  if (effect.kind === 'let') return [effect.value];
  return [effect.kind === 'do' ? effect.action : effect.value, ...present(effect.when)];
}

function present<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function placeOf(word: string): { file: string; line: number; column: number } {
  const directory = join(packageRoot(), PLACE);
  const files = existsSync(directory) ? readdirSync(directory).sort() : [];
  for (const file of files) {
    const lines = readFileSync(join(directory, file), 'utf8').split('\n');
    const index = lines.findIndex((line) => line.startsWith(`  ${word}: {`));
    if (index >= 0) return { file: `${PLACE}/${file}`, line: index + 1, column: 3 };
  }
  return { file: PLACE, line: 1, column: 1 };
}
