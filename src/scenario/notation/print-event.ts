/** Events as text. */
import {
  TOLD_FIELDS,
  type Event,
  type EventKind,
  type Result,
  type SignalInfo,
  type Value,
} from '../../abi/index.js';
import { printName, printPath } from './name.js';
import { printResult, printValue } from './print-value.js';
import { quoteBytes } from './quote.js';

type Printers = { readonly [K in EventKind]: (event: Extract<Event, { kind: K }>) => string };

const PRINTERS: Printers = {
  returned: ({ call, result, outputs }) => `${printName(call)} ${printAnswer(result, outputs)}`,
  blocked: () => '! blocked',
  busy: () => '! busy',
  handler: ({ signal, info, altstack }) =>
    `! handler ${printName(signal)} ${printInfo(info)}${altstack === true ? ` ${ALTSTACK}` : ''}`,
  began: () => '! began',
  image: ({ argv }) => `! image [${argv.map(quoteBytes).join(', ')}]`,
  stopped: () => '! stopped',
  continued: () => '! continued',
  ended: ({ as }) => `! ended ${as}`,
  seen: ({ file, text, errno }) => `! seen ${printPath(file)}${printSeen(text, errno)}`,
};

/** Stands behind the siginfo of a handler that ran on the alternate stack. */
export const ALTSTACK = 'altstack';

/** Every word that may stand behind `!`. */
export const EVENT_WORDS = Object.keys(PRINTERS).filter((kind) => kind !== 'returned');

/** One event on a line of its own, the actor first: `B: ! handler SIGUSR1 {code: SI_USER, pid: A}`. */
export function printEvent(event: Event): string {
  return `${event.actor}: ${(PRINTERS[event.kind] as (event: Event) => string)(event)}`;
}

/** What a call gave back, as it stands behind the call: `= 1 "x"`. `bare` as in `printResult`. */
export function printAnswer(result: Result, outputs: readonly Value[], bare = true): string {
  return ['=', printResult(result, bare), ...outputs.map(printValue)].join(' ');
}

function printInfo(info: SignalInfo): string {
  const parts = TOLD_FIELDS.flatMap((name) => {
    const value = info[name];
    return value === undefined ? [] : [`${name}: ${printValue(value)}`];
  });
  return `{${[`code: ${printName(info.code)}`, ...parts].join(', ')}}`;
}

function printSeen(text: string, errno: string | undefined): string {
  const shown = text === '' && errno !== undefined ? '' : ` ${quoteBytes(text)}`;
  return errno === undefined ? shown : `${shown} ${printName(errno)}`;
}
