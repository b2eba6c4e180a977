/** Events and values in words, short enough for one sentence. */
import type { Event, Result, Value } from '../abi/index.js';

const LONGEST = 48;

/** What happened, without the actor: `read gave 1 "x"`, `it sleeps`, `handler of SIGUSR1`. */
export function describeEvent(event: Event): string {
  return (WORDS[event.kind] as (event: Event) => string)(event);
}

/** All events of a step, or that there were none. */
export function describeEvents(events: readonly Event[]): string {
  if (events.length === 0) return 'nothing';
  return events.map((event) => `${event.actor}: ${describeEvent(event)}`).join(', ');
}

/** A value as it is written in a scenario, cut to a readable length. */
export function describeValue(value: Value): string {
  const text = (VALUES[value.kind] as (value: Value) => string)(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

const WORDS: { readonly [K in Event['kind']]: (event: Extract<Event, { kind: K }>) => string } = {
  returned: ({ call, result, outputs }) =>
    [`${call} gives ${describeResult(result)}`, ...outputs.map(describeValue)].join(' '),
  blocked: () => 'sleeps in the call',
  busy: () => 'is busy',
  handler: ({ signal, info }) =>
    `handler of ${signal} (${info.code}${info.pid === undefined ? '' : ` from ${describeValue(info.pid)}`})`,
  began: () => 'began',
  image: ({ argv }) => `new image ${JSON.stringify(argv)}`,
  stopped: () => 'stopped',
  continued: () => 'goes on',
  ended: ({ as }) => `ended (${as})`,
  seen: ({ file, errno }) => (errno === undefined ? `${file} is read` : `${file} gives ${errno}`),
};

const VALUES: { readonly [K in Value['kind']]: (value: Extract<Value, { kind: K }>) => string } = {
  int: ({ value }) => value.toString(),
  names: ({ names, rest }) =>
    [...names, ...(rest === undefined ? [] : [`0x${rest.toString(16)}`])].join('|') || '0',
  word: ({ word }) => word,
  bytes: ({ bytes }) =>
    bytes.length > LONGEST ? `${bytes.length} bytes ${quote(bytes.slice(0, 16))}` : quote(bytes),
  list: ({ items }) => `[${items.map(describeValue).join(', ')}]`,
  struct: ({ fields }) =>
    `{${Object.entries(fields)
      .map(([name, value]) => `${name}: ${describeValue(value)}`)
      .join(', ')}}`,
  actor: ({ actor, part, negated }) => `${negated ? '-' : ''}${actor}${part === 'tid' ? '.tid' : ''}`,
  place: ({ place, size }) => (size === undefined ? place : `${place}(${size})`),
  any: () => 'anything',
};

function describeResult(result: Result): string {
  return result.kind === 'errno' ? result.errno : describeValue(result.value);
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`);
}
