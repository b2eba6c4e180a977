/** Memory that a call brings back: variables for it, and what they have to hold afterwards. */
import type { Pointee, StructLayout, Value } from '../../abi/index.js';
import { namesText, numberText } from './number-text.js';
import { placeText } from './place-text.js';
import { Refused } from './refused.js';
import { cStruct } from './struct-in.js';
import { textOf } from './long-text.js';
import { cType, INFO_MEMBERS, setBits, type Writing } from './writing.js';

/** A variable that a call writes to. */
export interface Output {
  readonly to: Pointee;
  readonly variable: string;
  /** Its address, as it stands in the call. */
  readonly address: string;
  readonly writing: Writing;
}

/** Room that a buffer has at most, however many bytes the call is asked for. */
const LARGEST = 65536;
/** Larger ones do not lie on a stack. */
const LARGEST_ON_STACK = 1024;

/** Declares memory for `to`; `count` is how many elements the call is asked for, where an argument says so. */
export function declareOutput(to: Pointee, name: string, count: bigint, writing: Writing): Output {
  const variable = writing.draft.name(name);
  const [declaration, address] = (DECLARERS[to.kind] as Declarer<Pointee>)(to, variable, count, writing);
  writing.draft.line(declaration);
  return { to, variable, address, writing };
}

/** True where memory of `count` elements would be larger than what is declared for it. */
export function isCut(to: Pointee, count: bigint): boolean {
  return (to.kind === 'bytes' || to.kind === 'array') && (count < 0n || count > BigInt(LARGEST));
}

type Declarer<P extends Pointee> = (
  to: P,
  variable: string,
  count: bigint,
  writing: Writing,
) => readonly [declaration: string, address: string];

const DECLARERS: { readonly [K in Pointee['kind']]: Declarer<Extract<Pointee, { kind: K }>> } = {
  bytes: (_, variable, count) => [buffer(variable, count), variable],
  opaque: ({ bytes }, variable) => [`char ${variable}[${bytes}];`, `(void *)${variable}`],
  string: ({ room }, variable) => [`char ${variable}[${room ?? LARGEST_ON_STACK}];`, variable],
  strings: () => {
    throw new Refused('a vector of strings cannot come back');
  },
  array: ({ noun, bytes, count: fixed }, variable, asked, writing) => {
    const count = typeof fixed === 'number' ? BigInt(fixed) : clamped(asked);
    return [`${cType(noun, bytes, writing)} ${variable}[${count === 0n ? 1n : count}];`, variable];
  },
  integer: ({ noun, bytes }, variable, _, writing) => [
    `${cType(noun, bytes, writing)} ${variable};`,
    `&${variable}`,
  ],
  sigset: (_, variable, _count, { raw, sheet }) => {
    sheet.headers.add(raw ? 'stdint.h' : 'signal.h');
    return [`${raw ? 'uint64_t' : 'sigset_t'} ${variable};`, `&${variable}`];
  },
  wait_status: (_, variable) => [`int ${variable};`, `&${variable}`],
  struct: ({ struct }, variable, _, writing) => [
    `${cStruct(struct, writing).type} ${variable};`,
    `&${variable}`,
  ],
  siginfo: (_, variable) => [`siginfo_t ${variable};`, `&${variable}`],
};

function buffer(variable: string, count: bigint): string {
  const size = clamped(count);
  const place = size > BigInt(LARGEST_ON_STACK) ? 'static ' : '';
  return `${place}char ${variable}[${size === 0n ? 1n : size}];`;
}

function clamped(count: bigint): bigint {
  return count < 0n || count > BigInt(LARGEST) ? BigInt(LARGEST) : count;
}

/** Fills an output with a pattern, so that it can be seen whether it was left alone. */
export function spoil({ variable, writing }: Output): void {
  writing.sheet.use('expect_untouched');
  writing.draft.line(`memset(&${variable}, UNTOUCHED, sizeof ${variable});`);
}

/** True where the call shall leave the memory alone. */
export function isUntouched(value: Value): boolean {
  return value.kind === 'word' && value.word === 'untouched';
}

/** Writes what the output has to hold after the call. */
export function checkOutput(output: Output, value: Value): void {
  const { to, variable, writing } = output;
  if (value.kind === 'any') return;
  if (isUntouched(value)) {
    writing.draft.line(`expect_untouched(&${variable}, sizeof ${variable});`);
    return;
  }
  (CHECKERS[to.kind] as Checker<Pointee>)(to, variable, value, writing);
}

type Checker<P extends Pointee> = (to: P, variable: string, value: Value, writing: Writing) => void;

const CHECKERS: { readonly [K in Pointee['kind']]: Checker<Extract<Pointee, { kind: K }>> } = {
  bytes: (_, variable, value, writing) => {
    checkBytes(variable, value, 0, writing);
  },
  string: (_, variable, value, writing) => {
    checkBytes(variable, value, 1, writing);
  },
  opaque: () => undefined,
  strings: () => undefined,
  array: ({ bytes }, variable, value, writing) => {
    if (value.kind !== 'list') throw new Refused('an array is no list');
    for (const [index, item] of value.items.entries()) {
      checkNumber(signed(`${variable}[${index}]`, bytes), item, writing);
    }
  },
  integer: ({ noun, bytes }, variable, value, writing) => {
    if (noun === 'address') checkAddress(variable, value, writing);
    else checkNumber(signed(variable, bytes), value, writing);
  },
  sigset: (_, variable, value, writing) => {
    checkSet(variable, value, writing);
  },
  wait_status: (_, variable, value, writing) => {
    checkNumberText(variable, statusText(value, writing), writing);
  },
  struct: ({ struct }, variable, value, writing) => {
    checkStruct(struct, variable, value, writing);
  },
  siginfo: (_, variable, value, writing) => {
    if (value.kind !== 'struct') throw new Refused('a siginfo is no struct');
    for (const [field, part] of Object.entries(value.fields)) {
      const member = `${variable}.${INFO_MEMBERS[field] ?? field}`;
      checkNumber(member, part, writing);
    }
  },
};

/** Unsigned types are compared as the signed numbers that scenarios write. */
function signed(expression: string, bytes: number): string {
  return bytes === 4 ? `(int)${expression}` : `(long)${expression}`;
}

/** Writes that `expression` has to be the number. */
export function checkNumber(expression: string, value: Value, writing: Writing): void {
  if (value.kind !== 'any') checkNumberText(expression, numberText(value, writing), writing);
}

function checkNumberText(expression: string, wanted: string, { sheet, draft }: Writing): void {
  sheet.use('expect_value');
  draft.line(`expect_value(${expression}, ${wanted});`);
}

function checkAddress(expression: string, value: Value, writing: Writing): void {
  const wanted = value.kind === 'place' ? placeText(value, writing) : numberText(value, writing);
  checkNumberText(expression, wanted, writing);
}

function checkBytes(variable: string, value: Value, behind: number, { sheet, draft }: Writing): void {
  if (value.kind !== 'bytes') throw new Refused(`a ${value.kind} stands where bytes belong`);
  if (value.bytes.length + behind === 0) return;
  sheet.use('expect_bytes');
  const wanted = textOf(value.bytes, 'wanted', { sheet, draft });
  draft.line(`expect_bytes(${variable}, ${wanted}, ${value.bytes.length + behind});`);
}

function checkSet(expression: string, value: Value, writing: Writing): void {
  if (!writing.raw) writing.sheet.use('mask_of');
  const seen = writing.raw ? expression : `mask_of(&${expression})`;
  checkNumberText(seen, setBits(value, writing), writing);
}

const STATUSES: Readonly<Record<string, (number: string) => string>> = {
  exited: (number) => `W_EXITCODE(${number}, 0)`,
  killed: (number) => `W_EXITCODE(0, ${number})`,
  dumped: (number) => `W_EXITCODE(0, ${number}) | WCOREFLAG`,
  stopped: (number) => `W_STOPCODE(${number})`,
  continued: () => '0xffff',
};

function statusText(value: Value, writing: Writing): string {
  const [entry] = value.kind === 'struct' ? Object.entries(value.fields) : [];
  const status = entry === undefined ? undefined : STATUSES[entry[0]];
  if (entry === undefined || status === undefined) throw new Refused('a wait status is of no known sort');
  writing.sheet.headers.add('sys/wait.h');
  return status(numberText(entry[1], writing));
}

function checkStruct(struct: string, variable: string, value: Value, writing: Writing): void {
  if (value.kind !== 'struct') throw new Refused(`a ${value.kind} stands where a struct belongs`);
  const kind = cStruct(struct, writing);
  const layout: StructLayout | undefined = writing.sheet.spec.abi.structs[struct]?.x86_64;
  for (const field of layout?.fields ?? []) {
    const [member, part] = [kind.fields[field.name], value.fields[field.name]];
    if (member === undefined || part === undefined || part.kind === 'any') continue;
    const expression = `${variable}.${member}`;
    if (field.noun.startsWith(STRUCT))
      checkStruct(field.noun.slice(STRUCT.length), expression, part, writing);
    else if (field.noun in FIELD_CHECKERS) FIELD_CHECKERS[field.noun]?.(expression, part, writing);
    else checkField(expression, field.bytes, part, writing);
  }
}

const STRUCT = 'struct:';

const FIELD_CHECKERS: Readonly<Record<string, (expression: string, value: Value, writing: Writing) => void>> =
  {
    sigset: checkSet,
    address: checkAddress,
    handler: (expression, value, writing) => {
      const word = value.kind === 'word' ? DISPOSITIONS[value.word] : undefined;
      checkNumberText(expression, word ?? numberText(value, writing), writing);
    },
    'flags:sigaction': (expression, value, writing) => {
      const wanted =
        value.kind === 'names'
          ? namesText(
              value.names.filter((name) => name !== 'SA_SIGINFO'),
              value.rest,
              writing.sheet,
            )
          : numberText(value, writing);
      const ours = writing.sheet.constant('SA_RESTORER');
      checkNumberText(`(int)(${expression} & ~(SA_SIGINFO | ${ours}))`, `(int)(${wanted})`, writing);
    },
  };

const DISPOSITIONS: Readonly<Record<string, string>> = {
  default: 'SIG_DFL',
  ignore: 'SIG_IGN',
  handler: 'handler',
};

/** Of four bytes both sides are compared as C's int: a flag may be its highest bit. */
function checkField(expression: string, bytes: number, value: Value, writing: Writing): void {
  if (value.kind === 'place') checkAddress(expression, value, writing);
  else if (bytes !== 4 || value.kind !== 'names') checkNumber(expression, value, writing);
  else checkNumberText(expression, `(int)(${numberText(value, writing)})`, writing);
}
