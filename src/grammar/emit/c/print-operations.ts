/** Operations of a plan as C statements. `p` is the place; it is NULL once something failed. */
import {
  handleOperation,
  type Operation,
  type OperationHandlers,
  type OperationOf,
  type Target,
} from '../../plan/index.js';
import { bytesOf, END, EMPTY } from '../../byte-set.js';
import type { ProgramText } from '../javascript/program-text.js';
import { byteLiteral, byteTest } from './byte-tests.js';
import { lookTest } from './looks.js';
import { sized } from './c-text.js';
import { decimalTaker, integerTaker, textTaker, wordTaker } from './leaves.js';
import type { Inside } from './inside.js';
import { printLines } from './print-lines.js';
import { choiceFunction } from './look-function.js';
import { printLiteral } from './print-literal.js';
import { printRepeat } from './print-repeat.js';

/** Writes the statements of `operations`. */
export function printOperations(operations: readonly Operation[], inside: Inside): void {
  for (const operation of operations) handleOperation(PRINT, operation, inside);
}

const PRINT: OperationHandlers<[inside: Inside], void> = {
  literal: printLiteral,
  integer: ({ leaf, into, expected }, inside) =>
    number(
      inside,
      into,
      leaf.signed,
      (value) => `${integerTaker(leaf, inside.isHot, inside.text)}(s, p, ${value}, ${expected})`,
    ),
  decimal: printDecimal,
  binary: ({ bits, endian, into, expected }, inside) =>
    number(
      inside,
      into,
      false,
      (value) => `abide_binary(s, p, ${value}, ${expected}, ${bits / 8}, ${String(endian === 'big')})`,
    ),
  text: ({ leaf, into, expected }, inside) =>
    bytes(
      inside,
      into,
      (value) => `${textTaker(leaf, into !== undefined, inside.text)}(s, p, ${value}, ${expected})`,
    ),
  words: ({ words, into, expected }, inside) =>
    bytes(inside, into, (value) => `${wordTaker(words, inside.text)}(s, p, ${value}, ${expected})`),
  same: ({ register, expected }, { text }) =>
    take(text, `abide_again(s, p, s->registers[${register}], ${expected})`),
  slice: printSlice,
  call: printCall,
  if: ({ look, body }, inside) =>
    inside.text.block(`if (${lookTest(look, inside.text)})`, () => inside.print(body, inside)),
  choose: printChoose,
  repeat: printRepeat,
  'pad-behind': printPadBehind,
  'pad-before': printPadBefore,
  lines: printLines,
  rest: ({ into }, inside) => {
    const end = inside.lineEnd ?? 'end';
    if (into !== undefined) assign(inside, into, `abide_slice(p, ${end})`);
    inside.text.write(`p = ${end};`);
  },
  extra: ({ label, set }, { text }) => {
    const from = text.local('from');
    text.write(`const abide_at ${from} = p;`, `while (${byteTest(set, 'p', text)}) p++;`);
    text.write(
      `if (p > ${from} && !abide_keep(s, &extra, (abide_bytes){ ${sized(label)} }, abide_slice(${from}, p))) return NULL;`,
    );
  },
  end: ({ expected }, { text }) => text.write(`if (p != end) return abide_fail(s, p, ${expected});`),
};

/** `p = CALL;`, and out if it failed. */
function take(text: ProgramText, call: string): void {
  text.write(`if ((p = ${call}) == NULL) return NULL;`);
}

/** Puts a value that is at hand where it belongs. */
export function assign(inside: Inside, into: Target, value: string): void {
  const slot = inside.slot(into);
  inside.text.write(...slot.before, `${slot.lvalue} = ${value};`, ...slot.behind);
}

function number(
  inside: Inside,
  into: Target | undefined,
  isSigned: boolean,
  call: (value: string) => string,
): void {
  const { text } = inside;
  const slot = into && inside.slot(into);
  if (slot) text.write(...slot.before);
  text.block('', () => {
    text.write('uint64_t number;');
    take(text, call('&number'));
    if (slot)
      text.write(`${slot.lvalue} = (${slot.type})${isSigned ? '(int64_t)' : ''}number;`, ...slot.behind);
  });
}

function printDecimal({ leaf, into, expected }: OperationOf<'decimal'>, inside: Inside): void {
  const { text } = inside;
  const slot = into && inside.slot(into);
  if (slot) text.write(...slot.before);
  text.block('', () => {
    text.write('double number;', 'uint64_t scaled;');
    take(text, `${decimalTaker(leaf, text)}(s, p, &number, &scaled, ${expected})`);
    const value = leaf.bits === 32 ? 'number' : `(${slot?.type ?? 'uint64_t'})scaled`;
    if (slot) text.write(`${slot.lvalue} = ${value};`, ...slot.behind);
  });
}

function bytes(inside: Inside, into: Target | undefined, call: (value: string) => string): void {
  const { text } = inside;
  if (into === undefined) {
    text.block('', () => {
      text.write('abide_bytes unused;');
      take(text, call('&unused'));
    });
    return;
  }
  const slot = inside.slot(into);
  text.write(...slot.before);
  take(text, call(`&${slot.lvalue}`));
  text.write(...slot.behind);
}

function printCall({ function: called, into }: OperationOf<'call'>, inside: Inside): void {
  const { text } = inside;
  const name = inside.functionName(called);
  if (into === undefined) {
    text.block('', () => {
      text.write(`${inside.functionType(called)} unused;`);
      take(text, `${name}(s, p, &unused)`);
    });
    return;
  }
  const slot = inside.slot(into);
  text.write(...slot.before);
  take(text, `${name}(s, p, &${slot.lvalue})`);
  text.write(...slot.behind);
}

function printSlice({ body, into, register }: OperationOf<'slice'>, inside: Inside): void {
  const { text } = inside;
  const from = text.local('from');
  text.write(`const abide_at ${from} = p;`);
  inside.print(body, inside);
  if (register !== undefined)
    text.write(`s->registers[${register}] = (struct abide_register){ ${from}, p, 0 };`);
  if (into !== undefined) assign(inside, into, `abide_slice(${from}, p)`);
}

/** Cases that one byte decides are a switch, unless they have too many labels. */
const MOST_LABELS = 64;

function printChoose({ cases, expected }: OperationOf<'choose'>, inside: Inside): void {
  const { text } = inside;
  if (cases.filter(({ look }) => look.kind === 'steps').length > 1) {
    printChoice(cases, expected, inside);
    return;
  }
  const sets = cases.map(({ look }) => (look.kind === 'byte' ? look.set : undefined));
  const labels = sets.map((set) => (set === undefined ? undefined : labelsOf(set)));
  const count = labels.reduce((sum, these) => sum + (these?.length ?? MOST_LABELS), 0);
  if (count > MOST_LABELS) {
    cases.forEach(({ look, body }, index) => {
      const head = `${index === 0 ? '' : '} else '}if (${lookTest(look, text)})`;
      text.block(head, () => inside.print(body, inside), '');
    });
    text.write(`} else return abide_fail(s, p, ${expected});`);
    return;
  }
  text.block('switch (p < end ? *p : -1)', () => {
    cases.forEach(({ body }, index) => {
      text.block((labels[index] ?? []).map((label) => `case ${label}:`).join(' '), () => {
        inside.print(body, inside);
        text.write('break;');
      });
    });
    text.write(`default: return abide_fail(s, p, ${expected});`);
  });
}

/** Cases that several steps tell apart: one function looks for all of them. */
function printChoice(cases: OperationOf<'choose'>['cases'], expected: number, inside: Inside): void {
  const { text } = inside;
  const choice = choiceFunction(
    cases.map(({ look }) => look),
    text,
  );
  text.block(`switch (${choice}(p, end))`, () => {
    cases.forEach(({ body }, index) => {
      text.block(`case ${index}:`, () => {
        inside.print(body, inside);
        text.write('break;');
      });
    });
    text.write(`default: return abide_fail(s, p, ${expected});`);
  });
}

function labelsOf(set: bigint): string[] {
  return [...bytesOf(set).map(byteLiteral), ...((set & END) === EMPTY ? [] : ['-1'])];
}

function printPadBehind(operation: OperationOf<'pad-behind'>, inside: Inside): void {
  const { width, body, taken, expected, exact, next, own } = operation;
  const { text } = inside;
  const from = text.local('from');
  text.write(`const abide_at ${from} = ${taken === undefined ? 'p' : `s->registers[${taken}].from`};`);
  inside.print(body, inside);
  if (exact) {
    take(text, `abide_spaces(s, p, ${from}, ${width}, ${expected})`);
    return;
  }
  const [behind, to] = [text.local('behind'), text.local('to')];
  text.write(`const abide_at ${behind} = p, ${to} = abide_blank(p, end);`);
  text.block(`if ((size_t)(p - ${from}) < ${width})`, () =>
    text.write(`p = (size_t)(${to} - ${from}) < ${width} ? NULL : ${from} + ${width};`),
  );
  text.write(
    `if (p == NULL || !(${lookTest(next, text)})) p = ${to} - ${behind} < ${own} ? ${behind} : ${to} - ${own};`,
  );
}

function printPadBefore(operation: OperationOf<'pad-before'>, inside: Inside): void {
  const { width, body, expected, exact, bounded } = operation;
  const { text } = inside;
  const from = text.local('from');
  if (exact || bounded) text.write(`const abide_at ${from} = p;`);
  text.write(
    bounded
      ? `while ((size_t)(p - ${from}) < ${width} && p < end && *p == ' ') p++;`
      : 'p = abide_blank(p, end);',
  );
  inside.print(body, inside);
  if (exact)
    text.write(`if (abide_is_uneven(${from}, p, ${width})) return abide_fail(s, ${from}, ${expected});`);
}
