/** Events and values in words, short enough for one sentence. */
import type { Event, Value } from '../abi/index.js';
import { printEvent, printValue } from '../scenario/index.js';

const LONGEST = 100;

/** What happened, as a scenario writes it: `B: read = 1 "x"`, `A: ! handler SIGUSR1 {...}`. */
export function describeEvent(event: Event): string {
  return cut(printEvent(event));
}

/** A value as a scenario writes it. */
export function describeValue(value: Value): string {
  return value.kind === 'any' ? 'anything' : cut(printValue(value));
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
