/** Places: where a pointer can point besides simply valid memory, and which arguments may point there. */
import type { Argument } from './signature.js';
import type { Place, Value } from './value.js';

/** Every place, in the order in which they are offered. */
export const PLACES: readonly Place[] = [
  'null',
  'unmapped',
  'read-only',
  'straddling',
  'private',
  'shared',
  'robust',
  'altstack',
];

/** How many cells there are of each sort, and the bytes of one. */
export const CELLS = 16;
export const CELL_BYTES = 8;

/** True for a place that is a cell: `size` is its number. */
export function isCell(place: Place): place is 'private' | 'shared' {
  return place === 'private' || place === 'shared';
}

/** True for memory that belongs to the scenario and that no call lays down: it can be read and written. */
export function isOwn(place: Place): boolean {
  return isCell(place) || place === 'robust' || place === 'altstack';
}

/** What cannot stand for a number, in words. */
const NO_NUMBERS: Partial<Record<Value['kind'], string>> = {
  word: 'a word',
  bytes: 'text',
  list: 'a list',
  struct: 'a struct',
};

/** One sentence that says why `value` cannot be the place that `argument` points to, or nothing where it can. */
export function misplaced({ name, type }: Argument, value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind !== 'place') return mistaken(name, type, value);
  if (type.kind === 'integer') return `${name} is a number, and ${value.place} is a place`;
  if (type.kind === 'pointer' && type.direction !== 'out' && isOwn(value.place)) {
    return `what ${name} points to is written out: it cannot lie at ${value.place}`;
  }
  if (type.kind === 'pointer' && isOwn(value.place) && type.to.kind !== 'integer') {
    return `what ${name} brings back has no room at ${value.place}: only an integer has`;
  }
  return badCell(value);
}

/** A value that is no place, where a place or a number belongs. */
function mistaken(name: string, type: Argument['type'], { kind }: Value): string | undefined {
  if (type.kind === 'address')
    return `${name} is an address: it is written as a place (null, private(0), ...)`;
  if (type.kind === 'pointer' && type.to.kind !== 'integer' && kind === 'int')
    return `${name} is a pointer: what is there is written, or a place (null, unmapped, ...), not a number`;
  const other = type.kind === 'integer' ? NO_NUMBERS[kind] : undefined;
  return other === undefined ? undefined : `${name} is a number, and what is written is ${other}`;
}

/** One sentence that says what is wrong with the number of a cell, or nothing. */
export function badCell({ place, size }: Extract<Value, { kind: 'place' }>): string | undefined {
  if (!isCell(place) || (size !== undefined && size < CELLS)) return undefined;
  return `${place} is followed by the number of one of its ${CELLS} cells: ${place}(0) to ${place}(${CELLS - 1})`;
}
