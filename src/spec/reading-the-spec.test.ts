/** docs/reading-the-spec.md quotes spec/ word for word, and speaks of clauses that exist. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './find-spec.js';
import { loadSpec } from './load-spec.js';

const GUIDE = readFileSync(join(packageRoot(), 'docs/reading-the-spec.md'), 'utf8');

describe('the guide to the spec', () => {
  const quotes = [...GUIDE.matchAll(/^```\n# (spec\/\S+)\n(.*?)^```$/gms)];

  test('quotes three calls and a kind of file', () => {
    expect(new Set(quotes.map(([, file]) => file)).size).toBe(4);
    expect(quotes.length * 2).toBe([...GUIDE.matchAll(/^```/gm)].length);
  });

  test.each(quotes.map(([, file = '', quote = '']) => ({ file, quote })))(
    'quotes $file: $quote',
    ({ file, quote }) => {
      const text = flat(readFileSync(join(packageRoot(), file), 'utf8'));
      expect(text.includes(flat(quote)) ? 'word for word' : 'not as it stands there').toBe('word for word');
    },
  );

  test('names clauses that exist', () => {
    const loaded = loadSpec();
    const { clauses } = loaded.ok ? loaded.spec : { clauses: new Map<string, unknown>() };
    const named = [...GUIDE.matchAll(/[`" ]((?:read|pipe|fcntl|wait4)\/[a-z0-9/-]+)[`: ]/g)].map(
      ([, id]) => id,
    );
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter((id) => id !== undefined && !clauses.has(id))).toEqual([]);
  });
});

/** A text without its indentation and empty lines. */
function flat(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join('\n');
}
