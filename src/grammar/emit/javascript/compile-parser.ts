/** A plan as a parser, in memory. */
import { compileFunction } from 'node:vm';
import type { Bytes } from '../../../abi/index.js';
import { failureAt, type ParseFailure } from '../../failure.js';
import { must } from '../../must.js';
import type { Mode, Plan } from '../../plan/index.js';
import type { FieldRecord, FieldValue } from '../../value.js';
import { lastByte, latin1, padded, STOP, type Window } from './embedding.js';
import { printProgram } from './print-program.js';

export type Parsed =
  { readonly ok: true; readonly value: FieldRecord } | { readonly ok: false; readonly failure: ParseFailure };

/** A text, or its bytes as they come. */
export type Source = Bytes | Uint8Array | Iterable<Uint8Array>;

export interface Parser {
  /** One pass, linear time, never throws. */
  parse(text: Bytes | Uint8Array, mode: Mode): Parsed;
  /**
   * The same, but each item of the format's longest list (Plan.each) is handed to `each` as soon as it is read, and the
   * list of the value stays empty. Memory does not grow with the text. Throws what `each` throws, and where the format
   * has no such list.
   */
  parseEach(source: Source, each: (item: FieldValue) => void, mode: Mode): Parsed;
}

interface Machine {
  parse(text: Bytes | Uint8Array, isTolerant: boolean): FieldRecord;
  parseEach(window: Window, isTolerant: boolean): FieldRecord;
  failed(): { at: number; expected: number; inside: number; bytes: Uint8Array; length: number };
}

/** The parser of `plan`. */
export function compileParser(plan: Plan): Parser {
  const { text, entry } = printProgram(plan);
  const each = plan.each
    ? `throughWindow(window, isTolerant ? ${entry.tolerant} : ${entry.strict})`
    : '(() => { throw new Error("this format has no list to hand over"); })()';
  const code = `'use strict';
${text}
return {
  parse(text, isTolerant) { begin(text); return isTolerant ? ${entry.tolerant}() : ${entry.strict}(); },
  parseEach(window, isTolerant) { return ${each}; },
  failed() { return { at: failedAt, expected: failedFor, inside: failedIn, bytes: input, length: n }; },
};`;
  const make = compileFunction(code, ['STOP', 'padded', 'latin1', 'lastByte']) as (
    ...given: unknown[]
  ) => Machine;
  const machine = make(STOP, padded, latin1, lastByte);
  return {
    parse: (given, mode) =>
      attempt(plan, machine, undefined, () => machine.parse(given, mode === 'tolerant')),
    parseEach: (source, visit, mode) => {
      const window = windowOn(source, visit);
      return attempt(plan, machine, window, () => machine.parseEach(window, mode === 'tolerant'));
    },
  };
}

function attempt(plan: Plan, machine: Machine, window: Window | undefined, parse: () => FieldRecord): Parsed {
  try {
    return { ok: true, value: parse() };
  } catch (thrown) {
    if (thrown !== STOP) throw thrown;
    const { at, expected, inside, bytes, length } = machine.failed();
    const failure = failureAt(latin1(bytes, length), at, must(plan.expectations[expected]), inside);
    return { ok: false, failure: window ? inWholeText(failure, window) : failure };
  }
}

function inWholeText(failure: ParseFailure, { base, line, lineStart }: Window): ParseFailure {
  const column = failure.line === 1 ? failure.column + base - lineStart : failure.column;
  return { ...failure, offset: failure.offset + base, line: failure.line + line, column };
}

function windowOn(source: Source, each: (item: FieldValue) => void): Window {
  const chunks = typeof source === 'string' || source instanceof Uint8Array ? pieces(source) : source;
  const iterator = chunks[Symbol.iterator]() as Iterator<Uint8Array, undefined>;
  return { chunks: iterator, each, base: 0, line: 0, lineStart: 0, isLast: false, isInList: false };
}

const PIECE = 1 << 20;

function* pieces(text: Bytes | Uint8Array): Generator<Uint8Array, undefined> {
  for (let at = 0; at < text.length; at += PIECE)
    yield typeof text === 'string'
      ? Buffer.from(text.slice(at, at + PIECE), 'latin1')
      : text.subarray(at, at + PIECE);
}
