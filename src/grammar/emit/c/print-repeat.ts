/** Repetitions as C. */
import type { Look, OperationOf } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';
import { lookTest } from './looks.js';
import type { Inside } from './inside.js';
import { printLiteral } from './print-literal.js';

/** Writes the loop of a repetition. */
export function printRepeat(operation: OperationOf<'repeat'>, inside: Inside): void {
  const { body, separator, count } = operation;
  const { text } = inside;
  const i = text.local('i');
  const condition = goesOn(operation, i, text);
  const isCounted = separator !== undefined || count !== undefined || condition.includes(i);
  if (isCounted) text.write(`size_t ${i} = 0;`);
  text.block(isCounted ? `for (; ${condition}; ${i}++)` : `while (${condition})`, () => {
    if (separator) text.block(`if (${i} > 0)`, () => printLiteral(separator, inside));
    inside.print(body, inside);
    text.write(...(inside.hand ?? []));
  });
  if (count !== undefined) text.write(`s->registers[${count}].count = ${i};`);
}

function goesOn(operation: OperationOf<'repeat'>, i: string, text: ProgramText): string {
  const { min, max, first, next, times } = operation;
  if (times !== undefined) return `${i} < s->registers[${times}].count`;
  if (min === max) return `${i} < ${max}`;
  const ask = (look: Look | undefined): string => (look ? lookTest(look, text) : 'true');
  const [before, between] = [ask(first), ask(next)];
  const asked = before === between ? before : `(${i} == 0 ? ${before} : ${between})`;
  const needed = min > 0 ? `(${i} < ${min} || (${asked}))` : asked;
  return max === Infinity ? needed : `${i} < ${max} && (${needed})`;
}
