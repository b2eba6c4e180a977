/** Times that pass within the step that begins them (spec/README.md). */
import type { AbiTable, Bound, Signature, Value } from '../../abi/index.js';

/** Longer ones never pass. */
const SHORTEST_FAR = 100_000;
/** What a timer may be late, and its signal on its way. */
const MARGIN = 2_000;

/** Microseconds in which every short time that the call begins has passed; 0 where it begins none. */
export function passingTime(
  signature: Signature,
  values: Bound,
  { structs }: Pick<AbiTable, 'structs'>,
): number {
  const times = signature.arguments.flatMap(({ name, type }) => {
    const value = values[name];
    const isTime =
      type.kind === 'pointer' &&
      type.to.kind === 'struct' &&
      structs[type.to.struct]?.x86_64.duration === true;
    return isTime && value?.kind === 'struct' ? timesIn(value.fields) : [];
  });
  const short = times.filter((time) => time > 0 && time < SHORTEST_FAR);
  return short.length === 0 ? 0 : Math.max(...short) + MARGIN;
}

/** A part of a second, by the name of the field that counts it. */
const PARTS: Readonly<Record<string, number>> = { sec: 1_000_000, usec: 1, nsec: 0.001 };

function timesIn(fields: Readonly<Record<string, Value>>): number[] {
  const own = Object.entries(fields).flatMap(([name, value]) =>
    value.kind === 'int' ? [Number(value.value) * (PARTS[name] ?? 0)] : [],
  );
  const inner = Object.values(fields).flatMap((value) =>
    value.kind === 'struct' ? timesIn(value.fields) : [],
  );
  return [...inner, ...(own.length === 0 ? [] : [Math.ceil(own.reduce((sum, part) => sum + part, 0))])];
}
