/** Operations of a plan as Go statements. */
import {
  handleOperation,
  type Operation,
  type OperationHandlers,
  type OperationOf,
  type Target,
} from '../../plan/index.js';
import { goString, type GoText } from './go-text.js';
import { binaryValue, decimalValue, integerValue, textValue } from './leaves.js';
import { lookTest } from './looks.js';

/** What an expression gives, if that is not the type of its place anyhow. */
export type Given = 'number' | 'bytes' | 'word' | 'list';

/** Where operations stand: the text, and how the function they stand in keeps values. */
export interface Inside {
  readonly text: GoText;
  /** Writes the statement that puts a value where it belongs. */
  keep(target: Target, value: string, given: Given): void;
  /** Writes the call of a function of the plan, and puts what it makes where it belongs. */
  call(operation: OperationOf<'call'>): void;
  /** A condition: the field is absent. */
  isAbsent(field: number): string;
  /** In the body of a line of a table: the variable with the end of the line. */
  readonly lineEnd?: string;
}

/** Writes the statements of `operations`. */
export function printOperations(operations: readonly Operation[], inside: Inside): void {
  for (const operation of operations) handleOperation(PRINT, operation, inside);
}

const PRINT: OperationHandlers<[inside: Inside], void> = {
  literal: ({ bytes, expected, within }, { text }) =>
    text.write(`p.literal(${goString(bytes)}, ${expected}, ${within})`),
  integer: (operation, inside) => put(inside, operation.into, integerValue(operation, inside.text), 'number'),
  decimal: (operation, inside) => put(inside, operation.into, decimalValue(operation, inside.text), 'number'),
  binary: (operation, inside) => put(inside, operation.into, binaryValue(operation), 'number'),
  text: (operation, inside) => put(inside, operation.into, textValue(operation, inside.text), 'bytes'),
  words: ({ words, into, expected }, inside) => {
    const longestFirst = [...words].sort((a, b) => b.length - a.length);
    const name = inside.text.defined('Words', `[]string{${longestFirst.map(goString).join(', ')}}`);
    put(inside, into, `p.word(${name}, ${expected})`, 'word');
  },
  same: ({ register, expected }, { text }) => text.write(`p.same(${register}, ${expected})`),
  slice: printSlice,
  call: (operation, inside) => inside.call(operation),
  if: ({ look, body }, inside) =>
    inside.text.block(`if ${lookTest(look, inside.text)}`, () => printOperations(body, inside)),
  choose: printChoose,
  repeat: (operation, inside) => printRepeat(operation, inside),
  'pad-behind': printPadBehind,
  'pad-before': printPadBefore,
  lines: printLines,
  rest: ({ into }, inside) => put(inside, into, `p.upTo(${inside.lineEnd ?? ''})`, 'bytes'),
  extra: ({ label, set }, { text }) =>
    text.write(`p.keepRun(&v.Extra, ${goString(label)}, &${text.set(set)})`),
  end: ({ expected }, { text }) => text.write(`p.end(${expected})`),
};

function put(inside: Inside, into: Target | undefined, value: string, given: Given): void {
  if (into === undefined) inside.text.write(value);
  else inside.keep(into, value, given);
}

function printSlice({ body, into, register }: OperationOf<'slice'>, inside: Inside): void {
  const { text } = inside;
  const from = text.local('from');
  text.write(`${from} := p.at`);
  printOperations(body, inside);
  if (register !== undefined) text.write(`p.registers[${register}] = register{${from}, p.at}`);
  if (into !== undefined) inside.keep(into, `p.b[${from}:p.at:p.at]`, 'bytes');
  if (register === undefined && into === undefined) text.write(`_ = ${from}`);
}

function printChoose({ cases, expected }: OperationOf<'choose'>, inside: Inside): void {
  const { text } = inside;
  text.write('switch {');
  for (const { look, body } of cases) {
    text.write(`case ${lookTest(look, text)}:`);
    text.indented(() => printOperations(body, inside));
  }
  text.write('default:');
  text.indented(() => text.write(`p.fail(p.at, ${expected})`));
  text.write('}');
}

function printPadBehind(operation: OperationOf<'pad-behind'>, inside: Inside): void {
  const { width, body, taken, expected, exact, next, own } = operation;
  const { text } = inside;
  const from = text.local('from');
  text.write(`${from} := ${taken === undefined ? 'p.at' : `p.registers[${taken}].from`}`);
  printOperations(body, inside);
  if (exact) text.write(`p.padBehind(${from}, ${width}, ${expected})`);
  else text.write(`p.padLoosely(${from}, ${width}, ${own}, func() bool { return ${lookTest(next, text)} })`);
}

function printPadBefore(operation: OperationOf<'pad-before'>, inside: Inside): void {
  const { width, body, expected, exact, bounded } = operation;
  const { text } = inside;
  const from = text.local('from');
  if (exact) text.write(`${from} := p.at`);
  text.write(bounded ? `p.padBefore(${width})` : 'p.skipSpaces()');
  printOperations(body, inside);
  if (exact) text.write(`p.padded(${from}, ${width}, ${expected})`);
}

function printLines(operation: OperationOf<'lines'>, inside: Inside): void {
  const { keyEnd, end, spaces, cases, until } = operation;
  const { text } = inside;
  const [k, z, isLine] = [text.local('k'), text.local('z'), text.local('isLine')];
  text.block('for', () => {
    text.write(`${k}, ${z}, ${isLine} := p.line(${goString(keyEnd)}, ${goString(end)})`);
    text.block(`if !${isLine}`, () => text.write('break'));
    text.write(`switch string(p.b[p.at:${k}]) {`);
    for (const { key, field, body } of cases) {
      text.write(`case ${goString(key)}:`);
      text.indented(() =>
        text.block(`if ${inside.isAbsent(field)}`, () => {
          text.write(`p.at = ${k} + ${keyEnd.length}`);
          if (spaces) text.write('p.skipSpaces()');
          printOperations(body, { ...inside, lineEnd: z });
          text.write('continue');
        }),
      );
    }
    text.write('}');
    if (until) text.block(`if ${lookTest(until, text)}`, () => text.write('break'));
    const from = spaces ? `behindSpaces(p.b[:${z}], ${k}+${keyEnd.length})` : `${k}+${keyEnd.length}`;
    text.write(`p.keepLine(&v.Extra, ${k}, ${from}, ${z})`, `p.at = ${z} + ${end.length}`);
  });
}

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
