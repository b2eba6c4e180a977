/** Values as words and as bytes in memory. */
import {
  badCell,
  CELL_BYTES,
  isCell,
  signalNumber,
  type Field,
  type Place,
  type Pointee,
  type Value,
} from '../abi/index.js';
import type { Word } from './frames.js';
import type { LowerContext } from './lower-context.js';
import type { Laid } from './program-draft.js';
import { TargetFailure } from './target.js';

/** The word that an integer value means; an actor's number is left to the agent. */
export function integerWord(value: Value | undefined, context: LowerContext): Word {
  if (value?.kind === 'actor') {
    return { base: value.negated ? 'minusPid' : 'pid', slot: context.slotOf(value.actor), addend: 0n };
  }
  return { base: 'number', slot: 0, addend: integer(value, context) };
}

const PLACE_BASES = {
  null: 'number',
  unmapped: 'unmapped',
  'read-only': 'readOnly',
  straddling: 'straddle',
  private: 'private',
  shared: 'shared',
  robust: 'robust',
  altstack: 'altStack',
} as const satisfies Record<Place, Word['base']>;

/** The address of a place. Throws TargetFailure for a cell that does not exist. */
export function placeWord(value: Extract<Value, { kind: 'place' }>): Word {
  const { place, size = 0 } = value;
  const problem = badCell(value);
  if (problem !== undefined) throw new TargetFailure(problem);
  return { base: PLACE_BASES[place], slot: 0, addend: BigInt(isCell(place) ? CELL_BYTES * size : size) };
}

/** The bytes of a value behind a pointer of this type. Throws TargetFailure for a value that does not fit it. */
export function encodeValue(to: Pointee, value: Value, context: LowerContext): Laid {
  return (ENCODERS[to.kind] as Encoder<Pointee>)(to, value, context);
}

type Encoder<P extends Pointee> = (to: P, value: Value, context: LowerContext) => Laid;

const ENCODERS: { readonly [K in Pointee['kind']]: Encoder<Extract<Pointee, { kind: K }>> } = {
  bytes: (_, value) => plain(Buffer.from(text(value), 'latin1')),
  string: (_, value) => plain(Buffer.from(`${text(value)}\0`, 'latin1')),
  strings: () => {
    throw new TargetFailure('strings do not lie in one piece');
  },
  array: ({ bytes }, value, context) => encodeWords(items(value), bytes, context),
  integer: ({ bytes }, value, context) => encodeWords([value], bytes, context),
  sigset: (_, value, context) => plain(number(signalSet(value, context), 8)),
  wait_status: (_, value, context) => encodeWords([value], 4, context),
  struct: ({ struct }, value, context) => encodeStruct(struct, value, context),
  opaque: (_, value) => plain(Buffer.from(text(value), 'latin1')),
};

function encodeWords(values: readonly Value[], width: 4 | 8, context: LowerContext): Laid {
  const patches = values.map((value, index) => ({
    offset: index * width,
    width,
    word: integerWord(value, context),
  }));
  return { bytes: Buffer.alloc(values.length * width), patches };
}

function encodeStruct(name: string, value: Value, context: LowerContext): Laid {
  const layout = context.abi.structs[name]?.[context.arch];
  if (layout === undefined) throw new TargetFailure(`no struct is called ${name}`);
  if (value.kind !== 'struct') throw new TargetFailure(`is no struct ${name}`);
  const unknown = Object.keys(value.fields).find((field) => !layout.fields.some((one) => one.name === field));
  if (unknown !== undefined) throw new TargetFailure(`struct ${name} has no field ${unknown}`);
  const bytes = Buffer.alloc(layout.size);
  const patches = layout.fields.flatMap((field) => {
    const word = fieldWord(field, value.fields, context);
    if (field.bytes === 4 || field.bytes === 8) return [{ offset: field.offset, width: field.bytes, word }];
    bytes.set(number(word.addend, field.bytes), field.offset);
    return [];
  });
  return { bytes, patches };
}

function fieldWord(field: Field, fields: Readonly<Record<string, Value>>, context: LowerContext): Word {
  const value = fields[field.name];
  const caught = isHandler(fields['handler']);
  if (field.noun === 'handler') return handlerWord(value, context);
  if (field.noun === 'restorer') return caught ? restorerWord(fields['flags'], context) : NULL;
  if (value === undefined) return NULL;
  if (field.noun === 'sigset') return { base: 'number', slot: 0, addend: signalSet(value, context) };
  const word = integerWord(value, context);
  return caught && field.noun === 'flags:sigaction'
    ? { ...word, addend: word.addend | added(context) }
    : word;
}

const NULL: Word = { base: 'number', slot: 0, addend: 0n };
const DISPOSITIONS: Readonly<Record<string, bigint>> = { default: 0n, ignore: 1n };
/** Distance of the agent's restorers: which of the four is used tells which flags the scenario wrote itself. */
export const ENTRY_BYTES = 16n;

/** The two flags that a handler of the agent needs. Lifting takes away those that the scenario did not write. */
export function neededFlags(context: Pick<LowerContext, 'abi' | 'arch'>): { info: bigint; restorer: bigint } {
  const constants = context.abi.constants[context.arch];
  return { info: constants['SA_SIGINFO'] ?? 4n, restorer: constants['SA_RESTORER'] ?? 0x0400_0000n };
}

function added(context: LowerContext): bigint {
  const { info, restorer } = neededFlags(context);
  return info | restorer;
}

function isHandler(value: Value | undefined): boolean {
  return value?.kind === 'word' && value.word === 'handler';
}

function handlerWord(value: Value | undefined, context: LowerContext): Word {
  if (value?.kind !== 'word') return integerWord(value ?? { kind: 'word', word: 'default' }, context);
  if (value.word !== 'handler') {
    const disposition = DISPOSITIONS[value.word];
    if (disposition === undefined) throw new TargetFailure(`${value.word} is no disposition of a signal`);
    return { base: 'number', slot: 0, addend: disposition };
  }
  return { base: 'handler', slot: 0, addend: 0n };
}

/** The kernel keeps it even when SA_RESETHAND has taken the handler away. */
function restorerWord(flags: Value | undefined, context: LowerContext): Word {
  const written = flags === undefined ? 0n : integer(flags, context);
  const { info, restorer } = neededFlags(context);
  const entry = ((written & info) !== 0n ? 1n : 0n) + ((written & restorer) !== 0n ? 2n : 0n);
  return { base: 'restorer', slot: 0, addend: entry * ENTRY_BYTES };
}

function integer(value: Value | undefined, context: LowerContext): bigint {
  if (value?.kind === 'int') return value.value;
  if (value?.kind === 'word') return DISPOSITIONS[value.word] ?? fail(`${value.word} is no number`);
  if (value?.kind !== 'names')
    return fail(value === undefined ? 'has no value' : `a ${value.kind} is no number`);
  return value.names.reduce((all, name) => all | constant(name, context), value.rest ?? 0n);
}

function constant(name: string, { abi, arch }: LowerContext): bigint {
  const known = abi.constants[arch][name] ?? signalNumber(name);
  return known === undefined ? fail(`no constant of ${arch} is called ${name}`) : BigInt(known);
}

function signalSet(value: Value, context: LowerContext): bigint {
  if (value.kind === 'int') return value.value;
  return items(value).reduce((set, item) => set | (1n << (integer(item, context) - 1n)), 0n);
}

function number(value: bigint, width: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return bytes.subarray(0, width);
}

function plain(bytes: Uint8Array): Laid {
  return { bytes, patches: [] };
}

function text(value: Value): string {
  return value.kind === 'bytes' ? value.bytes : fail(`a ${value.kind} is no bytes`);
}

function items(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items : fail(`a ${value.kind} is no list`);
}

function fail(message: string): never {
  throw new TargetFailure(message);
}
