import { expect, test } from '@jest/globals';
import { cpioArchive } from './cpio.js';

test('an archive has its files, padded to four bytes, and a trailer', () => {
  const text = cpioArchive([{ path: 'init', mode: 0o100755, bytes: Buffer.from('#!/x\n') }]).toString(
    'latin1',
  );
  const fields = [
    '00000001',
    '000081ed',
    ...Array<string>(2).fill('00000000'),
    '00000001',
    '00000000',
    '00000005',
  ];
  expect(text.startsWith(`070701${fields.join('')}`)).toBe(true);
  expect(text.slice(6 + 11 * 8, 110)).toBe('0000000500000000');
  expect(text.slice(110, 124)).toBe('init\0\0#!/x\n\0\0\0');
  expect(text.slice(124, 130)).toBe('070701');
  expect(text.slice(124 + 110)).toBe('TRAILER!!!\0\0\0\0');
});
