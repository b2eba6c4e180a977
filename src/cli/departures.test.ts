/** Departures of /proc as findings: one a format, told by the first file and by how many are like it. */
import { expect, test } from '@jest/globals';
import { departureFindings } from './departures.js';

const failure = { offset: 3, line: 1, column: 4, expected: ['"x"'], found: '"y"' };
const departs = (path: string, format: string) => ({ path, kind: 'departs', format, failure }) as const;

test('files that depart from one format are one finding, without the numbers of processes', () => {
  const files = [
    departs('1/stat', 'proc/pid/stat'),
    departs('17/stat', 'proc/pid/stat'),
    departs('17/task/18/stat', 'proc/pid/stat'),
    departs('version', 'proc/version'),
  ];
  const findings = departureFindings({ name: 'toy', profile: 'linux-6.1' }, files);
  expect(findings.map(({ clause, kind, causes }) => [clause, kind, causes[0]?.count])).toEqual([
    ['proc/pid/stat/grammar', 'departs', 3],
    ['proc/version/grammar', 'departs', 1],
  ]);
  expect(findings[0]?.causes[0]?.failure.difference).toBe(
    '/proc/[pid]/stat: line 1, column 4 (offset 3): expected "x", found "y" (and 1 other file like it)',
  );
});
