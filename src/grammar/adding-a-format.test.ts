/** docs/adding-a-format.md, followed literally: its grammar compiles, and takes and prints its text. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { formatOf } from './format-of.js';
import { grammarDirectory, loadFormats } from './load-formats.js';

test('the recipe makes a format out of one file', () => {
  const recipe = readFileSync(join(dirname(grammarDirectory()), 'docs', 'adding-a-format.md'), 'utf8');
  const block = (kind: string): string => new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``).exec(recipe)?.[1] ?? '';
  const directory = mkdtempSync(join(tmpdir(), 'abide-format-'));
  try {
    mkdirSync(join(directory, 'proc', 'pid'), { recursive: true });
    writeFileSync(join(directory, 'proc', 'pid', 'statm.ebnf'), block('ebnf'));
    const formats = loadFormats(directory);
    const format = formatOf('/proc/1/statm', formats);
    const parsed = format?.parse(block('text'));
    expect(parsed).toMatchObject({ ok: true, value: { size: 927n, dt: 0n } });
    expect(parsed?.ok && format?.print(parsed.value)).toBe(block('text'));
    expect(format?.parseReference(block('text'))).toMatchObject({ ok: true, parses: 1 });
  } finally {
    rmSync(directory, { recursive: true });
  }
});
