/** The grammars on trial: every rare text and many sampled ones have one parse, and print to the same bytes. */
import { describe, expect, test } from '@jest/globals';
import { failureText, loadFormats, sameValue, sequence } from '../../src/grammar/index.js';

const SAMPLES = 1000;

describe.each([...loadFormats().values()])('$name', (format) => {
  function holds(text: string): void {
    const [strict, tolerant] = [format.parse(text), format.parse(text, { mode: 'tolerant' })];
    if (!strict.ok) throw new Error(`${JSON.stringify(text)}: ${failureText(strict.failure)}`);
    if (format.print(strict.value) !== text) throw new Error(`${JSON.stringify(text)} is not printed back`);
    if (!tolerant.ok || !sameValue(tolerant.value, strict.value))
      throw new Error(`${JSON.stringify(text)} has another value in tolerant mode`);
  }

  function hasOneParse(text: string): void {
    const [fast, reference] = [format.parse(text), format.parseReference(text)];
    expect([text, reference.ok && reference.parses]).toEqual([text, 1]);
    expect(fast.ok && reference.ok && sameValue(fast.value, reference.value)).toBe(true);
  }

  test('rare texts', () => {
    let count = 0;
    for (const text of format.rare()) {
      holds(text);
      if (count++ % 10 === 0) hasOneParse(text);
    }
    expect(count).toBeGreaterThan(20);
  });

  test('sampled texts', () => {
    const draw = sequence(1);
    for (let i = 0; i < SAMPLES; i++) {
      const text = format.sample(draw);
      holds(text);
      if (i % 20 === 0) hasOneParse(text);
    }
  });

  test('mutated texts: both parsers take the same', () => {
    const draw = sequence(2);
    for (let i = 0; i < 100; i++) {
      const text = format.sample(draw);
      const at = draw(Math.max(0, text.length - 1));
      const changed = text.slice(0, at) + String.fromCharCode(draw(255)) + text.slice(at + draw(2));
      expect([changed, format.parse(changed).ok]).toEqual([changed, format.parseReference(changed).ok]);
    }
  });
});
