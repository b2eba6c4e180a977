/** Repetitions as Go loops. */
import type { OperationOf } from '../../plan/index.js';
import { lookTest } from './looks.js';
import { printOperations, type Inside } from './print-operations.js';

/** Writes the loop; `behindItem` writes what is to be done when its body was carried out once. */
export function printRepeat(operation: OperationOf<'repeat'>, inside: Inside, behindItem?: () => void): void {
  const { body, separator, count } = operation;
  const { text } = inside;
  const i = text.local('i');
  const simple = isSimple(operation) ? operation.next && lookTest(operation.next, text) : undefined;
  if (count !== undefined) text.write(`${i} := 0`);
  text.block(simple === undefined ? head(operation, i) : `for ${simple}`, () => {
    if (simple === undefined) printEnds(operation, i, inside);
    if (separator)
      text.block(`if ${i} > 0`, () => printOperations([{ op: 'literal', ...separator }], inside));
    printOperations(body, inside);
    behindItem?.();
  });
  if (count !== undefined) text.write(`p.registers[${count}].to = ${i}`);
}

/** Whether the same look decides each time, and nobody counts. */
function isSimple({ min, max, first, next, times, separator, count }: OperationOf<'repeat'>): boolean {
  const isSame = JSON.stringify(first, bigints) === JSON.stringify(next, bigints);
  return min === 0 && max === Infinity && isSame && !separator && times === undefined && count === undefined;
}

function bigints(_: string, part: unknown): unknown {
  return typeof part === 'bigint' ? String(part) : part;
}

function head({ count, times, min, max }: OperationOf<'repeat'>, i: string): string {
  const start = count === undefined ? `${i} := 0` : '';
  const most = times !== undefined ? `p.registers[${times}].to` : min === max ? String(max) : undefined;
  return `for ${start}; ${most === undefined ? '' : `${i} < ${most}`}; ${i}++`;
}

/** Writes what ends the loop, if neither a register nor a fixed number does. */
function printEnds({ min, max, first, next, times }: OperationOf<'repeat'>, i: string, inside: Inside): void {
  if (times !== undefined || min === max) return;
  const { text } = inside;
  const breakIf = (condition: string): void => text.block(`if ${condition}`, () => text.write('break'));
  if (max < Infinity) breakIf(`${i} >= ${max}`);
  if (min === 0 && first) breakIf(`${i} == 0 && !${lookTest(first, text)}`);
  if (next) breakIf(`${i} >= ${Math.max(min, 1)} && !${lookTest(next, text)}`);
}
