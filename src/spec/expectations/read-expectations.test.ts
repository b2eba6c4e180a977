/** Files of expectations: what is right is read, and every planted fault is told at its place. */
import { describe, expect, test } from '@jest/globals';
import { problemText } from '../problems.js';
import { printExpectations } from './print-expectations.js';
import { readExpectations, type ReadExpectations } from './read-expectations.js';
import { isInRange, parseRange } from './version-range.js';

const ENTRY = `target: toy
expectations:
  read/bad-fd:
    observed: EINVAL
    reason: It counts descriptors from one.
    versions: '6.1'
    expires: '2027-01-31'
`;

describe('a file of expectations', () => {
  test('is read, and printed again is the same', () => {
    const more = ENTRY.replace('observed: EINVAL', 'observed: [EINVAL, a value]').replace(
      "expires: '2027-01-31'",
      "expires: '2027-01-31'\n    rare: true\n    link: https://example.org/1",
    );
    for (const text of [ENTRY, more]) {
      const { expectations, problems } = read(text);
      expect(problems).toEqual([]);
      const again = read(printExpectations('toy', expectations, ['About it.']));
      const plain = ({ expectations: all }: ReadExpectations) =>
        all.map((one) => ({ ...one, at: undefined }));
      expect(plain(again)).toEqual(plain(read(text)));
    }
    expect(read(ENTRY).expectations).toEqual([
      {
        clause: 'read/bad-fd',
        observed: ['EINVAL'],
        reason: 'It counts descriptors from one.',
        versions: '6.1',
        expires: '2027-01-31',
        at: { file: 'toy.yaml', line: 3, column: 3 },
      },
    ]);
  });

  test('of nothing is empty', () => {
    expect(read('target: toy\nexpectations: {}\n')).toEqual({ expectations: [], problems: [], notes: [] });
  });

  test('with an entry that nobody has judged has a note, which is no problem', () => {
    const { problems, notes } = read(ENTRY.replace('It counts descriptors from one.', 'to be judged'));
    expect([problems, notes.map(problemText)]).toEqual([
      [],
      [
        'toy.yaml:5:13: nobody has said yet why `read/bad-fd` is broken (find out, and write one or two sentences)',
      ],
    ]);
  });

  test.each([
    [
      'an unknown clause',
      'read/bad-fd',
      'read/bat-fd',
      /^toy.yaml:3:3: there is no clause `read\/bat-fd` \(did/,
    ],
    [
      'no reason',
      'reason: It counts descriptors from one.',
      "reason: ''",
      /^toy.yaml:5:13: must not be empty/,
    ],
    [
      'versions backwards',
      "'6.1'",
      "'6.12 - 6.1'",
      /^toy.yaml:6:15: `6.12 - 6.1` is no range of versions \(wri/,
    ],
    [
      'a version without quotes',
      "'6.1'",
      '6.1',
      /^toy.yaml:6:15: must be text, not 6.1 \(write it in quotes\)/,
    ],
    [
      'a day that is past',
      '2027-01-31',
      '2026-01-31',
      /^toy.yaml:7:14: the expectation of `read\/bad-fd` expired/,
    ],
    [
      'a day that there is not',
      '2027-01-31',
      '2027-02-30',
      /^toy.yaml:7:14: there is no day `2027-02-30` \(/,
    ],
    ['an unknown key', 'reason:', 'raeson:', /unknown key `raeson` \(did you mean `reason`\?\)/],
    [
      'an unknown word',
      'observed: EINVAL',
      'observed: oops',
      /^toy.yaml:4:15: `oops` does not fit here: it is an errno, or/,
    ],
    [
      'another name',
      'target: toy',
      'target: tony',
      /^toy.yaml:1:9: the file is called toy.yaml \(call it tony/,
    ],
    ['no YAML', 'target: toy', 'target: [toy', /^toy.yaml:\d+:\d+: not YAML: /],
    ['no day', "    expires: '2027-01-31'\n", '', /lacks `expires`/],
  ])('with %s has a problem there', (_, before, after, problem) => {
    const { problems } = read(ENTRY.replace(before, after));
    expect(problems.map(problemText).join('\n')).toMatch(problem);
  });
});

describe('a range of versions', () => {
  test.each([
    ['6.1', '6.1.176', true],
    ['6.1', '6.12', false],
    ['6.1 - 6.12', '6.12.3-1-amd64 (builder)', true],
    ['6.1 - 6.12', '6.18', false],
    ['6.2 -', '6.10', true],
    ['6.2 -', '6.1', false],
    ['- 6.1', '5.10', true],
    ['0.0~20221219.0', '0.0~20221219.0', true],
    ['0.0~20221219.0', '0.0~20240101.0', false],
    ['any', 'unknown', true],
    ['6.1', 'unknown', false],
  ])('%s has %s: %s', (range, version, inside) => {
    expect(isInRange(version, parseRange(range) ?? {})).toBe(inside);
  });

  test.each(['', '-', ' - ', 'newest', '6.12 - 6.1', '6.1 - x'])('is not %p', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});

function read(text: string): ReadExpectations {
  return readExpectations(
    { path: 'toy.yaml', file: 'toy.yaml', text },
    { isClause: (id) => id === 'read/bad-fd', clauses: ['read/bad-fd'], today: '2026-11-21' },
  );
}
