/** Effects: what one answered call changes in what is believed. */
import type { Value } from '../../../src/abi/index.js';
import { processToChange, type Belief, type Process } from './belief.js';
import type { Answered } from './moment.js';
import { numberOf } from './reading.js';

/** Changes `belief`; false where nobody can be sure what happened, so that the account ends there. */
export type Effect = (belief: Belief, answered: Answered) => boolean;

/** A call that changes nothing that laws speak of. */
export const nothing: Effect = () => true;

/** The caller of an answered call, to be changed. */
export function callerOf(belief: Belief, { asked }: Answered): Process | undefined {
  return processToChange(belief, asked.actor);
}

/** The number that a success returned; nothing for a refusal. */
export function returned({ result }: Answered): number | undefined {
  const number = result.kind === 'value' ? numberOf(result.value) : undefined;
  return number === undefined ? undefined : Number(number);
}

/** The errno of a refusal; nothing for a success. */
export function errnoOf({ result }: Answered): string | undefined {
  return result.kind === 'errno' ? result.errno : undefined;
}

/** Argument `index` as written, or by its name. */
export function argument({ asked }: Answered, index: number, name: string): Value | undefined {
  return asked.call.named[name] ?? asked.call.args[index];
}
