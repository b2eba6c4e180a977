/** The report of `abide proc check`: findings first, then groups, then one line that counts. */
import { expect, test } from '@jest/globals';
import { checkReport } from './check-report.js';

test('files that differ in numbers only are one line', () => {
  const report = checkReport([
    { path: '1/odd', kind: 'no grammar' },
    { path: '22/odd', kind: 'no grammar' },
    { path: '22/task/23/odd', kind: 'no grammar' },
    { path: '22/environ', kind: 'not readable', why: 'not permitted', errno: 'EACCES' },
    { path: '1/stat', kind: 'conforms', format: 'proc/pid/stat' },
  ]);
  expect(report.split('\n')).toEqual([
    'no grammar:',
    '  [pid]/odd  (2 times)',
    '  [pid]/task/[tid]/odd',
    'not readable:',
    '  not permitted (EACCES)  [pid]/environ',
    '5 files: 1 conform, 0 depart, 3 without grammar, 1 not readable',
    '',
  ]);
});

test('a departure says where, a fault of abide whose fault it is, and foreign bytes are escaped', () => {
  const report = checkReport([
    {
      path: '1/\x1b[31m',
      kind: 'departs',
      format: 'proc/pid/stat',
      failure: { offset: 4, line: 1, column: 5, expected: ['" "'], found: '"x"' },
    },
    { path: '2/stat', kind: 'prints differently', format: 'proc/pid/stat', offset: 7 },
  ]);
  expect(report).toContain('1/\\x1b[31m: departs from proc/pid/stat\n  at line 1, column 5 (offset 4)');
  expect(report).toContain('a fault of abide');
  expect(report).toContain('1 printed differently');
});

test('a descriptor that the kernel refuses is told, and is no file', () => {
  const report = checkReport([
    { path: 'a descriptor of kind tun', kind: 'not possible here', errno: 'EPERM' },
  ]);
  expect(report.split('\n').slice(0, 3)).toEqual([
    'not possible here:',
    '  EPERM                   a descriptor of kind tun',
    '0 files: 0 conform, 0 depart, 0 without grammar, 0 not readable',
  ]);
});
