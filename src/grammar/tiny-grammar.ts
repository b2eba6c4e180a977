/** Tiny grammars for unit tests: compiled from their rules alone, and held to what every format is held to. */
import assert from 'node:assert/strict';
import type { Bytes } from '../abi/index.js';
import { compileFormat, type Format } from './format.js';
import { GrammarError } from './notation/problem.js';
import { readGrammar } from './notation/read-grammar.js';
import { resolve } from './resolve.js';
import { sequence } from './sequence.js';
import { sameValue, type FieldRecord } from './value.js';

const HEADER = '@path("/proc/x") @summary("x") @source("x.c", "x") @manual("x(5)") @since("1.0")\n';

/** The format that has these rules, behind a header of one line. Throws GrammarError if it cannot be used. */
export function compile(rules: string): Format {
  return compileFormat(resolve('proc/x', readGrammar('x.ebnf', HEADER + rules), () => undefined));
}

/** What is wrong with these rules, or `no problem`. */
export function problemsOf(rules: string): string {
  try {
    compile(rules);
  } catch (thrown) {
    if (thrown instanceof GrammarError) return thrown.message;
    throw thrown;
  }
  return 'no problem';
}

/** Throws unless both parsers give `value` for `text`, which has one parse, and it prints back; tolerant mode too. */
export function means(format: Format, text: Bytes, value: FieldRecord): void {
  const said = [format.parse(text), format.parse(text, { mode: 'tolerant' }), format.parseReference(text)];
  for (const parsed of said) {
    assert.ok(parsed.ok, `${JSON.stringify(text)} is refused`);
    if (!sameValue(parsed.value, value)) assert.deepEqual(parsed.value, value);
    if ('parses' in parsed) assert.equal(parsed.parses, 1);
  }
  assert.equal(format.print(value), text);
}

/** Throws unless both parsers refuse `text`, the fast one at `offset`. */
export function refuses(format: Format, text: Bytes, offset: number): void {
  const fast = format.parse(text);
  assert.equal(fast.ok ? 'parsed' : fast.failure.offset, offset, JSON.stringify(text));
  assert.ok(!format.parseReference(text).ok, `the reference parser takes ${JSON.stringify(text)}`);
}

/**
 * Throws unless rare and sampled texts have one parse, print back and are the same in tolerant mode, and texts with
 * one byte changed are taken by both parsers or by none.
 */
export function holds(format: Format): void {
  const draw = sequence(1);
  for (const text of [...format.rare(), ...Array.from({ length: 60 }, () => format.sample(draw))]) {
    const value = format.parse(text);
    assert.ok(value.ok, `${JSON.stringify(text)} is refused`);
    means(format, text, value.value);
    const at = draw(Math.max(0, text.length - 1));
    const changed = text.slice(0, at) + ' 0\nx'.charAt(draw(3)) + text.slice(at + draw(1));
    assert.equal(format.parse(changed).ok, format.parseReference(changed).ok, JSON.stringify(changed));
  }
}
