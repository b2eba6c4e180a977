/** What an errno means of a file, in a tree like /proc made by hand. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { refusalOf } from './refusal.js';

const root = mkdtempSync(join(tmpdir(), 'abide-refusal-'));
afterAll(() => rmSync(root, { recursive: true }));

/** State and flags as /proc/[pid]/stat says them; the name is made to mislead. */
function task(path: string, state: string, flags: number): void {
  mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, path, 'stat'), `1 (a) Z 2097152) ${state} 2 0 0 0 -1 ${flags} 0 0\n`);
}
task('2', 'I', 0x0020_8040);
task('30', 'Z', 0x0040_0004);
task('4', 'S', 0x0040_0100);
task('4/task/5', 'X', 0);
writeFileSync(join(root, '4/secret'), '', { mode: 0o400 });
writeFileSync(join(root, '4/button'), '', { mode: 0o200 });
writeFileSync(join(root, '4/locked'), '', { mode: 0o000 });

test.each([
  ['2/environ', 'ESRCH', 'kernel thread'],
  ['2/exe', 'ENOENT', 'kernel thread'],
  ['2/attr/current', 'EINVAL', 'refused'],
  ['30/ns/net', 'ENOENT', 'zombie'],
  ['30/environ', 'ESRCH', 'zombie'],
  ['4/fd/7', 'ENOENT', 'gone'],
  ['4/task/5/environ', 'ESRCH', 'zombie'],
  ['6/environ', 'ESRCH', 'gone'],
  ['nowhere', 'ENOENT', 'gone'],
  ['4/secret', 'EACCES', 'not permitted'],
  ['4/locked', 'EACCES', 'not permitted'],
  ['4/button', 'EACCES', 'write-only'],
  ['4/button', 'EIO', 'write-only'],
  ['4/secret', 'EIO', 'refused'],
])('%s, %s: %s', (path, errno, meaning) => {
  expect(refusalOf(join(root, path), errno)).toBe(meaning);
});
