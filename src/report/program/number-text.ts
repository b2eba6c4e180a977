/** Values that are numbers, as C expressions. */
import type { ActorName, Value } from '../../abi/index.js';
import { cInteger } from './c-text.js';
import { Refused } from './refused.js';
import type { Sheet } from './sheet.js';

/** What the numbers of actors are written by. */
export interface Cast {
  readonly sheet: Sheet;
  /** Who says the number or is told it: everybody is called as in the PID namespace of this one. */
  readonly actor: ActorName;
}

/** The C expression of a number; `wide`: as a long. Throws Refused for a value that is no number. */
export function numberText(value: Value, cast: Cast, wide = false): string {
  if (value.kind === 'int') return cInteger(value.value, wide);
  if (value.kind === 'names') return namesText(value.names, value.rest, cast.sheet);
  if (value.kind === 'actor') return `${value.negated ? '-' : ''}${actorText(value, cast)}`;
  throw new Refused(`a ${value.kind} stands where a number belongs`);
}

/** Constants, or-ed; the number of one alone needs no brackets. */
export function namesText(names: readonly string[], rest: bigint | undefined, sheet: Sheet): string {
  const parts = names.map((name) => sheet.constant(name));
  if (rest !== undefined && rest !== 0n) parts.push(`0x${BigInt.asUintN(64, rest).toString(16)}`);
  return parts.length === 0 ? '0' : parts.join(' | ');
}

function actorText(value: Extract<Value, { kind: 'actor' }>, { sheet, actor: viewer }: Cast): string {
  if (!sheet.staged) return 'getpid()';
  const { actor } = value;
  const space = value.space ?? sheet.lineage.spaceOf(viewer);
  if (sheet.lineage.stepOf(actor) === undefined || !sheet.lineage.isSeenFrom(space, actor)) {
    sheet.use('nobody');
    return 'NOBODY';
  }
  if (space === undefined) {
    sheet.use('number');
    return `number(${actor})`;
  }
  if (space !== sheet.lineage.spaceOf(actor)) {
    throw new Refused(
      `it calls ${actor} by its number in the PID namespace of ${space}; a program knows the outermost and ${actor}’s own`,
    );
  }
  sheet.use('inner_number');
  return `inner_number(${actor})`;
}
