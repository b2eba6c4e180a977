/** The page of a format: every field with its type and unit, who may read, the traps, an example in one piece. */
import { expect, test } from '@jest/globals';
import { goodSamplesOf, loadFormats, type Format } from '../../grammar/index.js';
import { indexPage, pageOf } from './page.js';

const format = loadFormats().get('proc/pid/stat') as Format;
const rows = [
  { path: '/proc/[pid]/stat', mode: 0o444, readers: 'everyone' as const, hidden: 'Zeros.', refuses: [] },
];

test('a page says what the grammar and spec/proc say', () => {
  const page = pageOf(format, rows, goodSamplesOf(format)[0]);
  expect(page).toMatch(/^# \/proc\/\[pid\]\/stat\n\nWhat a process is/);
  expect(page).toContain('comm stands as it is, whatever bytes it has');
  expect(page).toContain('mode 0444, for everyone.\n  - Others see: Zeros.');
  expect(page).toContain('| `utime` | u64 | clock ticks |');
  expect(page).toContain('| `start_data` | u64 |  | may be absent; since 3.3 |');
});

test('an example shows odd bytes and stays one block', () => {
  const page = pageOf(format, [], '1 (a\nb\x1b) R\n```\n');
  expect(page).toContain('    b\\x1b) R\n    ```\n');
});

test('the index links every page', () => {
  expect(indexPage([format])).toContain('[/proc/[pid]/stat](proc/pid/stat.md)');
});
