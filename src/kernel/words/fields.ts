/** What the words about fields do: see src/spec/words/fields.ts. */
import { int, isOutWord, place, withLengths, type AbiTable, type Value } from '../../abi/index.js';
import { Memory, type FieldWord } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import type { Context } from '../context.js';
import { ModelBug } from '../draft.js';

/** Eight bytes of a straddling place: each is an `x`. */
const STRADDLING = 0x7878787878787878n;
const ZERO = int(0);

/** The implementations, over the context of one kernel. */
export function fieldWords(
  context: Context,
  abi: AbiTable,
): Record<FieldWord, (...args: never[]) => unknown> {
  const numeric = (value: Value): bigint => integerOf(context, abi, value);
  return {
    number_in: (struct: Memory, field: string, size: bigint) => {
      if (struct.place === 'straddling') return STRADDLING;
      return numeric(fieldOf(abi, struct, field, size));
    },
    address_in: (struct: Memory, field: string, size: bigint) => {
      if (struct.place === 'straddling') return new Memory('unmapped', 0, undefined);
      return addressOf(fieldOf(abi, struct, field, size));
    },
    item_at: ({ value }: Memory, at: bigint) =>
      numeric((value?.kind === 'list' ? value.items[Number(at)] : undefined) ?? ZERO),
    items_known: ({ value }: Memory) => BigInt(value?.kind === 'list' ? value.items.length : 0),
    is_same_address: (one: Memory, other: Memory) =>
      one.place === other.place && one.place !== 'valid' && one.room === other.room,
  };
}

/** The value of a field of a struct in valid memory; zero where none is written, and in a page of zeros. */
function fieldOf({ structs }: AbiTable, { value }: Memory, path: string, size: bigint): Value {
  const [struct = '', name = ''] = path.split('.');
  const layout = structs[struct]?.x86_64;
  const field = layout?.fields.find((one) => one.name === name);
  if (layout === undefined || field === undefined) throw new ModelBug(`there is no field ${path}`);
  if (value?.kind !== 'struct' || BigInt(field.offset + field.bytes) > size) return ZERO;
  return withLengths(layout, value.fields)[name] ?? ZERO;
}

/** What an address points to; what comes back through it is written `out`. */
function addressOf(value: Value): Memory {
  if (value.kind === 'place') {
    return new Memory(value.place, value.size ?? (value.place === 'straddling' ? 0 : Infinity), undefined);
  }
  if (value.kind === 'int') return addressOf(place(value.value === 0n ? 'null' : 'unmapped'));
  return new Memory('valid', Infinity, isOutWord(value) ? undefined : value);
}
