/** The report of `abide proc check`: findings first, then groups, then one line that counts. */
import { expect, test } from '@jest/globals';
import { checkReport } from './check-report.js';
import type { ToldVerdict } from './reasons.js';

const report = (files: readonly ToldVerdict[], isComplete = false): string =>
  checkReport(files, { columns: 80, isComplete });

const MEMORY = {
  kind: 'not readable',
  why: 'kernel thread',
  errno: 'ESRCH',
  reason: 'It has none.',
} as const;
const UNREADABLE: readonly ToldVerdict[] = [
  { path: '1/auxv', ...MEMORY },
  { path: '22/environ', ...MEMORY },
  { path: '22/task/23/environ', ...MEMORY },
  { path: '22/pagemap', ...MEMORY },
  { path: '22/smaps_rollup', ...MEMORY },
  { path: '22/fd/', kind: 'not readable', why: 'not permitted', errno: 'EACCES' },
];

test('files that differ in numbers only are one line', () => {
  const files: ToldVerdict[] = [
    { path: '1/odd', kind: 'no grammar' },
    { path: '22/odd', kind: 'no grammar' },
    { path: '22/task/23/odd', kind: 'no grammar' },
    { path: '1/stat', kind: 'conforms', format: 'proc/pid/stat' },
  ];
  expect(report(files).split('\n')).toEqual([
    'no grammar:',
    '  [pid]/odd  (2 times)',
    '  [pid]/task/[tid]/odd',
    '4 files: 1 conform, 0 depart, 3 without grammar, 0 not readable',
    '',
  ]);
});

test('what is not readable is grouped by the reason, the largest group first, with a few paths of each', () => {
  expect(report(UNREADABLE).split('\n').slice(0, -2)).toEqual([
    'not readable:',
    '  5 kernel thread (ESRCH): It has none.',
    '      [pid]/auxv, [pid]/environ, [pid]/pagemap, 1 more',
    '  1 not permitted (EACCES)',
    '      [pid]/fd/',
  ]);
});

test('all paths that are not readable are named where that is asked for', () => {
  expect(report(UNREADABLE, true).split('\n').slice(1, 7)).toEqual([
    '  5 kernel thread (ESRCH): It has none.',
    '      [pid]/auxv',
    '      [pid]/environ',
    '      [pid]/pagemap',
    '      [pid]/smaps_rollup',
    '      [pid]/task/[tid]/environ',
  ]);
});

test('a departure says where, a fault of abide whose fault it is, and foreign bytes are escaped', () => {
  const text = report([
    {
      path: '1/\x1b[31m',
      kind: 'departs',
      format: 'proc/pid/stat',
      failure: { offset: 4, line: 1, column: 5, expected: ['" "'], found: '"x"' },
    },
    { path: '2/stat', kind: 'prints differently', format: 'proc/pid/stat', offset: 7 },
  ]);
  expect(text).toContain('1/\\x1b[31m: departs from proc/pid/stat\n  at line 1, column 5 (offset 4)');
  expect(text).toContain('a fault of abide');
  expect(text).toContain('1 printed differently');
});

test('departures that differ in processes, threads and descriptors only are told once', () => {
  const departs = (path: string, expected: string): ToldVerdict => ({
    path,
    kind: 'departs',
    format: 'proc/pid/io',
    failure: { offset: 0, line: 1, column: 1, expected: [expected], found: '"c"' },
  });
  const text = report([
    departs('1/io', '"rchar: "'),
    departs('1/task/1/io', '"rchar: "'),
    departs('2/io', '"rchar: "'),
    departs('3/io', '"wchar: "'),
    departs('2/odd', '"rchar: "'),
  ]);
  expect(text.split('\n').filter((line) => !line.startsWith('  at'))).toEqual([
    '1/io: departs from proc/pid/io',
    '  and 2 more like it: [pid]/io',
    '3/io: departs from proc/pid/io',
    '2/odd: departs from proc/pid/io',
    '5 files: 0 conform, 5 depart, 0 without grammar, 0 not readable',
    '',
  ]);
});

test('a descriptor that the kernel refuses is told, and is no file', () => {
  const text = report([{ path: 'a descriptor of kind tun', kind: 'not possible here', errno: 'EPERM' }]);
  expect(text.split('\n').slice(0, 3)).toEqual([
    'not possible here:',
    '  EPERM       a descriptor of kind tun',
    '0 files: 0 conform, 0 depart, 0 without grammar, 0 not readable',
  ]);
});
