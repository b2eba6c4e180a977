/** Operations of a plan as Rust statements. `s` is the parser; `?` ends the function once something failed. */
import {
  handleOperation,
  type Literal,
  type Operation,
  type OperationHandlers,
  type OperationOf,
  type Target,
} from '../../plan/index.js';
import { byteTest } from './byte-tests.js';
import type { Inside, Value } from './inside.js';
import { lookTest } from './byte-tests.js';
import { decimalTaker, integerTaker, textTaker, wordTaker } from './leaves.js';
import { printLines } from './print-lines.js';
import { printLiteral, printRepeat } from './print-repeat.js';
import { byteString } from './rust-text.js';

/** Writes the statements of `operations`. */
export function printOperations(operations: readonly Operation[], inside: Inside): void {
  for (const operation of operations) handleOperation(PRINT, operation, inside);
}

const PRINT: OperationHandlers<[inside: Inside], void> = {
  literal: (operation: Literal, inside) => printLiteral(operation, inside),
  integer: ({ leaf, into, expected }, inside) =>
    put(inside, into, {
      kind: 'number',
      text: `${integerTaker(leaf, inside.text)}(s, ${expected})?`,
      signed: leaf.signed,
    }),
  decimal: ({ leaf, into, expected }, inside) => {
    const text = `${decimalTaker(leaf, inside.text)}(s, ${expected})?`;
    put(
      inside,
      into,
      leaf.bits === 32
        ? { kind: 'f64', text: `${text}.0` }
        : { kind: 'number', text: `${text}.1`, signed: leaf.signed },
    );
  },
  binary: ({ bits, endian, into, expected }, inside) =>
    put(inside, into, {
      kind: 'number',
      text: `s.binary(${bits / 8}, ${String(endian === 'big')}, ${expected})?`,
    }),
  text: ({ leaf, into, expected }, inside) =>
    put(inside, into, {
      kind: leaf.escapes.length > 0 ? 'cow' : 'slice',
      text: `${textTaker(leaf, inside.text)}(s, ${expected})?`,
    }),
  words: ({ words, into, expected }, inside) =>
    put(inside, into, { kind: 'slice', text: `${wordTaker(words, inside.text)}(s, ${expected})?` }),
  same: ({ register, expected }, { text }) => text.write(`s.again(${register}, ${expected})?;`),
  slice: printSlice,
  call: ({ function: called, into }, inside) =>
    put(inside, into, { kind: 'made', text: `${inside.call(called)}?` }),
  if: ({ look, body }, inside) =>
    inside.text.block(`if ${lookTest(look, inside.text)}`, () => inside.print(body, inside)),
  choose: printChoose,
  repeat: printRepeat,
  'pad-behind': printPadBehind,
  'pad-before': printPadBefore,
  lines: printLines,
  rest: ({ into }, inside) => {
    const end = inside.lineEnd ?? 's.text.len()';
    if (into !== undefined) put(inside, into, { kind: 'slice', text: `s.slice(s.at, ${end})` });
    inside.text.write(`s.at = ${end};`);
  },
  extra: ({ label, set }, { text }) => {
    const from = text.local('from');
    text.write(`let ${from} = s.at;`);
    text.block(`while ${byteTest(set, 's.at')}`, () => text.write('s.at += 1;'));
    text.block(`if s.at > ${from}`, () =>
      text.write(`v.extra.push((${byteString(label)}, s.slice(${from}, s.at)));`),
    );
  },
  end: ({ expected }, { text }) => {
    text.block('if s.at != s.text.len()', () => text.write(`return s.fail(s.at, ${expected});`));
  },
};

function put(inside: Inside, into: Target | undefined, value: Value): void {
  inside.text.write(into === undefined ? `${value.text};` : inside.keep(into, value));
}

function printSlice({ body, into, register }: OperationOf<'slice'>, inside: Inside): void {
  const { text } = inside;
  const from = text.local('from');
  text.write(`let ${from} = s.at;`);
  inside.print(body, inside);
  if (register !== undefined)
    text.write(`s.registers[${register}] = Register { from: ${from}, to: s.at, count: 0 };`);
  if (into !== undefined) put(inside, into, { kind: 'slice', text: `s.slice(${from}, s.at)` });
}

function printChoose({ cases, expected }: OperationOf<'choose'>, inside: Inside): void {
  const { text } = inside;
  cases.forEach(({ look, body }, index) => {
    const head = `${index === 0 ? '' : '} else '}if ${lookTest(look, text)}`;
    text.block(head, () => inside.print(body, inside), '');
  });
  text.block('} else', () => text.write(`return s.fail(s.at, ${expected});`));
}

function printPadBehind(operation: OperationOf<'pad-behind'>, inside: Inside): void {
  const { width, body, taken, expected, exact, next, own } = operation;
  const { text } = inside;
  const from = text.local('from');
  text.write(`let ${from} = ${taken === undefined ? 's.at' : `s.registers[${taken}].from`};`);
  inside.print(body, inside);
  if (exact) {
    text.write(`s.spaces(${from} + ${width}, ${expected})?;`);
    return;
  }
  const [behind, to] = [text.local('behind'), text.local('to')];
  text.write(`let ${behind} = s.at;`, `let ${to} = s.blank(${behind}, s.text.len());`);
  text.write(`s.at = ${behind}.max(${from} + ${width});`);
  text.block(`if s.at > ${to} || !(${lookTest(next, text)})`, () =>
    text.write(`s.at = ${behind}.max(${to}.saturating_sub(${own}));`),
  );
}

function printPadBefore(operation: OperationOf<'pad-before'>, inside: Inside): void {
  const { width, body, expected, exact, bounded } = operation;
  const { text } = inside;
  const from = text.local('from');
  if (exact || bounded) text.write(`let ${from} = s.at;`);
  text.write(
    bounded
      ? `s.at = s.blank(${from}, s.text.len().min(${from} + ${width}));`
      : 's.at = s.blank(s.at, s.text.len());',
  );
  inside.print(body, inside);
  if (exact)
    text.block(`if s.is_uneven(${from}, ${width})`, () => text.write(`return s.fail(${from}, ${expected});`));
}
