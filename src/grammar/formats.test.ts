/** Every format against its samples: one parse, both parsers agree, print gives the same bytes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { failureText } from './failure.js';
import { grammarDirectory, loadFormats } from './load-formats.js';
import { sequence } from './sequence.js';
import { sameValue } from './value.js';

/** Of rare texts one in eight is taken, and fewer where all of them together are longer than eight times this. */
const MOST_RARE_BYTES = 40_000;

const formats = loadFormats();

describe.each([...formats])('%s', (_name, format) => {
  const samples = join(grammarDirectory(), 'samples', format.name);
  const texts = (kind: 'good' | 'bad'): string[] =>
    readdirSync(join(samples, kind)).filter((file) => !file.endsWith('.error'));
  const read = (kind: string, file: string): string => readFileSync(join(samples, kind, file), 'latin1');

  /** Everything that must hold of a text of the format. */
  function holds(text: string): void {
    const strict = format.parse(text);
    if (!strict.ok) throw new Error(`${JSON.stringify(text)}: ${failureText(strict.failure)}`);
    expect(format.print(strict.value)).toBe(text);
    const tolerant = format.parse(text, { mode: 'tolerant' });
    expect(tolerant.ok && sameValue(tolerant.value, strict.value)).toBe(true);
  }

  function hasOneParse(text: string): void {
    const [fast, reference] = [format.parse(text), format.parseReference(text)];
    expect(reference).toMatchObject({ ok: true, parses: 1 });
    expect(fast.ok && reference.ok && sameValue(fast.value, reference.value)).toBe(true);
  }

  test.each(texts('good'))('good sample %s', (file) => {
    holds(read('good', file));
    hasOneParse(read('good', file));
  });

  if (existsSync(join(samples, 'bad')))
    test.each(texts('bad'))('bad sample %s fails as it says', (file) => {
      const text = read('bad', file);
      const parsed = format.parse(text);
      expect(parsed.ok ? 'parsed' : failureText(parsed.failure)).toBe(read('bad', `${file}.error`).trimEnd());
      expect(format.parseReference(text).ok && 'the reference takes it').toBe(false);
    });
  else
    test('no text is wrong', () => {
      for (const text of ['', '\0', '\n', '\xff', 'a', 'a\0b']) hasOneParse(text);
    });

  test('rare texts and sampled ones', () => {
    const draw = sequence(1);
    const texts = [...format.rare()];
    const step = Math.max(8, Math.ceil(texts.join('').length / MOST_RARE_BYTES));
    const rare = texts.filter((_, index) => index % step === 0);
    for (const text of rare) holds(text);
    for (let i = 0; i < 16; i++) holds(format.sample(draw));
    for (const text of [rare.at(-1) ?? '', format.sample(draw)]) hasOneParse(text);
  });

  test('a text with one byte changed: both parsers say the same', () => {
    const draw = sequence(2);
    const text = read('good', texts('good').at(-1) ?? '');
    for (let i = 0; i < 6; i++) {
      const at = draw(text.length - 1);
      const changed = text.slice(0, at) + String.fromCharCode(draw(255)) + text.slice(at + 1);
      expect([changed, format.parse(changed).ok]).toEqual([changed, format.parseReference(changed).ok]);
    }
  });
});
