/** Operations of a plan as JavaScript statements. */
import {
  handleOperation,
  type Literal,
  type Look,
  type Operation,
  type OperationHandlers,
  type OperationOf,
  type Target,
  type TextLeaf,
} from '../../plan/index.js';
import { must } from '../../must.js';
import { byteTest, bytesTest, keyName, knownBytes, lookTest, plus } from './byte-tests.js';
import { endedInteger, integerReader } from './integer-leaf.js';
import { binaryReader, decimalReader, textReader, wordsReader } from './other-leaves.js';
import { READ_ON, type ProgramText } from './program-text.js';

/** Where operations stand: the program, and how the function they stand in keeps values. */
export interface Inside {
  readonly text: ProgramText;
  /** The name of the function that the plan has under this number. */
  functionName(number: number): string;
  /** Whether that function may read on in a text that comes in chunks. */
  readsOn(number: number): boolean;
  /** A statement that puts a value where it belongs. */
  keep(target: Target, value: string): string;
  /** In the body of a line of a table: the variable with the end of the line. */
  readonly lineEnd?: string;
}

/** Writes the statements of `operations`; `known` are bytes that surely stand where the first of them begins. */
export function printOperations(operations: readonly Operation[], inside: Inside, known = ''): void {
  operations.forEach((operation, index) => {
    if (endOf(operations[index - 1], operation)) return;
    if (operation.op === 'integer') printInteger(operation, endOf(operation, operations[index + 1]), inside);
    else if (index === 0 && operation.op === 'literal') printLiteral(operation, inside, known);
    else handleOperation(PRINT, operation, inside);
  });
}

/** The one byte behind an integer, which its reader takes too: it has just seen that it is no digit. */
function endOf(integer: Operation | undefined, literal: Operation | undefined): Literal | undefined {
  if (integer?.op !== 'integer' || literal?.op !== 'literal') return undefined;
  return literal.bytes.length === 1 && literal.bytes !== '\0' ? literal : undefined;
}

const PRINT: OperationHandlers<[inside: Inside], void> = {
  literal: (operation, inside) => printLiteral(operation, inside),
  integer: (operation, inside) => printInteger(operation, undefined, inside),
  decimal: ({ leaf, into, expected }, inside) =>
    put(inside, into, `${decimalReader(leaf, inside.text)}(${expected})`),
  binary: ({ bits, endian, into, expected }, inside) =>
    put(inside, into, `${binaryReader(bits, endian, inside.text)}(${expected})`),
  text: ({ leaf, into, expected }, inside) => {
    if (into === undefined && isOneByte(leaf))
      inside.text.write(`if (${byteTest(leaf.set, 'p', inside.text)}) p++; else fail(p, ${expected});`);
    else put(inside, into, `${textReader(leaf, into !== undefined, inside.text)}(${expected})`);
  },
  words: ({ words, into, expected }, inside) =>
    put(inside, into, `${wordsReader(words, inside.text)}(${expected})`),
  same: ({ register, expected }, { text }) => text.write(`again(r${register}, r${register}z, ${expected});`),
  slice: printSlice,
  call: ({ function: called, into }, inside) => {
    put(inside, into, `${inside.functionName(called)}()`);
    if (inside.readsOn(called)) inside.text.write(READ_ON);
  },
  if: ({ look, body }, inside) =>
    inside.text.block(`if (${lookTest(look, inside.text)})`, () =>
      printOperations(body, inside, knownBytes(look)),
    ),
  choose: printChoose,
  repeat: printRepeat,
  'pad-behind': printPadBehind,
  'pad-before': printPadBefore,
  lines: printLines,
  rest: ({ into }, inside) => {
    put(inside, into, `str(p, ${inside.lineEnd})`);
    inside.text.write(`p = ${inside.lineEnd};`);
  },
  extra: ({ label, set }, { text }) => {
    const leaf = { set, end: { kind: 'run' }, min: 0, max: Infinity, escapes: [] } as const;
    const kept = text.local('k');
    text.write(`const ${kept} = ${textReader(leaf, true, text)}(0);`);
    text.write(`if (${kept} !== '') x = keep(x, ${JSON.stringify(label)}, ${kept});`);
  },
  end: ({ expected }, { text }) => text.write(`if (p !== n) fail(p, ${expected});`),
};

function isOneByte({ end, min, escapes }: TextLeaf): boolean {
  return end.kind === 'length' && end.bytes === 1 && min === 1 && escapes.length === 0;
}

function printInteger(
  { leaf, into, expected }: OperationOf<'integer'>,
  end: Literal | undefined,
  inside: Inside,
): void {
  const { text } = inside;
  const value = end
    ? endedInteger(leaf, expected, end, text)
    : `${integerReader(leaf, false, text)}(${expected})`;
  put(inside, into, value);
}

function put(inside: Inside, into: Target | undefined, value: string): void {
  inside.text.write(into === undefined ? `${value};` : inside.keep(into, value));
}

function printLiteral({ bytes, expected, within }: Literal, { text }: Inside, known = ''): void {
  const start = bytes.startsWith(known) ? known.length : 0;
  if (start === bytes.length) text.write(`p += ${start};`);
  else if (bytes.length === 1) {
    text.write(
      `if (b[p] !== ${bytes.charCodeAt(0)}${bytes === '\0' ? ' || p >= n' : ''}) fail(p, ${expected});`,
    );
    text.write('p++;');
  } else {
    const call = `literal(${keyName(bytes, text)}, ${expected}, ${within});`;
    const test = bytesTest(bytes, text, start);
    text.write(test.startsWith('isHere(') ? call : `if (${test}) p += ${bytes.length}; else ${call}`);
  }
}

function printSlice({ body, into, register }: OperationOf<'slice'>, inside: Inside): void {
  const { text } = inside;
  const from = text.local('a');
  text.write(`const ${from} = p;`);
  printOperations(body, inside);
  if (register !== undefined) text.write(`r${register} = ${from}; r${register}z = p;`);
  if (into !== undefined) put(inside, into, `str(${from}, p)`);
}

function printChoose({ cases, expected }: OperationOf<'choose'>, inside: Inside): void {
  const { text } = inside;
  const tests = caseTests(
    cases.map(({ look }) => look),
    text,
  );
  cases.forEach(({ look, body }, index) => {
    const head = `${index === 0 ? '' : '} else '}if (${must(tests[index])})`;
    text.block(head, () => printOperations(body, inside, knownBytes(look)), '');
  });
  text.write(`} else fail(p, ${expected});`);
}

/** A test for each look; where all have to go far, the text is looked at once for all of them. */
function caseTests(looks: readonly Look[], text: ProgramText): string[] {
  const far = looks.filter((look) => look.kind === 'steps');
  if (far.length < 2 || far.length < looks.length) return looks.map((look) => lookTest(look, text));
  const which = text.local('c');
  text.write(`const ${which} = ${text.which(far)}();`);
  return looks.map((_, index) => `${which} === ${index}`);
}

function printRepeat(operation: OperationOf<'repeat'>, inside: Inside): void {
  const { body, separator, count } = operation;
  const { text } = inside;
  const i = text.local('i');
  const condition = goesOn(operation, i, text);
  const isCounted = separator !== undefined || count !== undefined || condition.includes(i);
  if (count !== undefined) text.write(`let ${i} = 0;`);
  const start = count === undefined ? `let ${i} = 0` : '';
  text.block(isCounted ? `for (${start}; ${condition}; ${i}++)` : `while (${condition})`, () => {
    if (separator) text.block(`if (${i} > 0)`, () => printLiteral(separator, inside));
    printOperations(body, inside);
  });
  if (count !== undefined) text.write(`r${count} = ${i};`);
}

/** The condition under which a repetition goes on, when it has been carried out `i` times. */
export function goesOn(operation: OperationOf<'repeat'>, i: string, text: ProgramText): string {
  const { min, max, first, next, times } = operation;
  if (times !== undefined) return `${i} < r${times}`;
  if (min === max) return `${i} < ${max}`;
  const ask = (look: Look | undefined): string => (look ? lookTest(look, text) : 'true');
  const [before, between] = [ask(first), ask(next)];
  const asked = before === between ? before : `(${i} === 0 ? ${before} : ${between})`;
  const needed = min > 0 ? `(${i} < ${min} || (${asked}))` : asked;
  return max === Infinity ? needed : `${i} < ${max} && (${needed})`;
}

function printPadBehind(operation: OperationOf<'pad-behind'>, inside: Inside): void {
  const { width, body, taken, expected, exact, next, own } = operation;
  const { text } = inside;
  const from = taken === undefined ? text.local('a') : `r${taken}`;
  if (taken === undefined) text.write(`const ${from} = p;`);
  printOperations(body, inside);
  if (exact) {
    text.write(`spaces(${plus(from, width)}, ${expected});`);
    return;
  }
  const [behind, to] = [text.local('a'), text.local('a')];
  text.write(`const ${behind} = p;`, 'while (b[p] === 32) p++;', `const ${to} = p;`);
  text.write(`p = Math.max(${behind}, ${plus(from, width)});`);
  text.write(`if (p > ${to} || !(${lookTest(next, text)})) p = Math.max(${behind}, ${to} - ${own});`);
}

function printPadBefore(operation: OperationOf<'pad-before'>, inside: Inside): void {
  const { width, body, expected, exact, bounded } = operation;
  const { text } = inside;
  const from = text.local('a');
  text.write(`const ${from} = p;`);
  text.write(`while (${bounded ? `p - ${from} < ${width} && ` : ''}b[p] === 32) p++;`);
  printOperations(body, inside);
  if (exact)
    text.write(
      `if (p - ${from} < ${width} || (p - ${from} > ${width} && b[${from}] === 32)) fail(${from}, ${expected});`,
    );
}

function printLines(operation: OperationOf<'lines'>, inside: Inside): void {
  const { keyEnd, end, spaces, cases, until } = operation;
  const { text } = inside;
  const keys = text.defined('KEYS', [
    `const NAME = new Map(${JSON.stringify(cases.map(({ key }, index) => [key, index]))});`,
  ]);
  const [z, k] = [text.local('z'), text.local('k')];
  text.block('for (;;)', () => {
    text.write(`const ${z} = find(${JSON.stringify(end)}, p, n);`, `if (${z} === n) break;`);
    text.write(
      `const ${k} = find(${JSON.stringify(keyEnd)}, p, ${z});`,
      `if (${k} === p || ${k} === ${z}) break;`,
    );
    text.block(`switch (${keys}.get(str(p, ${k})))`, () => {
      cases.forEach(({ field, body }, index) => {
        text.block(`case ${index}:`, () => {
          text.write(`if (v${field} !== undefined) break;`, `p = ${k} + ${keyEnd.length};`);
          if (spaces) text.write('while (b[p] === 32) p++;');
          printOperations(body, { ...inside, lineEnd: z });
          text.write('continue;');
        });
      });
    });
    if (until) text.write(`if (${lookTest(until, text)}) break;`);
    const behind = spaces ? `blank(${k} + ${keyEnd.length}, ${z})` : `${k} + ${keyEnd.length}`;
    text.write(`x = keep(x, str(p, ${k}), str(${behind}, ${z}));`, `p = ${z} + ${end.length};`);
  });
}
