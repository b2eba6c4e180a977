/** Values that are numbers, as C expressions. */
import type { ActorName, Value } from '../../abi/index.js';
import { cInteger } from './c-text.js';
import { Refused } from './refused.js';
import type { Sheet } from './sheet.js';

/** What the numbers of actors are written by. */
export interface Cast {
  readonly sheet: Sheet;
  /** The actors that exist when the step is made. */
  readonly born: ReadonlySet<ActorName>;
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

function actorText({ actor, space }: Extract<Value, { kind: 'actor' }>, { sheet, born }: Cast): string {
  if (space !== undefined) throw new Refused('it speaks of numbers in a PID namespace within another one');
  if (!sheet.staged) return 'getpid()';
  sheet.use(born.has(actor) ? 'number' : 'nobody');
  if (born.has(actor)) return `number(${actor})`;
  return 'NOBODY';
}
