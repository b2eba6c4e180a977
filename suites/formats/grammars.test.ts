/** The grammars on trial: every rare text and many sampled ones print to the same bytes, and have one parse. */
import { describe, expect, test } from '@jest/globals';
import { failureText, loadFormats, sameValue, sequence } from '../../src/grammar/index.js';

/** So many sampled texts of a format, or fewer that have so many bytes. */
const SAMPLES = 200;
const SAMPLE_BYTES = 20_000;

/** The reference parser is slow: of each kind of texts it reads so many bytes of a format, and one text in any case. */
const REFERENCE_BYTES = 3_000;

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
    const texts = [...format.rare()];
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThan(0);
    texts.forEach(holds);
    spread(texts, REFERENCE_BYTES).forEach(hasOneParse);
  });

  test('sampled texts', () => {
    const draw = sequence(1);
    const texts = upTo(SAMPLE_BYTES, () => format.sample(draw));
    texts.forEach(holds);
    spread(texts, REFERENCE_BYTES).forEach(hasOneParse);
  });

  test('mutated texts: both parsers take the same', () => {
    const draw = sequence(2);
    for (const text of upTo(REFERENCE_BYTES, () => mutated(format.sample(draw), draw)))
      expect([text, format.parse(text).ok]).toEqual([text, format.parseReference(text).ok]);
  });
});

/** Texts of about so many bytes in all, and one in any case. */
function upTo(bytes: number, make: () => string): readonly string[] {
  const texts = [make()];
  let length = texts[0]?.length ?? 0;
  while (length < bytes && texts.length < SAMPLES) {
    const text = make();
    texts.push(text);
    length += text.length;
  }
  return texts;
}

/** Those of the texts, from everywhere in the list, that have about so many bytes in all; the first of them always. */
function spread(texts: readonly string[], bytes: number): readonly string[] {
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const step = Math.max(1, Math.ceil(length / bytes));
  return texts.filter((_, index) => index % step === 0);
}

function mutated(text: string, draw: (max: number) => number): string {
  const at = draw(Math.max(0, text.length - 1));
  return text.slice(0, at) + String.fromCharCode(draw(255)) + text.slice(at + draw(2));
}
