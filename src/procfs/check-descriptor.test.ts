/** Descriptors of known kinds: exactly their own grammar, exactly their own link. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadFormats } from '../grammar/index.js';
import { checkDescriptor } from './check-descriptor.js';

const root = mkdtempSync(join(tmpdir(), 'abide-descriptor-'));
const options = { root, formats: loadFormats() };
mkdirSync(join(root, '1/fdinfo'), { recursive: true });
mkdirSync(join(root, '1/fd'));
const POSITION = 'pos:\t0\nflags:\t02\nmnt_id:\t16\nino:\t2057\n';
writeFileSync(join(root, '1/fdinfo/3'), `${POSITION}tty-index:\t0\n`);
symlinkSync('/dev/ptmx', join(root, '1/fd/3'));
afterAll(() => rmSync(root, { recursive: true }));

function kindsFor(kind: string): string[] {
  return checkDescriptor({ pid: 1, fd: 3, kind }, options).map((verdict) => verdict.kind);
}

test('a descriptor of the kind that it was made as conforms', () => {
  expect(kindsFor('tty')).toEqual(['conforms', 'conforms']);
});

test('the fdinfo and the link of another kind depart', () => {
  expect(kindsFor('tun')).toEqual(['departs', 'departs']);
  expect(kindsFor('memfd')).toEqual(['departs', 'departs']);
});

test('a kind without a name here has no grammar', () => {
  expect(kindsFor('toString')).toEqual(['no grammar']);
});
