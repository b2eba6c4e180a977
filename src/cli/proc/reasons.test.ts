/** Why a file is not readable, by the rows of spec/proc. */
import { expect, test } from '@jest/globals';
import type { FileVerdict } from '../../procfs/index.js';
import type { ProcFile } from '../../spec/index.js';
import { reasonsFrom } from './reasons.js';

const SOME = { mode: 0o444, readers: 'everyone', refuses: [] } as const;
const ROWS: readonly ProcFile[] = [
  {
    ...SOME,
    path: '/proc/[pid]/environ',
    readers: 'tracer',
    refuses: [{ errno: 'ESRCH', when: 'It ended.' }],
  },
  { ...SOME, path: '/proc/[pid]/fd/[fd]', readers: 'tracer' },
  { ...SOME, path: '/proc/[pid]/status' },
  { ...SOME, path: '/proc/kmsg', readers: 'root' },
  { ...SOME, path: '/proc/sysrq-trigger', mode: 0o200, readers: 'nobody' },
];
const tell = reasonsFrom(ROWS);

test.each([
  ['17/environ', 'ESRCH', 'It ended.'],
  ['17/task/18/environ', 'ESRCH', 'It ended.'],
  ['17/environ', 'EACCES', 'The reader may not trace the process.'],
  ['17/environ', 'EIO', undefined],
  ['17/fd/', 'EACCES', 'The reader may not trace the process.'],
  ['17/status', 'EACCES', undefined],
  ['kmsg', 'EPERM', 'It is for root.'],
  ['sysrq-trigger', 'EACCES', 'It is only written.'],
  ['unknown', 'EACCES', undefined],
])('%s, %s: %s', (path, errno, reason) => {
  const verdict: FileVerdict = { path, kind: 'not readable', why: 'refused', errno };
  expect(tell(verdict)).toEqual(reason === undefined ? verdict : { ...verdict, reason });
});

test('what is gone has no other reason, and what is only written needs no row', () => {
  const gone: FileVerdict = { path: '17/environ', kind: 'not readable', why: 'gone', errno: 'ESRCH' };
  expect(tell(gone)).toBe(gone);
  const button: FileVerdict = { path: 'button', kind: 'not readable', why: 'write-only', errno: 'EIO' };
  expect(tell(button)).toEqual({ ...button, reason: 'It is only written.' });
});

test('nothing is told of a file that was read', () => {
  const verdict: FileVerdict = { path: '17/environ', kind: 'no grammar' };
  expect(tell(verdict)).toBe(verdict);
});
