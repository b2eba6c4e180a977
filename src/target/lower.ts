/** Lowering: from a call as written to the number, words and bytes that an agent needs. */
import {
  bindArguments,
  signatureFor,
  type ActorName,
  type Arch,
  type Argument,
  type Bound,
  type Call,
  type Pointee,
  type Pointer,
  type Signature,
  type Value,
} from '../abi/index.js';
import type { Program, Word } from './frames.js';
import type { LowerContext } from './lower-context.js';
import { layValue, sizeOf, type Laying } from './lower-memory.js';
import { arenaWord, integerWord, numberWord, placeWord, ZERO } from './lower-word.js';
import { lingerOf } from './linger.js';
import { ProgramDraft } from './program-draft.js';
import { TargetFailure } from './target.js';

/** A lowered call, and what will come back of it. */
export interface Lowered {
  readonly program: Program;
  readonly signature: Signature;
  /** The `out` arguments in valid memory, in signature order; `brings[i]` of the program is the i-th. */
  readonly outputs: readonly Pointee[];
  /** The set of flags that the result is. */
  readonly resultFlags?: string;
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
  const laying: Laying = { ...context, draft: new ProgramDraft(), outputs: [] };
  const words = signature.arguments.map((argument): Word => {
    try {
      return lowerArgument(argument, signature, binding.values, laying);
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      throw new TargetFailure(`${call.name}, argument ${argument.name}: ${error.message}`, error.remedy);
    }
  });
  const { draft, outputs } = laying;
  const program: Program = {
    ...numbered(signature, words, context),
    placed: draft.placed,
    patches: draft.patches,
    brings: draft.brings,
    spawns: spawns === undefined ? undefined : context.slotOf(spawns),
    replaces: signature.replaces,
    linger: lingerOf(signature, binding.values, context),
  };
  return { program, signature, outputs, ...resultFlags(signature, binding.values) };
}

/** The call as this architecture has it; one that it lacks, as a C library makes it there. */
function numbered(
  signature: Signature,
  words: readonly Word[],
  context: LowerContext,
): Pick<Program, 'number' | 'words'> {
  const number = signature.number[context.arch];
  if (number !== undefined) return { number, words: inRegisters(words, signature, context.arch) };
  const { elsewhere } = signature;
  return {
    number: context.abi.calls[elsewhere?.call ?? '']?.number[context.arch] ?? NO_SUCH_CALL,
    words: elsewhere?.words.map((word) => wordElsewhere(word, signature, words, context)) ?? words,
  };
}

function wordElsewhere(
  value: Value,
  signature: Signature,
  words: readonly Word[],
  context: LowerContext,
): Word {
  if (value.kind === 'place') return placeWord(value);
  if (value.kind !== 'word') return integerWord(value, context);
  return words[signature.arguments.findIndex(({ name }) => name === value.word)] ?? ZERO;
}

/** Which flags the result of this very call is, if it is flags. */
function resultFlags({ resultFlags: by }: Signature, values: Bound): Pick<Lowered, 'resultFlags'> {
  const selecting = by === undefined ? undefined : values[by.of];
  const set = selecting?.kind === 'names' ? by?.is[selecting.names.join('|')] : undefined;
  return set === undefined ? {} : { resultFlags: set };
}

/** The words in the order in which this architecture has them. */
function inRegisters(words: readonly Word[], signature: Signature, arch: Arch): readonly Word[] {
  return (
    signature.registers?.[arch]?.map(
      (name) => words[signature.arguments.findIndex((argument) => argument.name === name)] ?? ZERO,
    ) ?? words
  );
}

/** No architecture has that many calls. */
const NO_SUCH_CALL = 0x3fff;

function lowerArgument(argument: Argument, signature: Signature, values: Bound, laying: Laying): Word {
  const { type } = argument;
  const value = values[argument.name];
  if (type.kind === 'integer') return integerWord(value, laying, type.flags);
  if (value?.kind === 'place') return placeWord(value);
  if (type.kind === 'address') throw new TargetFailure('is no place');
  if (value?.kind === 'int') return numberWord(value.value);
  if (type.direction === 'in') return input(type.to, value, laying);
  const given = value === undefined ? undefined : layValue(type.to, value, laying);
  const size = outputSize(type, signature, values, laying);
  const offset = laying.draft.bring(size, type.to.kind === 'bytes');
  if (given !== undefined) laying.draft.placeAt(offset, given);
  laying.outputs.push(type.to);
  return arenaWord(offset);
}

function input(to: Pointee, value: Value | undefined, laying: Laying): Word {
  if (value === undefined) throw new TargetFailure('has no value');
  return arenaWord(laying.draft.place(layValue(to, value, laying)));
}

/** How much memory an `out` argument gets. A length that is larger than the arena is cut: the kernel sees it whole. */
function outputSize({ to }: Pointer, signature: Signature, values: Bound, laying: Laying): number {
  const carrier = to.kind === 'bytes' ? to.length : to.kind === 'array' ? to.count : 0;
  if (typeof carrier === 'number') return sizeOf(to, laying);
  const length = signature.arguments.find(({ name }) => name === carrier);
  const word = length === undefined ? undefined : integerWord(values[length.name], laying);
  const wanted = BigInt.asUintN(64, word?.addend ?? 0n) * (to.kind === 'array' ? BigInt(to.bytes) : 1n);
  const room = BigInt(laying.draft.room());
  return Number(wanted < room ? wanted : room);
}
