/** Values as bytes in the caller's arena. */
import {
  INFO_FIELDS,
  isOutWord,
  MOST_DIGITS,
  SIGINFO_BYTES,
  withLengths,
  type Field,
  type InfoFieldName,
  type Pointee,
  type Pointer,
  type StructLayout,
  type Value,
} from '../abi/index.js';
import type { Patch, Word } from './frames.js';
import { ACTION_WORDS } from './lower-handler.js';
import type { LowerContext } from './lower-context.js';
import { arenaWord, integerWord, items, numberWord, placeWord, signalSet, ZERO } from './lower-word.js';
import type { Laid, ProgramDraft } from './program-draft.js';
import { TargetFailure } from './target.js';

/** What laying memory down needs and changes. */
export interface Laying extends LowerContext {
  readonly draft: ProgramDraft;
  /** What comes back; grows with the brings of the draft. */
  readonly outputs: Pointee[];
}

/**
 * The bytes of a value behind a pointer of this type; what it points to itself is laid down in the draft. Throws
 * TargetFailure for a value that does not fit the type.
 */
export function layValue(to: Pointee, value: Value, laying: Laying): Laid {
  return (LAYERS[to.kind] as Layer<Pointee>)(to, value, laying);
}

/** How many bytes a value of this type takes. Throws TargetFailure for a type that has no size of its own. */
export function sizeOf(to: Pointee, context: LowerContext): number {
  if (to.kind === 'struct') return layoutOf(to.struct, context).size;
  const size = (SIZES[to.kind] as ((to: Pointee) => number) | undefined)?.(to);
  if (size === undefined) throw new TargetFailure(`a ${to.kind} cannot be brought back`);
  return size;
}

const SIZES: { readonly [K in Pointee['kind']]?: (to: Extract<Pointee, { kind: K }>) => number } = {
  array: ({ bytes, count }) => bytes * Number(count),
  string: ({ room }) => room ?? 0,
  integer: ({ bytes }) => bytes,
  sigset: () => 8,
  wait_status: () => 4,
  siginfo: () => SIGINFO_BYTES,
  opaque: ({ bytes }) => bytes,
};

type Layer<P extends Pointee> = (to: P, value: Value, laying: Laying) => Laid;

const LAYERS: { readonly [K in Pointee['kind']]: Layer<Extract<Pointee, { kind: K }>> } = {
  bytes: (_, value) => plain(text(value)),
  string: (_, value, laying) => layText(value, laying),
  strings: layStrings,
  array: ({ bytes }, value, laying) => layWords(items(value), bytes, laying),
  integer: ({ bytes }, value, laying) => layWords([value], bytes, laying),
  sigset: (_, value, laying) => {
    const set = Buffer.alloc(8);
    set.writeBigUInt64LE(BigInt.asUintN(64, signalSet(value, laying)));
    return { bytes: set, patches: [] };
  },
  wait_status: (_, value, laying) => layWords([value], 4, laying),
  struct: ({ struct }, value, laying) => layStruct(struct, value, laying),
  siginfo: (_, value, laying) => laySiginfo(value, laying),
  opaque: (_, value) => plain(text(value)),
};

/** A text and its NUL. Numbers in it are spelt by the agent, the last one first: that moves what stands behind it. */
function layText(value: Value, laying: Laying): Laid {
  if (value.kind !== 'text') return plain(`${text(value)}\0`);
  const patches: Patch[] = [];
  let bytes = '';
  for (const part of value.parts) {
    if (part.kind === 'actor') {
      patches.unshift({ offset: bytes.length, width: MOST_DIGITS, word: integerWord(part, laying) });
    }
    bytes += part.kind === 'actor' ? '0'.repeat(MOST_DIGITS) : text(part);
  }
  return { ...plain(`${bytes}\0`), patches };
}

/** A word at a place in memory. */
interface Piece {
  readonly offset: number;
  readonly bytes: number;
  readonly word: Word;
}

function piece(offset: number, bytes: number, word: Word): Piece {
  return { offset, bytes, word };
}

/** What the agent lays down itself. */
const WORD_WIDTHS = [4, 8] as const;

/** `size` bytes with the pieces in them: words of 4 and 8 bytes are left to the agent, smaller ones are numbers. */
function layPieces(size: number, pieces: readonly Piece[]): Laid {
  const laid = Buffer.alloc(size);
  const patches = pieces.flatMap(({ offset, bytes, word }) => {
    const width = WORD_WIDTHS.find((one) => one === bytes);
    if (width !== undefined) return [{ offset, width, word }];
    laid.writeUIntLE(Number(BigInt.asUintN(8 * bytes, word.addend)), offset, bytes);
    return [];
  });
  return { bytes: laid, patches };
}

function layWords(values: readonly Value[], width: 4 | 8, laying: Laying): Laid {
  const words = values.map((value, index) => piece(index * width, width, integerWord(value, laying)));
  return layPieces(values.length * width, words);
}

/** The strings, then the vector that points to them. */
function layStrings(_: Pointee, value: Value, { draft }: Laying): Laid {
  if (value.kind !== 'list') throw new TargetFailure('is no list of strings');
  const pointers = value.items.map((item) => {
    if (item.kind !== 'bytes') throw new TargetFailure('holds something that is no string');
    return draft.place(plain(`${item.bytes}\0`));
  });
  const pieces = pointers.map((offset, index) => piece(8 * index, 8, arenaWord(offset)));
  return layPieces(8 * (pointers.length + 1), pieces);
}

function layStruct(name: string, value: Value, laying: Laying): Laid {
  const layout = layoutOf(name, laying);
  if (value.kind !== 'struct') throw new TargetFailure(`is no struct ${name}`);
  const unknown = Object.keys(value.fields).find((field) => !layout.fields.some((one) => one.name === field));
  if (unknown !== undefined) throw new TargetFailure(`struct ${name} has no field ${unknown}`);
  return layPieces(layout.size, piecesOf(layout, value.fields, 0, laying));
}

function piecesOf(
  layout: StructLayout,
  written: Readonly<Record<string, Value>>,
  at: number,
  laying: Laying,
): Piece[] {
  const fields = withLengths(layout, written);
  return layout.fields.flatMap((field): Piece[] => {
    const value = fields[field.name];
    if (field.noun === 'padding') return [];
    if (!field.noun.startsWith(STRUCT)) {
      return [piece(at + field.offset, field.bytes, fieldWord(field, fields, laying))];
    }
    const inner = layoutOf(field.noun.slice(STRUCT.length), laying);
    if (value !== undefined && value.kind !== 'struct') throw new TargetFailure(`${field.name} is no struct`);
    return piecesOf(inner, value?.fields ?? {}, at + field.offset, laying);
  });
}

const STRUCT = 'struct:';

function fieldWord(field: Field, fields: Readonly<Record<string, Value>>, laying: Laying): Word {
  const ofAction = ACTION_WORDS[field.noun];
  if (ofAction !== undefined) return ofAction(field, fields, laying);
  const value = fields[field.name];
  if (value === undefined) return ZERO;
  if (field.noun === 'sigset') return numberWord(signalSet(value, laying));
  if (value.kind === 'place' && isAddress(field)) return placeWord(value);
  if (field.pointer === undefined || value.kind === 'int') return integerWord(value, laying);
  return pointerWord(field.pointer, value, laying);
}

function isAddress({ noun, pointer }: Field): boolean {
  return noun === 'address' || pointer !== undefined;
}

/** The address of what a field points to: laid down now, or brought back where the scenario asks for it. */
function pointerWord({ direction, to }: Pointer, value: Value, laying: Laying): Word {
  if (direction === 'in') return arenaWord(laying.draft.place(layValue(to, value, laying)));
  if (!isOutWord(value)) throw new TargetFailure('what comes back is written as `out`, or as a place');
  const offset = laying.draft.bring(sizeOf(to, laying), false);
  laying.outputs.push(to);
  return arenaWord(offset);
}

function laySiginfo(value: Value, laying: Laying): Laid {
  if (value.kind !== 'struct') throw new TargetFailure('is no siginfo');
  const pieces = Object.entries(value.fields).map(([name, field]) => {
    if (!Object.hasOwn(INFO_FIELDS, name)) throw new TargetFailure(`siginfo has no field ${name}`);
    const { offset, bytes } = INFO_FIELDS[name as InfoFieldName];
    return piece(offset, bytes, integerWord(field, laying));
  });
  return layPieces(SIGINFO_BYTES, pieces);
}

function layoutOf(name: string, { abi, arch }: LowerContext): StructLayout {
  const layout = abi.structs[name]?.[arch];
  if (layout === undefined) throw new TargetFailure(`no struct is called ${name}`);
  return layout;
}

function plain(bytes: string): Laid {
  return { bytes: Buffer.from(bytes, 'latin1'), patches: [] };
}

function text(value: Value): string {
  if (value.kind !== 'bytes') throw new TargetFailure(`a ${value.kind} is no bytes`);
  return value.bytes;
}
