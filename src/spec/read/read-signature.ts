/** What a call takes and gives: arguments with their types and defaults, result, numbers. */
import {
  ARCHES,
  int,
  names,
  place,
  word,
  type Arch,
  type Argument,
  type ArgumentType,
  type Elsewhere,
  type Signature,
  type Value,
} from '../../abi/index.js';
import type { SpecEntry, SpecNode } from '../yaml/spec-node.js';
import { didYouMean } from '../suggest.js';
import { parseArgumentType, type TypeNames } from './argument-type.js';
import { prototypeArguments } from './prototype.js';
import type { Reading } from './reading.js';

/** Reads the signature of a call. A call without `arguments` has those of its prototype, as words. */
export function readSignature(root: SpecNode, name: string, reading: Reading): Signature {
  const all = readAllArguments(root, reading);
  const registers = root.get('registers');
  const elsewhere = root.get('elsewhere');
  const resultFlags = root.get('result_flags');
  return {
    name,
    number: readNumbers(root.get('number')),
    arguments: all,
    ...(registers === undefined ? {} : { registers: readRegisters(registers, all, reading) }),
    ...(elsewhere === undefined ? {} : { elsewhere: readElsewhere(elsewhere, all, reading) }),
    ...(resultFlags === undefined ? {} : { resultFlags: readResultFlags(resultFlags, all, reading) }),
    returns: root.get('returns')?.text ?? 'int',
    creates: root.get('creates')?.isTrue ?? false,
    replaces: root.get('replaces')?.isTrue ?? false,
  };
}

/** On each architecture that is named there, all arguments in another order. */
function readRegisters(
  node: SpecNode,
  all: readonly Argument[],
  { problems }: Reading,
): Partial<Record<Arch, readonly string[]>> {
  const known = all.map(({ name }) => name);
  const orders = node.entries().map(({ name: arch, value }) => {
    const order = value.items().map((item) => item.text ?? '');
    if ([...order].sort().join() !== [...known].sort().join()) {
      problems.add(value.at, 'not the arguments of the call, each once', `they are ${known.join(', ')}`);
    }
    return [arch, order] as const;
  });
  return Object.fromEntries(orders);
}

/** Whether there is such a call is looked at once all are read (check-whole.ts). */
function readElsewhere(node: SpecNode, all: readonly Argument[], reading: Reading): Elsewhere {
  const words = node.get('words')?.items() ?? [];
  return {
    call: node.get('call')?.text ?? '',
    words: words.map((item) => {
      const value = readDefault(item, reading);
      if (value.kind === 'word') needArgument(item, value.word, named(all), reading);
      return value;
    }),
  };
}

function readResultFlags(
  node: SpecNode,
  all: readonly Argument[],
  reading: Reading,
): NonNullable<Signature['resultFlags']> {
  const of = node.get('of');
  if (of?.text !== undefined) needArgument(of, of.text, named(all), reading);
  const sets = node.entriesOf('is').map(({ key, name, value }) => {
    if (!(name in reading.constants)) reading.problems.add(key.at, `unknown constant \`${name}\``);
    const set = value.text ?? '';
    if (!reading.types.flags.has(set)) {
      reading.problems.add(
        value.at,
        `no set of flags is called \`${set}\``,
        didYouMean(set, [...reading.types.flags]),
      );
    }
    return [name, set] as const;
  });
  return { of: of?.text ?? '', is: Object.fromEntries(sets) };
}

function named(all: readonly Argument[]): readonly string[] {
  return all.map(({ name }) => name);
}

function needArgument(node: SpecNode, name: string, known: readonly string[], { problems }: Reading): void {
  if (!known.includes(name)) {
    problems.add(node.at, `no argument is called \`${name}\``, didYouMean(name, known));
  }
}

function readAllArguments(root: SpecNode, reading: Reading): readonly Argument[] {
  const written = root.get('arguments');
  const prototype = root.get('prototype');
  const declared = prototypeArguments(prototype?.text ?? '');
  if (prototype?.text !== undefined && declared === undefined) {
    reading.problems.add(prototype.at, 'this is no C prototype', 'write it as `int close(int fd)`');
  }
  if (written === undefined) return isListed(root) ? (declared ?? []) : [];
  const types = readArguments(written, reading);
  if (declared !== undefined) checkAgainstPrototype(written, types, declared, reading);
  return types;
}

/** True for a call of which only is said that it exists. */
export function isListed(root: SpecNode): boolean {
  return STAGES.every((stage) => root.get(stage) === undefined);
}

const STAGES = ['arguments', 'refusals', 'cases', 'operation', 'waits', 'effect', 'results'];

function readNumbers(node: SpecNode | undefined): Partial<Record<Arch, number>> {
  const numbers: Partial<Record<Arch, number>> = {};
  for (const arch of ARCHES) {
    const number = node?.get(arch)?.integer;
    if (number !== undefined) numbers[arch] = Number(number);
  }
  return numbers;
}

function readArguments(node: SpecNode, reading: Reading): Argument[] {
  const entries = node.entries();
  const { flags, constants, structs } = reading.types;
  const known: TypeNames = {
    flags,
    constants,
    structs: new Set(Object.keys(structs)),
    arguments: entries.map(({ name }) => name),
  };
  return entries.flatMap((entry) => readArgument(entry, known, reading));
}

function readArgument({ name, value }: SpecEntry, known: TypeNames, reading: Reading): Argument[] {
  const type = value.get('type') ?? value;
  if (type.text === undefined) return [];
  const parsed = parseArgumentType(type.text, known);
  if (!parsed.ok) {
    reading.problems.add(type.at, parsed.message, parsed.suggestion);
    return [];
  }
  const fallback = value.get('default');
  const variants = readVariants(value, known, reading);
  return [
    {
      name,
      type: parsed.type,
      ...(fallback === undefined ? {} : { default: readDefault(fallback, reading) }),
      ...(variants === undefined ? {} : { variants }),
    },
  ];
}

/** The types that an argument has instead, by the constant in another argument. */
function readVariants(node: SpecNode, known: TypeNames, reading: Reading): Argument['variants'] {
  const of = node.get('of');
  if (of?.text === undefined) return undefined;
  needArgument(of, of.text, known.arguments, reading);
  const types: Record<string, ArgumentType> = {};
  for (const { key, name, value } of node.entriesOf('is')) {
    if (!(name in reading.constants)) reading.problems.add(key.at, `unknown constant \`${name}\``);
    const parsed = parseArgumentType(value.text ?? '', known);
    if (parsed.ok) types[name] = parsed.type;
    else reading.problems.add(value.at, parsed.message, parsed.suggestion);
  }
  const mask = node.get('mask')?.integer;
  return { of: of.text, ...(mask === undefined ? {} : { mask }), is: types };
}

/** A number, null, a constant in upper case, or a word in lower case. */
function readDefault(node: SpecNode, reading: Reading): Value {
  if (node.integer !== undefined) return int(node.integer);
  const text = node.text;
  if (text === undefined || text === 'null') return place('null');
  if (/^[a-z_-]+$/.test(text)) return word(text);
  for (const name of text.split('|')) {
    if (!(name in reading.constants)) reading.problems.add(node.at, `unknown constant \`${name}\``);
  }
  return names(...text.split('|'));
}

function checkAgainstPrototype(
  node: SpecNode,
  types: readonly Argument[],
  declared: readonly Argument[],
  reading: Reading,
): void {
  const ours = types.map(({ name }) => name.replace(/_$/, '')).join(', ');
  const theirs = declared.map(({ name }) => name.replace(/_$/, '')).join(', ');
  if (types.length === node.entries().length && ours !== theirs) {
    reading.problems.add(node.at, `the arguments are (${ours}), but the prototype has (${theirs})`);
  }
}
