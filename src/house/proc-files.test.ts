/** spec/proc and grammars/ speak of the same files: who may read one stands in the one, its text in the other. */
import { expect, test } from '@jest/globals';
import { loadFormats } from '../grammar/index.js';
import { loadSpec } from '../spec/index.js';

const loaded = loadSpec();
const rows = loaded.ok ? [...loaded.spec.procFiles.values()] : [];

test('every file with a grammar has a row in spec/proc, and every row of a file that is read a grammar', () => {
  const read = rows.filter(({ readers }) => readers !== 'nobody').map(({ path }) => path);
  const paths = [...loadFormats().values()].flatMap(({ meta }) => meta.paths);
  expect(new Set(read)).toEqual(new Set(paths));
});

test('a file that nobody reads has no permission to read, and all others have one', () => {
  const wrong = rows.filter(({ readers, mode }) => (readers === 'nobody') !== ((mode & 0o444) === 0));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
