/** Lowering: from a call as written to the number, words and bytes that an agent needs. */
import {
  bindArguments,
  signatureFor,
  type ActorName,
  type Argument,
  type ArgumentType,
  type Bound,
  type Call,
  type Pointee,
  type Signature,
  type Value,
} from '../abi/index.js';
import type { Program, Word } from './frames.js';
import { encodeValue, integerWord, placeWord } from './lower-value.js';
import type { LowerContext } from './lower-context.js';
import { ProgramDraft } from './program-draft.js';
import { TargetFailure } from './target.js';

/** A lowered call, and what will come back of it. */
export interface Lowered {
  readonly program: Program;
  readonly signature: Signature;
  /** The `out` arguments in valid memory, in signature order; `brings[i]` of the program is the i-th. */
  readonly outputs: readonly Pointee[];
}

/**
 * Lowers one call.
 *
 * A call that the architecture lacks is lowered to a number that no kernel has. Throws TargetFailure for a call
 * that does not fit its signature, and for one that the agent cannot carry (too large, an unknown name).
 */
export function lowerCall(call: Call, spawns: ActorName | undefined, context: LowerContext): Lowered {
  const known = context.abi.calls[call.name];
  if (known === undefined) throw new TargetFailure(`no call is named ${call.name}`);
  const signature = signatureFor(known, call, context.abi.constants.x86_64);
  const binding = bindArguments(signature, call);
  if (!binding.ok) throw new TargetFailure(binding.problem);
  if (signature.creates && spawns === undefined) {
    throw new TargetFailure(`${call.name} makes an actor, and the step does not name it`);
  }
  const draft = new ProgramDraft();
  const outputs: Pointee[] = [];
  const words: Word[] = [];
  for (const argument of signature.arguments) {
    try {
      words.push(lowerArgument(argument, signature, binding.values, draft, outputs, context));
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      throw new TargetFailure(`${call.name}, argument ${argument.name}: ${error.message}`, error.remedy);
    }
  }
  const program: Program = {
    number: signature.number[context.arch] ?? NO_SUCH_CALL,
    words,
    placed: draft.placed,
    patches: draft.patches,
    brings: draft.brings,
    spawns: spawns === undefined ? undefined : context.slotOf(spawns),
    replaces: signature.replaces,
    linger: 0,
  };
  return { program, signature, outputs };
}

/** No architecture has that many calls. */
const NO_SUCH_CALL = 0x3fff;

function lowerArgument(
  argument: Argument,
  signature: Signature,
  values: Bound,
  draft: ProgramDraft,
  outputs: Pointee[],
  context: LowerContext,
): Word {
  const { type } = argument;
  const value = values[argument.name];
  if (type.kind === 'integer') return integerWord(value, context);
  if (value?.kind === 'place') return placeWord(value);
  if (type.kind === 'address') throw new TargetFailure('is no place');
  if (value?.kind === 'int') return { base: 'number', slot: 0, addend: value.value };
  if (type.direction === 'in') return input(type.to, value, draft, context);
  const given = value === undefined ? undefined : encodeValue(type.to, value, context);
  const size = outputSize(type, signature, values, draft, context);
  const offset = draft.bring(size, type.to.kind === 'bytes');
  if (given !== undefined) draft.placeAt(offset, given);
  outputs.push(type.to);
  return { base: 'arena', slot: 0, addend: BigInt(offset) };
}

function input(to: Pointee, value: Value | undefined, draft: ProgramDraft, context: LowerContext): Word {
  if (value === undefined) throw new TargetFailure('has no value');
  if (to.kind === 'strings') return inputStrings(value, draft);
  const offset = draft.place(encodeValue(to, value, context));
  return { base: 'arena', slot: 0, addend: BigInt(offset) };
}

/** The strings, then the vector that points to them. */
function inputStrings(value: Value, draft: ProgramDraft): Word {
  if (value.kind !== 'list') throw new TargetFailure('is no list of strings');
  const pointers = value.items.map((item) => {
    if (item.kind !== 'bytes') throw new TargetFailure('holds something that is no string');
    return draft.place({ bytes: Buffer.from(`${item.bytes}\0`, 'latin1'), patches: [] });
  });
  const patches = pointers.map((offset, index) => ({
    offset: 8 * index,
    width: 8 as const,
    word: { base: 'arena' as const, slot: 0, addend: BigInt(offset) },
  }));
  const offset = draft.place({ bytes: Buffer.alloc(8 * (pointers.length + 1)), patches });
  return { base: 'arena', slot: 0, addend: BigInt(offset) };
}

type Pointer = Extract<ArgumentType, { kind: 'pointer' }>;

/** How much memory an `out` argument gets. A length that is larger than the arena is cut: the kernel sees it whole. */
function outputSize(
  { to }: Pointer,
  signature: Signature,
  values: Bound,
  draft: ProgramDraft,
  context: LowerContext,
): number {
  const carrier = to.kind === 'bytes' ? to.length : to.kind === 'array' ? to.count : 0;
  if (typeof carrier === 'number') return sizeOf(to, context);
  const length = signature.arguments.find(({ name }) => name === carrier);
  const word = length === undefined ? undefined : integerWord(values[length.name], context);
  const wanted = BigInt.asUintN(64, word?.addend ?? 0n) * (to.kind === 'array' ? BigInt(to.bytes) : 1n);
  const room = BigInt(draft.room());
  return Number(wanted < room ? wanted : room);
}

const SIZES: { readonly [K in Pointee['kind']]?: (to: Extract<Pointee, { kind: K }>) => number } = {
  array: ({ bytes, count }) => bytes * Number(count),
  string: ({ room }) => room ?? 0,
  integer: ({ bytes }) => bytes,
  sigset: () => 8,
  wait_status: () => 4,
  opaque: ({ bytes }) => bytes,
};

function sizeOf(to: Pointee, { abi, arch }: LowerContext): number {
  if (to.kind === 'struct') {
    const layout = abi.structs[to.struct]?.[arch];
    if (layout === undefined) throw new TargetFailure(`no struct is called ${to.struct}`);
    return layout.size;
  }
  const size = (SIZES[to.kind] as ((to: Pointee) => number) | undefined)?.(to);
  if (size === undefined) throw new TargetFailure(`a ${to.kind} cannot be brought back`);
  return size;
}
