/** Events from text. */
import {
  TOLD_FIELDS,
  type ActorName,
  type Event,
  type EventKind,
  type SignalInfo,
  type Value,
} from '../../abi/index.js';
import type { Cursor } from './cursor.js';
import { readName, readPath } from './name.js';
import { nearest } from './nearest.js';
import { ALTSTACK, EVENT_WORDS } from './print-event.js';
import { readBytes } from './read-quoted.js';
import { readResult, readValue } from './read-value.js';

/** Stands alone behind `!`: nothing at all is to be seen of the step. */
export const NOTHING = 'nothing';

type Readers = {
  readonly [K in Exclude<EventKind, 'returned'>]: (
    actor: ActorName,
    cursor: Cursor,
  ) => Extract<Event, { kind: K }>;
};

const READERS: Readers = {
  blocked: (actor) => ({ kind: 'blocked', actor }),
  busy: (actor) => ({ kind: 'busy', actor }),
  handler: (actor, cursor) => {
    const signal = readName(cursor, 'the name of a signal');
    const info = readInfo(cursor);
    return { kind: 'handler', actor, signal, info, ...(cursor.takes(ALTSTACK) ? { altstack: true } : {}) };
  },
  began: (actor) => ({ kind: 'began', actor }),
  image: (actor, cursor) => ({ kind: 'image', actor, argv: readArgv(cursor) }),
  stopped: (actor) => ({ kind: 'stopped', actor }),
  continued: (actor) => ({ kind: 'continued', actor }),
  ended: (actor, cursor) => {
    const start = cursor.skip().at;
    const as = readName(cursor, '`zombie` or `gone`');
    if (as === 'zombie' || as === 'gone') return { kind: 'ended', actor, as };
    return cursor.fail(
      `an actor ends as \`zombie\` or as \`gone\`, not as \`${as}\``,
      nearest(as, ['zombie', 'gone']),
      start,
    );
  },
  seen: readSeen,
};

/** Reads an event, its actor and the `!` already taken. `NOTHING` is no event, it gives nothing. */
export function readEvent(actor: ActorName, cursor: Cursor): Event | undefined {
  const start = cursor.skip().at;
  const word = readName(cursor, 'an event');
  if (word === NOTHING) return undefined;
  if (!Object.hasOwn(READERS, word)) {
    const suggestion = nearest(word, [...EVENT_WORDS, NOTHING]);
    cursor.fail(`\`${word}\` is not an event`, suggestion, start);
  }
  return READERS[word as keyof Readers](actor, cursor);
}

/** Reads what came back of `call`: `= 1 "x"`, the `=` not yet taken. `bare` as in `readResult`. */
export function readAnswer(
  actor: ActorName,
  call: string,
  cursor: Cursor,
): { readonly event: Extract<Event, { kind: 'returned' }>; readonly bare: boolean } {
  cursor.expect('=', `after \`${call}\``);
  const { result, bare } = readResult(cursor);
  const outputs: Value[] = [];
  while (!cursor.atEnd) outputs.push(readValue(cursor));
  return { event: { kind: 'returned', actor, call, result, outputs }, bare };
}

function readInfo(cursor: Cursor): SignalInfo {
  const shape = 'a handler is told its siginfo: {code: SI_USER, pid: A}';
  if (!cursor.takes('{')) cursor.fail(`${shape}; found ${cursor.found()}`);
  if (!cursor.takes('code') || !cursor.takes(':')) cursor.fail(`${shape}; \`code\` comes first`);
  const code = readName(cursor, 'an si_code');
  const told = new Map<string, Value>();
  while (cursor.takes(',')) {
    const start = cursor.skip().at;
    const name = readName(cursor, 'a field of siginfo');
    if (!TOLD_FIELDS.some((one) => one === name)) {
      cursor.fail(`siginfo has no field \`${name}\``, nearest(name, TOLD_FIELDS), start);
    }
    if (told.has(name)) cursor.fail(`the field \`${name}\` stands twice`, undefined, start);
    cursor.expect(':', `after the field \`${name}\``);
    told.set(name, readValue(cursor));
  }
  cursor.expect('}', 'or `,` in the siginfo');
  return { code, ...Object.fromEntries(told) };
}

function readArgv(cursor: Cursor): string[] {
  const argv: string[] = [];
  cursor.expect('[', 'before the arguments of the new image');
  if (cursor.takes(']')) return argv;
  do argv.push(readBytes(cursor.skip()));
  while (cursor.takes(','));
  cursor.expect(']', 'or `,` among the arguments of the new image');
  return argv;
}

function readSeen(actor: ActorName, cursor: Cursor): Extract<Event, { kind: 'seen' }> {
  const file = readPath(cursor, 'the name of a file under /proc/PID');
  const hasText = cursor.sees('"');
  const text = hasText ? readBytes(cursor) : '';
  if (hasText && cursor.atEnd) return { kind: 'seen', actor, file, text };
  return { kind: 'seen', actor, file, text, errno: readName(cursor, 'the text of the file, or an errno') };
}
