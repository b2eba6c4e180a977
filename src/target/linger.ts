/** How long a step must last so that a short time that it begins has passed when the step is over. */
import type { Bound, Signature, StructLayout, Value } from '../abi/index.js';
import type { LowerContext } from './lower-context.js';

/** Longer times never pass within a scenario: nobody waits for them. */
const SHORTEST_FAR = 100_000n;
/** What a timer may be late, and its signal on its way. */
const MARGIN = 1_000n;

/**
 * The longest short duration in any struct that the call brings in, in microseconds and a little more; 0 without one.
 * Even who sleeps for no time at all sleeps until a timer wakes him. A time on a clock (TIMER_ABSTIME) that is as small lies in the past, and waiting for it does no harm.
 */
export function lingerOf(signature: Signature, values: Bound, context: LowerContext): number {
  const times = signature.arguments.flatMap(({ name, type }) => {
    const value = values[name];
    if (type.kind !== 'pointer' || type.to.kind !== 'struct' || value === undefined) return [];
    return durationsIn(type.to.struct, value, context);
  });
  const short = times.filter((time) => time >= 0n && time < SHORTEST_FAR);
  if (short.length === 0 || (short.length < times.length && short.every((time) => time === 0n))) return 0;
  return Number(short.reduce((most, time) => (time > most ? time : most)) + MARGIN);
}

/** Microseconds, for each time in the struct. */
function durationsIn(name: string, value: Value, context: LowerContext): bigint[] {
  const layout = context.abi.structs[name]?.[context.arch];
  if (layout?.duration !== true) return [];
  if (value.kind === 'place' && value.place === 'read-only') return [0n]; // It reads as zeros: no time at all.
  if (value.kind !== 'struct') return [];
  const inner = layout.fields.flatMap((field) => {
    const part = value.fields[field.name];
    const isStruct = field.noun.startsWith(STRUCT) && part !== undefined;
    return isStruct ? durationsIn(field.noun.slice(STRUCT.length), part, context) : [];
  });
  return [...inner, ...ownDuration(layout, value.fields)];
}

const STRUCT = 'struct:';

/** A part of a second, by the name of the field that counts it. */
const PARTS: Readonly<Record<string, bigint>> = { usec: 1n, nsec: 1000n };

function ownDuration({ fields }: StructLayout, values: Readonly<Record<string, Value>>): bigint[] {
  const part = fields.find(({ name }) => name in PARTS);
  if (part === undefined) return [];
  const size = PARTS[part.name] ?? 1n;
  return [numberIn(values['sec']) * 1_000_000n + (numberIn(values[part.name]) + size - 1n) / size];
}

function numberIn(value: Value | undefined): bigint {
  return value?.kind === 'int' ? value.value : 0n;
}
