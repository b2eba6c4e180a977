/** One line of a scenario that is neither blank nor a comment. */
import type { ActorName, Call, Event, Value } from '../../abi/index.js';
import type { Action } from '../scenario.js';
import type { Cursor } from './cursor.js';
import { readName, readPath, takeActor } from './name.js';
import { readAnswer, readEvent } from './read-event.js';
import { readQuotedName } from './read-quoted.js';
import { readValue } from './read-value.js';

/** A step, with the acting actor's first event where it stands in the same line. */
export interface StepLine {
  readonly kind: 'step';
  readonly action: Action;
  readonly inline: Event | undefined;
  /** The result is an actor's bare name: if that actor is new, this step made it. */
  readonly bare: boolean;
}

export type Line =
  | { readonly kind: 'setting'; readonly profile: string }
  | StepLine
  /** Without an event: nothing shall be seen. */
  | { readonly kind: 'event'; readonly event: Event | undefined };

/** Reads one line to its end. Fails where the line is none of these. */
export function readLine(cursor: Cursor): Line {
  const line =
    cursor.takesMatch(/setting(?=\s*:)/y) === undefined ? readActorLine(cursor) : readSetting(cursor);
  if (!cursor.atEnd) cursor.fail(`expected the end of the line, found ${cursor.found()}`);
  return line;
}

function readSetting(cursor: Cursor): Line {
  cursor.expect(':', 'after `setting`');
  if (cursor.takesMatch(/\s*profile(?![\w-])/y) === undefined) {
    cursor.fail(`a setting names its profile: \`setting: profile linux-6.18\`; found ${cursor.found()}`);
  }
  return { kind: 'setting', profile: readPath(cursor, 'the name of a profile') };
}

function readActorLine(cursor: Cursor): Line {
  const actor = readActor(cursor);
  cursor.expect(':', `after the actor ${actor}`);
  if (cursor.takes('!')) return { kind: 'event', event: readEvent(actor, cursor) };
  if (cursor.skip().takesMatch(/look(?=\s+[^\s=(#])/y) !== undefined) {
    const file = readPath(cursor, 'the name of a file under /proc/PID');
    return { kind: 'step', action: { kind: 'look', actor, file }, inline: undefined, bare: false };
  }
  const start = cursor.at;
  const name = readName(cursor, 'a call, `look` or an event');
  if (cursor.sees('(')) return readStep(actor, readCall(name, cursor), cursor);
  if (cursor.sees('=')) return { kind: 'event', event: readAnswer(actor, name, cursor).event };
  return cursor.fail(
    `expected \`(\` after \`${name}\`: a call is written with its arguments`,
    undefined,
    cursor.atEnd ? start : cursor.at,
  );
}

function readActor(cursor: Cursor): ActorName {
  const start = cursor.at;
  const name = takeActor(cursor);
  if (name !== undefined) return name;
  const written = cursor.takesMatch(/[\w-]+/y);
  if (written === undefined) cursor.fail(`expected an actor (\`A\`), found ${cursor.found()}`);
  const upper = written.charAt(0).toUpperCase();
  const guess = /^[a-z][0-9]*$/.test(written) ? upper + written.slice(1) : undefined;
  return cursor.fail(`\`${written}\` is no actor: actors are called A, B, C, ...`, guess, start);
}

function readStep(actor: ActorName, call: Call, cursor: Cursor): StepLine {
  const spawns = cursor.takes('->') ? readSpawned(cursor) : undefined;
  const action: Action = { kind: 'call', actor, call, ...(spawns === undefined ? {} : { spawns }) };
  if (cursor.atEnd) return { kind: 'step', action, inline: undefined, bare: false };
  if (cursor.takes('...')) return { kind: 'step', action, inline: { kind: 'blocked', actor }, bare: false };
  if (!cursor.sees('='))
    cursor.fail(`expected \`= result\`, \`...\` or the end of the line, found ${cursor.found()}`);
  const { event, bare } = readAnswer(actor, call.name, cursor);
  return { kind: 'step', action, inline: event, bare };
}

function readSpawned(cursor: Cursor): ActorName {
  cursor.skip();
  return takeActor(cursor) ?? cursor.fail(`expected the new actor after \`->\`, found ${cursor.found()}`);
}

function readCall(name: string, cursor: Cursor): Call {
  const args: Value[] = [];
  const named = new Map<string, Value>();
  cursor.expect('(', `after \`${name}\``);
  if (cursor.takes(')')) return { name, args, named: {} };
  do {
    const start = cursor.skip().at;
    const argument = takeArgumentName(cursor);
    if (argument !== undefined && named.has(argument))
      cursor.fail(`the argument \`${argument}\` stands twice`, undefined, start);
    if (argument !== undefined) named.set(argument, readValue(cursor));
    else if (named.size > 0)
      cursor.fail('arguments that stand by their name come after the others', undefined, start);
    else args.push(readValue(cursor));
  } while (cursor.takes(','));
  cursor.expect(')', 'or `,` among the arguments');
  return { name, args, named: Object.fromEntries(named) };
}

/** The name in `buf: unmapped`, its colon taken; nothing where a value stands alone. */
function takeArgumentName(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const name = cursor.line[start] === "'" ? readQuotedName(cursor) : cursor.takesMatch(/[A-Za-z_]\w*/y);
  if (name !== undefined && cursor.takes(':')) return name;
  cursor.at = start;
  return undefined;
}
