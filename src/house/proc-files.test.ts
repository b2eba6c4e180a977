/** spec/proc and grammars/ speak of the same files: who may read one stands in the one, its text in the other. */
import { expect, test } from '@jest/globals';
import { loadFormats } from '../grammar/index.js';
import { loadSpec } from '../spec/index.js';

test('every file with a grammar has a row in spec/proc, and every row a grammar', () => {
  const loaded = loadSpec();
  const rows = loaded.ok ? [...loaded.spec.procFiles.keys()] : [];
  const paths = [...loadFormats().values()].flatMap(({ meta }) => meta.paths);
  expect(new Set(rows)).toEqual(new Set(paths));
});
