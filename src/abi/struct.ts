/** Struct values against their layout: what a scenario leaves out, and what comes back through pointers in them. */
import type { AbiTable, Field, Pointee, Signature, StructLayout } from './signature.js';
import type { Bound } from './bind.js';
import { isOutWord } from './out-word.js';
import { int, type Value } from './value.js';

type Fields = Readonly<Record<string, Value>>;

/** The fields of a struct value, and the lengths that follow from its lists where they are not written. */
export function withLengths({ fields: layout }: StructLayout, fields: Fields): Fields {
  const derived = layout.flatMap(({ name, pointer }) => {
    const length = lengthName(pointer?.to);
    const value = fields[name];
    return length === undefined || length in fields || value?.kind !== 'list'
      ? []
      : [[length, int(value.items.length)] as const];
  });
  return derived.length === 0 ? fields : { ...fields, ...Object.fromEntries(derived) };
}

/** What a call brings back of valid memory: an argument, or `argument.field` for a pointer within a struct. */
export interface Brought {
  readonly name: string;
  readonly to: Pointee;
}

/** Everything that a success of the call brings back, in the order in which it is written behind the result. */
export function broughtBack(signature: Signature, values: Bound, structs: AbiTable['structs']): Brought[] {
  return signature.arguments.flatMap(({ name, type }): Brought[] => {
    const value = values[name];
    if (type.kind !== 'pointer' || value?.kind === 'place' || value?.kind === 'int') return [];
    if (type.direction !== 'in') return [{ name, to: type.to }];
    if (type.to.kind !== 'struct' || value?.kind !== 'struct') return [];
    const fields = structs[type.to.struct]?.x86_64.fields ?? [];
    return fields.flatMap((field) => hiddenIn(field, name, value.fields));
  });
}

function hiddenIn({ name, pointer }: Field, argument: string, fields: Fields): Brought[] {
  return pointer !== undefined && pointer.direction !== 'in' && isOutWord(fields[name])
    ? [{ name: `${argument}.${name}`, to: pointer.to }]
    : [];
}

function lengthName(to: Pointee | undefined): string | undefined {
  if (to?.kind === 'bytes') return to.length;
  return to?.kind === 'array' && typeof to.count === 'string' ? to.count : undefined;
}
