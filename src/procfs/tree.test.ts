/** A tree that was read before is judged as the directory that it was read of. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadFormats } from '../grammar/index.js';
import { checkTree } from './check-tree.js';
import type { FileVerdict } from './check-entry.js';
import { isLeftOut, mostOf, READING_RULES } from './left-out.js';
import { recordedTree, type RecordedEntry } from './tree.js';

const root = mkdtempSync(join(tmpdir(), 'abide-tree-'));
afterAll(() => rmSync(root, { recursive: true }));
const formats = loadFormats();

const verdicts = (tree: Parameters<typeof checkTree>[0]['root']): FileVerdict[] =>
  [...checkTree({ root: tree, formats })].flatMap((part) => part.files);

const TEXTS = { '1/cmdline': 'sh\0', '1/odd': 'x', '1/stat': 'no stat', '10/comm': 'a\n' };
const entry = (path: string, text: string, more: Partial<RecordedEntry> = {}): RecordedEntry => ({
  path,
  kind: 'file',
  mode: 0o444,
  text,
  ...more,
});

test('what was read has the verdicts of the files themselves', () => {
  for (const [path, text] of Object.entries(TEXTS)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  chmodSync(join(root, '1/odd'), 0o600);
  symlinkSync('1', join(root, 'self'));
  const tree = recordedTree([
    ...Object.entries(TEXTS).map(([path, text]) => entry(path, text)),
    entry('self', '1', { kind: 'link' }),
    ...['1', '10'].map((path) => entry(path, '', { kind: 'directory' })),
  ]);
  expect(verdicts(tree)).toEqual(verdicts(root));
  expect(verdicts(tree).map(({ kind }) => kind)).toEqual([
    'conforms',
    'conforms',
    'no grammar',
    'departs',
    'conforms',
  ]);
});

test('what was refused is judged by what was read beside it', () => {
  const thread = '2 (a) S 2 0 0 0 -1 2097152';
  const tree = recordedTree([
    entry('2/stat', thread),
    entry('2/environ', '', { errno: 'ESRCH' }),
    entry('3/environ', '', { errno: 'ESRCH' }),
    entry('flush', '', { mode: 0o200, errno: 'EIO' }),
    entry('2/fd', '', { kind: 'directory', errno: 'EACCES' }),
    ...['2', '3'].map((path) => entry(path, '', { kind: 'directory' })),
  ]);
  const refused = verdicts(tree).flatMap((file) =>
    file.kind === 'not readable' ? [`${file.path} ${file.why} ${file.errno}`] : [],
  );
  expect(refused).toEqual([
    'flush write-only EIO',
    '2/environ kernel thread ESRCH',
    '2/fd/ not permitted EACCES',
    '3/environ gone ESRCH',
  ]);
});

test('a text is cut at the limit, and what nobody read is not there', () => {
  const tree = recordedTree([entry('a', 'long')]);
  expect(tree.read('a', 2)).toEqual({ ok: true, text: 'lo', isCut: true });
  expect(tree.read('a', 4)).toEqual({ ok: true, text: 'long', isCut: false });
  expect(tree.readLink('b')).toEqual({ ok: false, why: 'gone', errno: 'ENOENT' });
});

test('the rules for others leave out what is left out here, and read as much', () => {
  for (const { name, most, key } of READING_RULES) {
    const path = name.startsWith('/') ? `${name.slice(1)}/x` : `1/${name}`;
    expect([name, isLeftOut(path)]).toEqual([name, most === 0 && key === '']);
    expect([name, mostOf(path)]).toEqual([name, most === 0 ? Infinity : most]);
  }
});
