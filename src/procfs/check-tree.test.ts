/** Reading and checking a tree like /proc, made by hand: every outcome of a file. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadFormats } from '../grammar/index.js';
import { checkTree } from './check-tree.js';
import type { FileVerdict } from './check-entry.js';
import { readProcFile, readProcLink } from './read-proc-file.js';
import { partsOf } from './walk.js';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'abide-proc-'));
  const write = (path: string | Buffer, text: string): void => {
    mkdirSync(dirname(join(root, path.toString())), { recursive: true });
    writeFileSync(join(root, path.toString()), text);
  };
  for (const pid of ['2', '10']) write(`${pid}/cmdline`, 'sh\0-c\0');
  write('10/stat', 'no stat at all\n');
  write('10/kcore', 'not a text');
  write('10/odd', 'no grammar is for it');
  write('10/fdinfo/3', 'no fdinfo of any kind');
  for (const owner of ['self', '2', '10']) {
    mkdirSync(join(root, owner, 'ns'), { recursive: true });
    symlinkSync(owner === '10' ? 'net:[2]' : 'net:[1]', join(root, owner, 'ns', 'net'));
    write(`${owner}/net/odd`, '');
  }
  write('net/odd', '');
});

afterAll(() => rmSync(root, { recursive: true }));

const pathsOf = (name: string): string[] =>
  partsOf(root)
    .filter((part) => part.name === name)
    .flatMap((part) => [...part.entries()].map(({ path }) => path));

test('processes come last and by number', () => {
  expect(partsOf(root).map(({ name }) => name)).toEqual(['net', 'self', '2', '10']);
});

test('the network is walked once for each namespace', () => {
  const all = partsOf(root).flatMap((part) => [...part.entries()].map(({ path }) => path));
  expect(all.filter((path) => path.endsWith('net/odd'))).toEqual(['net/odd', '10/net/odd']);
});

test('memory of the kernel is no text', () => {
  expect(pathsOf('10')).toEqual([
    '10/cmdline',
    '10/fdinfo/3',
    '10/net/odd',
    '10/ns/net',
    '10/odd',
    '10/stat',
  ]);
});

test('each file has a verdict', () => {
  const files = [...checkTree({ root, formats: loadFormats() })].flatMap((part) => part.files);
  const of = (path: string): FileVerdict | undefined => files.find((file) => file.path === path);
  expect(of('2/cmdline')).toEqual({ path: '2/cmdline', kind: 'conforms', format: 'proc/pid/cmdline' });
  expect(of('10/stat')).toMatchObject({ kind: 'departs', failure: { offset: 0 } });
  expect(of('10/fdinfo/3')).toMatchObject({ kind: 'departs', format: 'proc/pid/fdinfo/regular' });
  expect(of('10/odd')).toEqual({ path: '10/odd', kind: 'no grammar' });
});

test('a text is read to its end, or to the limit, and says which', () => {
  expect(readProcFile(join(root, '2/cmdline'))).toEqual({ ok: true, text: 'sh\0-c\0', isCut: false });
  expect(readProcFile(join(root, '2/cmdline'), 4)).toEqual({ ok: true, text: 'sh\0-', isCut: true });
});

test('what cannot be read is an outcome', () => {
  expect(readProcFile(join(root, '3/cmdline'))).toEqual({ ok: false, why: 'gone', errno: 'ENOENT' });
  expect(readProcFile(root)).toEqual({ ok: false, why: 'refused', errno: 'EISDIR' });
  expect(readProcLink(join(root, '2/cmdline'))).toEqual({ ok: false, why: 'refused', errno: 'EINVAL' });
});
