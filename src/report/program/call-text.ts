/** A call of a scenario as C. */
import {
  broughtBack,
  isOutWord,
  type Argument,
  type Bound,
  type Call,
  type Pointee,
  type Pointer,
  type Signature,
  type Value,
} from '../../abi/index.js';
import type { CCall } from '../../spec/index.js';
import { boundCall } from './bound-call.js';
import { cString } from './c-text.js';
import { memoryIn } from './memory-in.js';
import { environmentText } from './new-image.js';
import { declareOutput, isCut, spoil, isUntouched, type Output } from './memory-out.js';
import { numberText, type Cast } from './number-text.js';
import { placeText } from './place-text.js';
import { Refused } from './refused.js';
import type { FunctionDraft } from './function-draft.js';
import type { PieceName } from './pieces.js';
import type { Writing } from './writing.js';

/** A call that is ready to be written into an expression. */
export interface CallText {
  /** The call; it gives -1 with errno where it fails. */
  readonly expression: string;
  /** What it brings back, in the order in which a scenario writes it. */
  readonly outputs: readonly Output[];
  readonly signature: Signature;
  readonly values: Bound;
  /** It is no system call: it looks at memory, or works. */
  readonly isInstruction: boolean;
  /** It begins the new actor itself, on a stack of its own; else it comes back in both. */
  readonly begins: boolean;
}

type Integer = Extract<Argument['type'], { kind: 'integer' }>;

/** What a call is written for. */
export interface CallContext extends Cast {
  readonly draft: FunctionDraft;
  /** Which part of the tale comes next, where the call runs the program anew. */
  readonly anew?: number;
  /** The actor that it makes, if it does. */
  readonly makes?: string;
  /** What shall come back, as far as that is known: memory that shall stay as it is gets a pattern. */
  readonly expected: readonly Value[];
}

/** Writes what must stand before the call into the draft, and gives the call. Throws Refused where C has no words for it. */
export function callText(call: Call, context: CallContext): CallText {
  const { spec } = context.sheet;
  const { signature, values, entry } = boundCall(call, spec);
  const form = formOf(entry, signature, values, context);
  if (form === undefined && context.makes !== undefined) refuseStack(entry, signature, values);
  const outputs = new Map<string, Output>();
  let prefix = '';
  const writing: Writing = {
    ...context,
    raw: form === undefined,
    lay: (to, value, name) => memoryIn(to, value, name, writing),
    bring: (to, name) => {
      const output = declareOutput(to, name, 0n, writing);
      outputs.set(`${prefix}.${name}`, output);
      return output.address;
    },
  };
  const texts = new Map<string, string>();
  for (const argument of signature.arguments) {
    prefix = argument.name;
    const text =
      context.anew !== undefined && argument.name === entry?.environment
        ? environmentText(values[argument.name], argument.name, context.anew, writing)
        : argumentText(argument, signature, values, outputs, writing);
    texts.set(argument.name, text);
  }
  const brought = broughtBack(signature, values, spec.abi.structs).flatMap(
    ({ name }) => outputs.get(name) ?? [],
  );
  spoilUntouched(brought, context.expected);
  return {
    expression:
      form === undefined ? rawText(signature, texts, context) : formText(form, texts, entry, context),
    outputs: brought,
    signature,
    values,
    isInstruction: isInstruction(signature, context),
    begins: form?.includes('@actor') === true,
  };
}

/** What shall be left alone can only be seen to be, if nobody else would have left that there. */
function spoilUntouched(brought: readonly Output[], expected: readonly Value[]): void {
  for (const [index, output] of brought.entries()) {
    const value = expected[index];
    if (value !== undefined && isUntouched(value) && output.to.kind !== 'bytes') spoil(output);
  }
}

/** How the library writes this call, or nothing where it must be made without it. */
function formOf(
  entry: CCall | undefined,
  signature: Signature,
  values: Bound,
  context: CallContext,
): string | undefined {
  if (entry === undefined) return undefined;
  if (entry.stacked !== undefined && context.makes !== undefined && sharesMemory(values))
    return entry.stacked;
  const form = entry.form;
  if (form === undefined) return undefined;
  if (form.includes('@') && context.makes === undefined) return undefined;
  const fits = signature.arguments.every((argument) => {
    const value = values[argument.name];
    if (!mentions(form, argument.name)) return isDefault(argument, value);
    return isOrdinary(argument, value, entry) && !isUnusual(argument, signature, values);
  });
  return fits && (isInstruction(signature, context) || entry.headers.length > 0) ? form : undefined;
}

function isInstruction({ name }: Signature, { sheet }: CallContext): boolean {
  return sheet.spec.syscalls.get(name)?.family === 'instruction';
}

/** True where the new task lives in its maker's memory. */
export function sharesMemory(values: Bound): boolean {
  return Object.values(values).some((value) => value !== undefined && namesMemory(value));
}

/** Who gets a copy of its maker's memory goes on where its maker is: C has no way to begin on another stack. */
function refuseStack(entry: CCall | undefined, signature: Signature, values: Bound): void {
  const inStruct = Object.values(values).some((value) => value?.kind === 'struct' && 'stack' in value.fields);
  if (inStruct || givesOwnStack(entry?.form, signature, values))
    throw new Refused('its new process begins on a stack of its own in a copy of memory, which C cannot say');
}

/** What a form that brings a stack with it has no word for is the stack. */
function givesOwnStack(form: string | undefined, { arguments: all }: Signature, values: Bound): boolean {
  if (form?.includes('@stack') !== true) return false;
  return all.some(
    (argument) => !mentions(form, argument.name) && !isDefault(argument, values[argument.name]),
  );
}

function namesMemory(value: Value): boolean {
  if (value.kind === 'struct') return Object.values(value.fields).some(namesMemory);
  return value.kind === 'names' && value.names.includes('CLONE_VM');
}

function mentions(form: string, name: string): boolean {
  return new RegExp(`(?<![@\\w])${name}(?!\\w)`).test(form);
}

function isDefault({ default: usual }: Argument, value: Value | undefined): boolean {
  return JSON.stringify(value, bigText) === JSON.stringify(usual, bigText);
}

function bigText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

/** Places may be looked into by the library, and what is no memory at all it may refuse itself. */
function isOrdinary(argument: Argument, value: Value | undefined, entry: CCall): boolean {
  if (argument.type.kind !== 'pointer' || value === undefined) return true;
  if (value.kind === 'int') return false;
  if (value.kind !== 'place') return true;
  return value.place === 'null' && (entry.nullable || isDefault(argument, value));
}

/** Memory that a compiler would warn of, and sets that the library does not make. */
function isUnusual({ type }: Argument, signature: Signature, values: Bound): boolean {
  if (type.kind !== 'pointer') return false;
  if (isCut(type.to, countOf(type.to, signature, values))) return true;
  return Object.values(values).some(
    (value) => value !== undefined && (holdsOddSet(value) || isOddSignal(value)),
  );
}

/** The first two real-time signals are the library's own, and a set as a number is the kernel's. */
function holdsOddSet(value: Value): boolean {
  if (value.kind === 'list') return value.items.some(isOddSignal);
  if (value.kind !== 'struct') return false;
  return Object.entries(value.fields).some(
    ([name, field]) => holdsOddSet(field) || (name === 'mask' && field.kind !== 'list'),
  );
}

function isOddSignal(value: Value): boolean {
  return value.kind === 'names' && value.names.some((name) => name === 'SIGRT32' || name === 'SIGRT33');
}

function argumentText(
  argument: Argument,
  signature: Signature,
  values: Bound,
  outputs: Map<string, Output>,
  writing: Writing,
): string {
  const { name, type } = argument;
  const value = values[name];
  if (type.kind === 'integer') return integerText(value, type, writing);
  if (value?.kind === 'place') return placeText(value, writing);
  if (type.kind === 'address') throw new Refused(`${name} is no place`);
  if (value?.kind === 'int') return `(void *)${numberText(value, writing, true)}`;
  if (type.direction === 'in') {
    if (value === undefined) throw new Refused(`${name} has no value`);
    const count = countOf(type.to, signature, values);
    return longerText(value, count) ?? memoryIn(type.to, value, name, writing);
  }
  return outputText(name, type, value, { signature, values, outputs }, writing);
}

/** Bytes of which the call is told that there are more: there are, and they are zero. */
function longerText(value: Value, count: bigint): string | undefined {
  if (value.kind !== 'bytes' || count <= BigInt(value.bytes.length) || count > MOST_ZEROES) return undefined;
  return `(char[${count}]){ ${cString(value.bytes)} }`;
}

const MOST_ZEROES = 4096n;

function integerText(value: Value | undefined, type: Integer, writing: Writing): string {
  if (value === undefined) throw new Refused('an argument has no value');
  const isMode = type.noun === 'mode' || type.flags === 'permission';
  if (isMode && value.kind === 'int' && value.value > 0n) return `0${value.value.toString(8)}`;
  return numberText(value, writing, writing.raw && type.bits === 64);
}

function outputText(
  name: string,
  { to, direction }: Pointer,
  value: Value | undefined,
  { signature, values, outputs }: { signature: Signature; values: Bound; outputs: Map<string, Output> },
  writing: Writing,
): string {
  if (direction === 'inout' && value !== undefined && !isOutWord(value)) {
    throw new Refused(`${name} is brought in and back`);
  }
  const output = declareOutput(to, name, countOf(to, signature, values), writing);
  outputs.set(name, output);
  return output.address;
}

/** How many elements the argument says that carries their number. */
function countOf(to: Pointee, signature: Signature, values: Bound): bigint {
  const carrier = to.kind === 'bytes' ? to.length : to.kind === 'array' ? to.count : 0;
  if (typeof carrier === 'number') return BigInt(carrier);
  const value = values[signature.arguments.find(({ name }) => name === carrier)?.name ?? ''];
  return value?.kind === 'int' ? BigInt.asUintN(64, value.value) : 0n;
}

function rawText(signature: Signature, texts: ReadonlyMap<string, string>, { sheet }: CallContext): string {
  if (signature.number.x86_64 === undefined || signature.number.x86_64 >= FIRST_INSTRUCTION) {
    throw new Refused(`C has no ${signature.name}`);
  }
  sheet.headers.add('unistd.h');
  sheet.headers.add('sys/syscall.h');
  return `syscall(${[`SYS_${signature.name}`, ...texts.values()].join(', ')})`;
}

/** From here on numbers are no system calls (src/agent/README.md). */
const FIRST_INSTRUCTION = 65536;

function formText(
  form: string,
  texts: ReadonlyMap<string, string>,
  entry: CCall | undefined,
  { sheet, makes = '' }: CallContext,
): string {
  for (const header of entry?.headers ?? []) sheet.headers.add(header);
  const piece = form.replace(/\(.*/, '');
  if (isPiece(piece)) sheet.use(piece);
  if (form.includes('@stack')) {
    sheet.globals.set(`stack_${makes}`, `static char stack_${makes}[65536] __attribute__((aligned(16)));`);
  }
  return form
    .replace(/@stack/g, `stack_${makes} + sizeof stack_${makes}`)
    .replace(/@actor/g, `actor_${makes}`)
    .replace(/(?<![\w@])[a-z]\w*(?!\w*\()/g, (name) => texts.get(name) ?? name);
}

const BROUGHT_PIECES = ['peek', 'poke', 'work', 'clone3_on'] as const satisfies readonly PieceName[];

function isPiece(name: string): name is (typeof BROUGHT_PIECES)[number] {
  return BROUGHT_PIECES.some((one) => one === name);
}
