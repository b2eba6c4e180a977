/** Names in the notation: plain where they can be, between single quotes where they must. */
import type { ActorName } from '../../abi/index.js';
import type { Cursor } from './cursor.js';
import { quoteName } from './quote.js';
import { readQuotedName } from './read-quoted.js';

/** A name of a call, an argument, a field, a constant, a signal. */
const PLAIN = /[A-Za-z_][A-Za-z0-9_]*/y;
/** A name of a file under /proc/PID, of a profile. */
const PLAIN_PATH = /[A-Za-z0-9_][A-Za-z0-9_./-]*/y;
const ACTOR = /[A-Z][0-9]*(?![A-Za-z0-9_])/y;

/** Writes a call's, an argument's, a field's, a constant's name. */
export function printName(name: string): string {
  return matchesWholly(PLAIN, name) ? name : quoteName(name);
}

/** Writes the name of a file or a profile. */
export function printPath(name: string): string {
  return matchesWholly(PLAIN_PATH, name) ? name : quoteName(name);
}

/** Reads what `printName` writes, blanks passed over. Fails with `what` was expected. */
export function readName(cursor: Cursor, what: string): string {
  return readPlainOrQuoted(cursor, PLAIN, what);
}

/** Reads what `printPath` writes, blanks passed over. Fails with `what` was expected. */
export function readPath(cursor: Cursor, what: string): string {
  return readPlainOrQuoted(cursor, PLAIN_PATH, what);
}

/** Reads an actor's name right here, if one stands here. */
export function takeActor(cursor: Cursor): ActorName | undefined {
  return cursor.takesMatch(ACTOR);
}

/** True for a name that could be an actor's. */
export function looksLikeActor(name: string): boolean {
  return matchesWholly(ACTOR, name);
}

function readPlainOrQuoted(cursor: Cursor, plain: RegExp, what: string): string {
  if (cursor.sees("'")) return readQuotedName(cursor);
  return cursor.takesMatch(plain) ?? cursor.fail(`expected ${what}, found ${cursor.found()}`);
}

function matchesWholly(pattern: RegExp, name: string): boolean {
  pattern.lastIndex = 0;
  return pattern.exec(name)?.[0] === name && name !== '';
}
