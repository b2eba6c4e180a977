/** Values from text. */
import {
  ANY,
  actor,
  bytes,
  isCell,
  list,
  type Place,
  PLACES,
  type Result,
  struct,
  text,
  type Value,
  word,
} from '../../abi/index.js';
import type { Cursor } from './cursor.js';
import { readName, takeActor } from './name.js';
import { nearest } from './nearest.js';
import { ANY_WORD, looksLikeErrno } from './print-value.js';
import { readBytes, readQuotedName } from './read-quoted.js';

/** Lists and structs within each other beyond this are a slip of the pen. */
const DEEPEST = 200;

/** Reads one value, blanks passed over; the inverse of `printValue`. */
export function readValue(cursor: Cursor, depth = 0): Value {
  if (cursor.atEnd) cursor.fail('expected a value, found the end of the line');
  if (depth > DEEPEST) cursor.fail(`values stand more than ${DEEPEST} deep in each other`);
  const first = cursor.line[cursor.at] ?? '';
  if (first === '"') return readText(cursor);
  if (first === '[') return readList(cursor, depth);
  if (first === '{') return readStruct(cursor, depth);
  if (first === "'") return word(readQuotedName(cursor));
  if (first === '|') return readNames(cursor);
  if (/[A-Z_]/.test(first)) return readUpperCase(cursor);
  if (/[a-z]/.test(first)) return readLowerCase(cursor);
  if (/[0-9-]/.test(first)) return readNumber(cursor);
  return cursor.fail(`expected a value, found ${cursor.found()}`);
}

/** Reads what stands behind `=`; the inverse of `printResult`. `bare`: an actor's name without `.pid`. */
export function readResult(cursor: Cursor): { readonly result: Result; readonly bare: boolean } {
  if (cursor.takes('!')) {
    if (!cursor.sees("'"))
      cursor.fail(`expected a quoted name of an error after \`!\`, found ${cursor.found()}`);
    return { result: { kind: 'errno', errno: readQuotedName(cursor) }, bare: false };
  }
  cursor.skip();
  const errno = cursor.matches(/[A-Z][A-Z0-9]*(?![\w|.+])/y);
  if (errno !== undefined && looksLikeErrno(errno)) {
    cursor.at += errno.length;
    return { result: { kind: 'errno', errno }, bare: false };
  }
  const start = cursor.at;
  const value = readValue(cursor);
  const bare = value.kind === 'actor' && cursor.line.slice(start, cursor.at) === value.actor;
  return { result: { kind: 'value', value }, bare };
}

/** Reads an integer right here: decimal, `0x`, `0o`. Nothing where none stands here. */
function takeInteger(cursor: Cursor): bigint | undefined {
  const start = cursor.at;
  const text = cursor.takesMatch(/-?(0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)(?![\w])/y);
  if (text === undefined) return undefined;
  if (/^-?0[0-9]/.test(text))
    cursor.fail(`\`${text}\`: octal numbers begin with 0o`, text.replace('0', '0o'), start);
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
}

function readNumber(cursor: Cursor): Value {
  const integer = takeInteger(cursor);
  if (integer !== undefined) return { kind: 'int', value: integer };
  const start = cursor.at;
  if (cursor.takesHere('-')) {
    const name = takeActor(cursor);
    if (name !== undefined) return readActor(cursor, name, true);
  }
  cursor.at = start;
  return cursor.fail(`${cursor.found()} is no number and no actor`);
}

function readUpperCase(cursor: Cursor): Value {
  const start = cursor.at;
  const name = takeActor(cursor);
  if (name !== undefined && cursor.line[cursor.at] === '+') return readText(cursor, actor(name));
  if (name !== undefined && cursor.line[cursor.at] !== '|') return readActor(cursor, name, false);
  cursor.at = start;
  return readNames(cursor);
}

/** Reads `"abc"`, `"/proc/"+B+"/comm"`, `B+"/comm"`: behind `first`, if that was read, else from the quote on. */
function readText(cursor: Cursor, first?: Value): Value {
  const parts = [first ?? bytes(readBytes(cursor))];
  while (cursor.takesHere('+')) {
    const name = takeActor(cursor);
    parts.push(name === undefined ? bytes(readBytes(cursor)) : actor(name));
  }
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : text(...parts);
}

function readActor(cursor: Cursor, name: string, negated: boolean): Value {
  cursor.takesHere('.pid');
  if (cursor.line[cursor.at] === '.')
    cursor.fail('an actor has one number: its name stands for it, or its name with .pid');
  return actor(name, negated);
}

function readNames(cursor: Cursor): Value {
  const names: string[] = [];
  const leading = cursor.takesHere('|');
  if (leading && !/['\w-]/.test(cursor.line[cursor.at] ?? '')) return { kind: 'names', names };
  do {
    const rest = takeInteger(cursor);
    if (rest !== undefined) {
      if (cursor.line[cursor.at] === '|') cursor.fail('the number stands last among or-ed names');
      return { kind: 'names', names, rest };
    }
    names.push(readName(cursor, 'a constant'));
  } while (cursor.takesHere('|'));
  return { kind: 'names', names };
}

function readLowerCase(cursor: Cursor): Value {
  const start = cursor.at;
  const text = cursor.takesMatch(/read-only(?![\w])|[a-z][a-z0-9_]*(?![\w])/y);
  if (text === undefined) return cursor.fail(`${cursor.found()} is neither a word nor a constant`);
  const where = PLACES.find((place) => place === text);
  if (where !== undefined) return readPlace(cursor, where);
  if (cursor.line[cursor.at] === '(') {
    const suggestion = nearest(text, PLACES);
    cursor.fail(`\`${text}\` is no place`, suggestion, start);
  }
  return text === ANY_WORD ? ANY : word(text);
}

function readPlace(cursor: Cursor, where: Place): Value {
  if (!cursor.takesHere('(')) return { kind: 'place', place: where };
  const what = isCell(where) ? 'the number of a cell' : 'a number of bytes';
  const digits = cursor.skip().takesMatch(/\d{1,15}/y);
  if (digits === undefined) cursor.fail(`expected ${what}, found ${cursor.found()}`);
  cursor.expect(')', `after ${what}`);
  return { kind: 'place', place: where, size: Number(digits) };
}

function readList(cursor: Cursor, depth: number): Value {
  const items: Value[] = [];
  cursor.at++;
  if (cursor.takes(']')) return list(items);
  do items.push(readValue(cursor, depth + 1));
  while (cursor.takes(','));
  cursor.expect(']', 'or `,` in a list');
  return list(items);
}

function readStruct(cursor: Cursor, depth: number): Value {
  const fields = new Map<string, Value>();
  cursor.at++;
  if (cursor.takes('}')) return struct({});
  do {
    const start = cursor.skip().at;
    const name = readName(cursor, 'the name of a field');
    if (fields.has(name)) cursor.fail(`the field \`${name}\` stands twice`, undefined, start);
    cursor.expect(':', `after the field \`${name}\``);
    fields.set(name, readValue(cursor, depth + 1));
  } while (cursor.takes(','));
  cursor.expect('}', 'or `,` in a struct');
  return struct(Object.fromEntries(fields));
}
