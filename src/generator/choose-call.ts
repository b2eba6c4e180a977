/** A whole call, argument by argument, from the nouns of its signature. */
import {
  type Argument,
  type ArgumentType,
  type Call,
  inputOfLength,
  int,
  isOut,
  OUT,
  signatureFor,
  place,
  type Pointee,
  type Signature,
  type Value,
  word,
} from '../abi/index.js';
import { argumentOf, type Gene, type StepGenes } from './gene.js';
import type { Moment } from './moment.js';
import { chooseDescriptor } from './nouns/descriptor.js';
import { chooseConstant, chooseFlags, flagSetOf } from './nouns/flags.js';
import { chooseArray, chooseNice, chooseUser } from './nouns/identity.js';
import { chooseInteger, chooseMode, chooseSize, chooseUnsigned, chooseWord } from './nouns/number.js';
import { chooseAddress, chooseBadIn, chooseBadOut } from './nouns/place.js';
import { chooseProcess } from './nouns/process.js';
import { chooseSignal, chooseSignalSet } from './nouns/signal.js';
import { chooseInfo } from './nouns/siginfo.js';
import { chooseStruct } from './nouns/struct.js';
import { chooseSeconds, chooseTimer } from './nouns/time.js';
import { chooseBytes, chooseString, chooseStrings } from './nouns/text.js';

/**
 * Chooses the arguments of `moment.signature`: out arguments and lengths are derived unless they are wrong on
 * purpose, arguments with a default are mostly left out.
 */
export function chooseCall(genes: StepGenes, moment: Omit<Moment, 'chosen'>): Call {
  const chosen: Value[] = [];
  const draft = new Draft(moment.signature.name);
  for (const [index, declared] of moment.signature.arguments.entries()) {
    const gene = argumentOf(genes, index);
    const signature = signatureFor(moment.signature, draft.call(), moment.abi.constants.x86_64);
    const argument = signature.arguments[index] ?? declared;
    const value = chooseArgument(gene, { ...moment, signature, chosen }, argument);
    if (value !== undefined) chosen.push(value);
    draft.add(signature, argument, value);
    const length = lengthOfBadInput(gene, signature, argument, value);
    if (length !== undefined) draft.name(length, chooseSize(gene));
  }
  return draft.call();
}

/** One in so many pointers is a bad one. */
const BAD_POINTER = 24;
/** One in so many defaults is written out: lengths of sets and unwanted outputs rarely, others mostly. */
const RARE_DEFAULT = 24;
const COMMON_DEFAULT = 4;
/** What may be null is so every second time. */
const POINTER_DEFAULT = 2;
/** Null means something of its own for these: nothing to change, no time at all. */
const NULLABLE: ReadonlySet<string> = new Set(['struct', 'sigset']);
const STRUCTURED: ReadonlySet<string> = new Set(['struct', 'sigset', 'siginfo', 'integer']);

type ChooseArgument = (gene: Gene, moment: Moment, argument: Argument) => Value;

/** What an integer argument of each noun gets. */
const INTEGERS: Readonly<Record<string, ChooseArgument>> = {
  fd: chooseDescriptor,
  pid: chooseProcess,
  signal: chooseSignal,
  size: chooseSize,
  ssize: chooseSize,
  mode: chooseMode,
  uid: chooseUser,
  gid: chooseUser,
  nice: chooseNice,
  seconds: chooseSeconds,
  timer: chooseTimer,
  int: chooseInteger,
  long: chooseInteger,
  uint: chooseUnsigned,
  ulong: chooseWord,
  word: chooseWord,
  flags: (gene, moment, argument) => chooseFlags(gene, moment, flagSetOf(argument) ?? ''),
  constant: (gene, moment, argument) => chooseConstant(gene, moment, flagSetOf(argument) ?? ''),
};

type PointeeKind = Pointee['kind'];
type PointeeChoosers = {
  readonly [K in PointeeKind]: (gene: Gene, moment: Moment, to: Extract<Pointee, { kind: K }>) => Value;
};

/** What stands behind a pointer that brings something in. */
const POINTEES: PointeeChoosers = {
  bytes: chooseBytes,
  string: chooseString,
  strings: chooseStrings,
  array: chooseArray,
  integer: chooseInteger,
  sigset: chooseSignalSet,
  wait_status: () => int(0),
  struct: (gene, moment, to) => chooseStruct(gene, moment, to.struct),
  siginfo: chooseInfo,
  opaque: () => place('null'),
};

/** The value of an argument, or nothing where it is not written. */
function chooseArgument(gene: Gene, moment: Moment, argument: Argument): Value | undefined {
  const { type } = argument;
  if (isOut(argument)) return chooseOut(gene, argument);
  if (inputOfLength(moment.signature, argument) !== undefined) return undefined;
  if (argument.default !== undefined && !gene.once(defaultOdds(type))) return undefined;
  if (type.kind === 'integer') return (INTEGERS[type.noun] ?? chooseInteger)(gene, moment, argument);
  if (type.kind === 'address') return chooseAddress(gene);
  if (gene.once(BAD_POINTER / 2)) return chooseBadIn(gene);
  if (NULLABLE.has(type.to.kind) && gene.once(5)) return place('null');
  return (POINTEES[type.to.kind] as PointeeChoosers['bytes'])(gene, moment, type.to as never);
}

/** Where something comes back: nothing is written for valid memory, but where that would mean null. */
function chooseOut(gene: Gene, { type, default: fallback }: Argument): Value | undefined {
  if (gene.once(BAD_POINTER)) return chooseBadOut(gene);
  return fallback !== undefined && isLookedAt(type) && gene.once(2) ? word(OUT) : undefined;
}

function defaultOdds(type: ArgumentType): number {
  if (type.kind === 'address') return POINTER_DEFAULT;
  if (type.kind === 'pointer') return STRUCTURED.has(type.to.kind) ? POINTER_DEFAULT : RARE_DEFAULT;
  return type.noun === 'size' ? RARE_DEFAULT : COMMON_DEFAULT;
}

/** Nobody looks into what is opaque: it is not asked for. */
function isLookedAt(type: ArgumentType): boolean {
  return type.kind === 'pointer' && type.to.kind !== 'opaque';
}

/** The name of the length that must be written because the bytes are not there to be counted. */
function lengthOfBadInput(
  gene: Gene,
  signature: Signature,
  argument: Argument,
  value: Value | undefined,
): string | undefined {
  const { type } = argument;
  if (value?.kind !== 'place' || type.kind !== 'pointer' || type.to.kind !== 'bytes') return undefined;
  return isOut(argument) || gene.once(8) || !signature.arguments.some(isLengthOf(type.to.length))
    ? undefined
    : type.to.length;
}

function isLengthOf(length: string): (argument: Argument) => boolean {
  return ({ name }) => name === length;
}

/** A call while its arguments are added: in order as long as none was left out, by name after that. */
class Draft {
  private readonly args: Value[] = [];
  private readonly named: Record<string, Value> = {};
  private inOrder = true;

  constructor(private readonly callName: string) {}

  add(signature: Signature, argument: Argument, value: Value | undefined): void {
    if (isOut(argument)) {
      if (value !== undefined) this.named[argument.name] = value;
    } else if (inputOfLength(signature, argument) === undefined) {
      if (value === undefined) this.inOrder = false;
      else if (this.inOrder) this.args.push(value);
      else this.named[argument.name] = value;
    }
  }

  name(argument: string, value: Value): void {
    this.named[argument] = value;
  }

  call(): Call {
    return { name: this.callName, args: this.args, named: this.named };
  }
}
