/** Expectations from a result: known ones keep what people wrote, new ones are to be judged, others go. */
import { expect, test } from '@jest/globals';
import type { Expectation } from '../spec/index.js';
import { newExpectations } from './new-expectations.js';
import type { FindingResult } from './result.js';

const NEW = { versions: '1.2', expires: '2027-05-22' };

test('a new entry says what is observed, and is to be judged', () => {
  const made = newExpectations({ findings: [finding('echo/same', 'EINVAL')] }, [], NEW);
  expect(made).toMatchObject([{ clause: 'echo/same', observed: ['EINVAL'], reason: 'to be judged', ...NEW }]);
});

test('an entry that still occurs keeps what people wrote, and one that does not goes', () => {
  const known = [entry('echo/same'), entry('echo/other')];
  const made = newExpectations({ findings: [finding('echo/same', 'EPERM')] }, known, NEW);
  expect(made).toEqual([{ ...entry('echo/same'), observed: ['EINVAL', 'EPERM'] }]);
});

test('what only luck shows is rare, and stays where it is not found again', () => {
  const lucky = finding('echo/same', 'EINVAL', 'contract: generated, number 3, seed 4');
  expect(newExpectations({ findings: [lucky] }, [], NEW)).toMatchObject([{ rare: true }]);
  const rare = { ...entry('echo/same'), rare: true } as const;
  expect(newExpectations({ findings: [] }, [rare], NEW)).toEqual([rare]);
});

test('another choice of refusal needs no expectation', () => {
  const lesser = { ...finding('echo/same', 'EINVAL'), kind: 'differs' as const };
  expect(newExpectations({ findings: [lesser] }, [], NEW)).toEqual([]);
});

function entry(clause: string): Expectation {
  const at = { file: 'toy.yaml', line: 1, column: 1 };
  const [versions, expires] = ['1.0', '2027-01-01'];
  return { clause, observed: ['EINVAL'], reason: 'It has none.', versions, expires, at };
}

function finding(clause: string, errno: string, origin = 'contract: spec/toy.yaml:1'): FindingResult {
  const difference = `A: echo = ${errno} was seen; allowed is A: echo = 1`;
  return {
    clause,
    kind: 'diverges',
    fingerprint: '',
    unexpected: true,
    causes: [
      {
        difference,
        origin,
        step: 1,
        observed: [],
        allowed: [],
        scenario: '',
        steps: 1,
        stepsBefore: 1,
        shrunk: true,
        count: 1,
      },
    ],
  };
}
