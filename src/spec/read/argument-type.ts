/** The little language of argument types: `fd`, `flags pipe_flags`, `out bytes[count]`, `in struct sigaction`. */
import type { ArgumentType, Pointee } from '../../abi/index.js';
import { didYouMean } from '../suggest.js';

/** What the type of an argument may refer to. */
export interface TypeNames {
  readonly flags: ReadonlySet<string>;
  readonly constants: ReadonlySet<string>;
  readonly structs: ReadonlySet<string>;
  /** The names of all arguments of the call. */
  readonly arguments: readonly string[];
}

/** A type, or what is wrong with its text. */
export type ParsedType =
  | { readonly ok: true; readonly type: ArgumentType }
  | { readonly ok: false; readonly message: string; readonly suggestion?: string | undefined };

/** Reads one type. `names` says which sets, structs and arguments there are. */
export function parseArgumentType(text: string, names: TypeNames): ParsedType {
  const words = text.trim().split(/\s+/);
  const [first = '', ...rest] = words;
  if (first === 'in' || first === 'out' || first === 'inout')
    return parsePointer(first, rest.join(' '), names);
  if (first === 'flags' || first === 'constant') return parseSet(first, rest, names);
  if (text.trim() === 'address') return { ok: true, type: { kind: 'address' } };
  const integer = INTEGERS[first];
  if (integer !== undefined && rest.length === 0) {
    return {
      ok: true,
      type: { kind: 'integer', noun: first, bits: integer[0], signed: integer[1] === 'signed' },
    };
  }
  return wrong(
    `unknown argument type \`${text}\``,
    didYouMean(first, [...Object.keys(INTEGERS), 'flags', 'constant', 'address']),
  );
}

const INTEGERS: Readonly<Record<string, readonly [32 | 64, 'signed' | 'unsigned']>> = {
  int: [32, 'signed'],
  uint: [32, 'unsigned'],
  long: [64, 'signed'],
  ulong: [64, 'unsigned'],
  word: [64, 'unsigned'],
  size: [64, 'unsigned'],
  ssize: [64, 'signed'],
  fd: [32, 'signed'],
  pid: [32, 'signed'],
  signal: [32, 'signed'],
  mode: [32, 'unsigned'],
  uid: [32, 'unsigned'],
  gid: [32, 'unsigned'],
  nice: [32, 'signed'],
  seconds: [32, 'unsigned'],
  timer: [32, 'signed'],
};

/** The nouns of integers. */
export const INTEGER_NOUNS: readonly string[] = Object.keys(INTEGERS);

/** `flags SET` and `constant SET` are ints; `flags SET ulong` says otherwise. */
function parseSet(noun: 'flags' | 'constant', rest: readonly string[], names: TypeNames): ParsedType {
  const [set = '', base = 'int', ...more] = rest;
  const known = noun === 'flags' ? names.flags : names.constants;
  if (set === '' || more.length > 0) return wrong(`\`${noun}\` is followed by the name of a set`);
  if (!known.has(set)) return wrong(`unknown ${noun} set \`${set}\``, didYouMean(set, known));
  const integer = INTEGERS[base];
  if (integer === undefined)
    return wrong(`unknown integer \`${base}\``, didYouMean(base, Object.keys(INTEGERS)));
  return {
    ok: true,
    type: { kind: 'integer', noun, bits: integer[0], signed: integer[1] === 'signed', flags: set },
  };
}

type Direction = 'in' | 'out' | 'inout';

function parsePointer(direction: Direction, text: string, names: TypeNames): ParsedType {
  const match = /^([a-z_]+)(?:\[([a-z0-9_]+)\])?(?: ([a-z_][a-z0-9_]*))?$/.exec(text);
  const [, noun = '', bracket, name] = match ?? [];
  const read = POINTEES[noun];
  if (read === undefined) {
    return wrong(
      `unknown type \`${text}\` behind a pointer`,
      didYouMean(noun || text, Object.keys(POINTEES)),
    );
  }
  const to = read({ noun, bracket, name, names });
  return 'message' in to ? { ok: false, ...to } : { ok: true, type: { kind: 'pointer', direction, to } };
}

interface Written {
  readonly noun: string;
  readonly bracket: string | undefined;
  readonly name: string | undefined;
  readonly names: TypeNames;
}

interface Wrong {
  readonly message: string;
  readonly suggestion?: string | undefined;
}

const POINTEES: Readonly<Record<string, (written: Written) => Pointee | Wrong>> = {
  bytes: readBytes,
  path: bare(() => ({ kind: 'string', path: true })),
  string: ({ bracket, name }) => {
    if (name !== undefined || (bracket !== undefined && !isNumber(bracket)))
      return { message: '`string` can be followed by its room alone: `string[16]`' };
    return bracket === undefined ? { kind: 'string' } : { kind: 'string', room: Number(bracket) };
  },
  strings: bare(() => ({ kind: 'strings' })),
  sigset: bare(() => ({ kind: 'sigset' })),
  wait_status: bare(() => ({ kind: 'wait_status' })),
  struct: readStruct,
  address: bare(() => ({ kind: 'integer', noun: 'address', bytes: 8 })),
  siginfo: bare(() => ({ kind: 'siginfo' })),
  opaque: ({ bracket, name }) => {
    if (name !== undefined || !isNumber(bracket))
      return { message: '`opaque` needs its number of bytes: `opaque[144]`' };
    return { kind: 'opaque', bytes: Number(bracket) };
  },
  ...integersBehindPointers(),
};

function bare(make: () => Pointee): (written: Written) => Pointee | Wrong {
  return ({ noun, bracket, name }) =>
    bracket === undefined && name === undefined ? make() : { message: `nothing can follow \`${noun}\`` };
}

function readBytes({ bracket, name, names }: Written): Pointee | Wrong {
  if (bracket === undefined || name !== undefined)
    return { message: '`bytes` needs its length: `bytes[count]`' };
  if (names.arguments.includes(bracket)) return { kind: 'bytes', length: bracket };
  return {
    message: `no argument is called \`${bracket}\``,
    suggestion: didYouMean(bracket, names.arguments),
  };
}

function readStruct({ bracket, name, names }: Written): Pointee | Wrong {
  if (bracket !== undefined || name === undefined)
    return { message: '`struct` needs its name: `struct sigaction`' };
  if (names.structs.has(name)) return { kind: 'struct', struct: name };
  return { message: `unknown struct \`${name}\``, suggestion: didYouMean(name, names.structs) };
}

/** `out int` is one integer, `out fd[2]` an array. */
function integersBehindPointers(): Record<string, (written: Written) => Pointee | Wrong> {
  const entries = Object.entries(INTEGERS).map(([noun, [bits]]) => {
    const bytes = bits === 32 ? 4 : 8;
    const read = ({ bracket, name, names }: Written): Pointee | Wrong => {
      if (name !== undefined) return { message: `nothing can follow \`${noun}\`` };
      if (bracket === undefined) return { kind: 'integer', noun, bytes };
      if (isNumber(bracket)) return { kind: 'array', noun, bytes, count: Number(bracket) };
      if (names.arguments.includes(bracket)) return { kind: 'array', noun, bytes, count: bracket };
      return { message: `\`${noun}[${bracket}]\` needs a number of elements, or the argument that has it` };
    };
    return [noun, read] as const;
  });
  return Object.fromEntries(entries);
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^[1-9][0-9]*$/.test(text);
}

function wrong(message: string, suggestion?: string): ParsedType {
  return { ok: false, message, suggestion };
}
