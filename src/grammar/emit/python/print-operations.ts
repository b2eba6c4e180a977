/** Operations of a plan as Python statements. */
import {
  handleOperation,
  type Look,
  type Operation,
  type OperationHandlers,
  type OperationOf,
  type Target,
} from '../../plan/index.js';
import { binaryValue, decimalValue, integerValue, textValue, wordValue } from './leaves.js';
import { lookTest, matcher, setPattern } from './patterns.js';
import { pythonBytes, type PythonText } from './python-text.js';

/** Where operations stand: the text, and how the function they stand in keeps values. */
export interface Inside {
  readonly text: PythonText;
  /** A statement that puts a value where it belongs. */
  keep(target: Target, value: string): string;
  /** An expression: the call of a function of the plan. */
  call(number: number): string;
  /** In the body of a line of a table: the variable with the end of the line. */
  readonly lineEnd?: string;
}

/** Writes the statements of `operations`. */
export function printOperations(operations: readonly Operation[], inside: Inside): void {
  for (const operation of operations) handleOperation(PRINT, operation, inside);
}

const PRINT: OperationHandlers<[inside: Inside], void> = {
  literal: ({ bytes, expected, within }, { text }) =>
    text.write(`p.literal(${pythonBytes(bytes)}, ${expected}, ${within})`),
  integer: (operation, inside) => put(inside, operation.into, integerValue(operation, inside.text)),
  decimal: (operation, inside) => put(inside, operation.into, decimalValue(operation, inside.text)),
  binary: (operation, inside) => put(inside, operation.into, binaryValue(operation)),
  text: (operation, inside) => put(inside, operation.into, textValue(operation, inside.text)),
  words: (operation, inside) => put(inside, operation.into, wordValue(operation, inside.text)),
  same: ({ register, expected }, { text }) => text.write(`p.same(${register}, ${expected})`),
  slice: ({ body, into, register }, inside) => {
    const from = inside.text.local('from_');
    inside.text.write(`${from} = p.at`);
    printOperations(body, inside);
    if (register !== undefined) inside.text.write(`p.slices[${register}] = p.b[${from}:p.at]`);
    if (into !== undefined) put(inside, into, `p.b[${from}:p.at]`);
  },
  call: ({ function: called, into }, inside) => put(inside, into, inside.call(called)),
  if: ({ look, body }, inside) =>
    inside.text.block(`if ${lookTest(look, inside.text)}`, () => printOperations(body, inside)),
  choose: ({ cases, expected }, inside) => {
    cases.forEach(({ look, body }, index) =>
      inside.text.block(`${index === 0 ? 'if' : 'elif'} ${lookTest(look, inside.text)}`, () =>
        printOperations(body, inside),
      ),
    );
    inside.text.block('else', () => inside.text.write(`p.fail(p.at, ${expected})`));
  },
  repeat: printRepeat,
  'pad-behind': printPadBehind,
  'pad-before': printPadBefore,
  lines: printLines,
  rest: ({ into }, inside) => put(inside, into, `p.up_to(${inside.lineEnd ?? ''})`),
  extra: ({ label, set }, { text }) =>
    text.write(`p.keep_run(extra, ${pythonBytes(label)}, ${matcher('RUN', `${setPattern(set)}*`, text)})`),
  end: ({ expected }, { text }) => text.write(`p.end(${expected})`),
};

function put(inside: Inside, into: Target | undefined, value: string): void {
  inside.text.write(into === undefined ? value : inside.keep(into, value));
}

function printRepeat(operation: OperationOf<'repeat'>, inside: Inside): void {
  const { body, separator, count } = operation;
  const { text } = inside;
  const i = text.local('i');
  text.write(`${i} = 0`);
  text.block(`while ${goesOn(operation, i, text)}`, () => {
    if (separator)
      text.block(`if ${i} > 0`, () => printOperations([{ op: 'literal', ...separator }], inside));
    printOperations(body, inside);
    text.write(`${i} += 1`);
  });
  if (count !== undefined) text.write(`p.counts[${count}] = ${i}`);
}

function goesOn(
  { min, max, first, next, times }: OperationOf<'repeat'>,
  i: string,
  text: PythonText,
): string {
  if (times !== undefined) return `${i} < p.counts[${times}]`;
  if (min === max) return `${i} < ${max}`;
  const ask = (look: Look | undefined): string => (look ? lookTest(look, text) : 'True');
  const [before, between] = [ask(first), ask(next)];
  const asked = before === between ? before : `(${before} if ${i} == 0 else ${between})`;
  const needed = min > 0 ? `(${i} < ${min} or ${asked})` : asked;
  return max === Infinity ? needed : `${i} < ${max} and ${needed}`;
}

function printPadBehind(operation: OperationOf<'pad-behind'>, inside: Inside): void {
  const { width, body, taken, expected, exact, next, own } = operation;
  const { text } = inside;
  const from = text.local('from_');
  text.write(`${from} = p.at${taken === undefined ? '' : ` - len(p.slices[${taken}])`}`);
  printOperations(body, inside);
  if (exact) text.write(`p.pad_behind(${from} + ${width}, ${expected})`);
  else {
    const look = lookTest(next, text).split('(')[0] ?? '';
    text.write(`p.pad_loosely(${from} + ${width}, ${own}, ${look})`);
  }
}

function printPadBefore(operation: OperationOf<'pad-before'>, inside: Inside): void {
  const { width, body, expected, exact, bounded } = operation;
  const { text } = inside;
  const from = text.local('from_');
  if (exact) text.write(`${from} = p.at`);
  text.write(bounded ? `p.skip_spaces(p.at + ${width})` : 'p.skip_spaces(p.n)');
  printOperations(body, inside);
  if (exact) text.write(`p.padded(${from}, p.at, ${width}, ${expected}, ${from})`);
}

function printLines(operation: OperationOf<'lines'>, inside: Inside): void {
  const { keyEnd, end, spaces, cases, until } = operation;
  const { text } = inside;
  const [k, z, key] = [text.local('k'), text.local('z'), text.local('key')];
  text.block('while True', () => {
    text.write(`${z} = p.b.find(${pythonBytes(end)}, p.at)`);
    text.block(`if ${z} < 0`, () => text.write('break'));
    text.write(`${k} = p.b.find(${pythonBytes(keyEnd)}, p.at, ${z})`);
    text.block(`if ${k} <= p.at`, () => text.write('break'));
    text.write(`${key} = p.b[p.at:${k}]`);
    for (const { key: bytes, field, body } of cases)
      text.block(`if ${key} == ${pythonBytes(bytes)} and v${field} is None`, () => {
        text.write(`p.at = ${k} + ${keyEnd.length}`);
        if (spaces) text.write('p.skip_spaces(p.n)');
        printOperations(body, { ...inside, lineEnd: z });
        text.write('continue');
      });
    if (until) text.block(`if ${lookTest(until, text)}`, () => text.write('break'));
    text.write(`p.at = ${k} + ${keyEnd.length}`);
    if (spaces) text.write(`p.skip_spaces(${z})`);
    text.write(`extra[${key}] = p.b[p.at:${z}]`, `p.at = ${z} + ${end.length}`);
  });
}
