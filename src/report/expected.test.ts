/** Expectations in a result: what is expected does not make a run fail; what is stale does. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Expectation } from '../spec/index.js';
import type { Expected } from './expected.js';
import { guilty, SPEC } from './fixtures/toy.js';
import { observedWord } from './observed-word.js';
import { runResult } from './result.js';
import { summary } from './summary.js';

describe('the word for what is observed', () => {
  test.each([
    ['diverges', 'A: wait4 = ECHILD was seen; allowed is A: wait4 = B {status: 0}', 'ECHILD'],
    ['diverges', 'B: read = 1 "E" was seen; allowed is B: ! blocked', 'a value'],
    ['diverges', 'A12: ! blocked was seen; allowed is A12: read = EAGAIN', 'blocked'],
    ['diverges', 'A: ! handler SIGUSR1 {code: SI_USER} was seen, which is more than is allowed', 'handler'],
    ['diverges', 'nothing more was seen, but A: ! ended zombie is due', 'nothing'],
    ['diverges', '/proc/pid/status of A shows Threads as 2, allowed is 1', 'departs'],
    ['diverges', 'the model allows nothing here', 'something else'],
    ['law', 'descriptor 4 is not the lowest that is free', 'broken'],
    ['crash', 'the agent died of SIGKILL', 'dies'],
    ['departs', '/proc/version, line 1: expected "Linux"', 'departs'],
  ])('%s: %s', (kind, difference, word) => {
    expect(observedWord(kind, difference)).toBe(word);
  });
});

describe('a finding', () => {
  test('that is expected is no failure, and is one line of the summary', () => {
    const result = runResult(SPEC, [guilty('A: echo = EINVAL was seen')], undefined, expecting());
    expect([result.ok, result.targets[0]?.findings[0]]).toMatchObject([
      true,
      { unexpected: false, expectation: { reason: 'It has no echo yet.', observed: ['EINVAL'] } },
    ]);
    const text = summary(result, { colours: false, width: 80 });
    expect(text).toMatch(/^AS EXPECTED {2}toy/);
    expect(text.match(/echo\/same/g)).toHaveLength(1);
    expect(text).toContain('    echo/same: It has no echo yet.');
    expect(text.split('\n').at(-1)).toBe('toy: 3 scenarios, nothing unexpected, 1 expected');
    expect(fits(result)).toBe(true);
  });

  test.each([
    ['of another answer', 'A: echo = EPERM was seen', expecting()],
    ['of another clause', 'A: echo = EINVAL was seen', expecting({ clause: 'echo/other' })],
    ['on another target', 'A: echo = EINVAL was seen', new Map()],
  ])('%s is unexpected', (_, difference, expected) => {
    const result = runResult(SPEC, [guilty(difference)], undefined, expected);
    expect([result.ok, result.targets[0]?.findings[0]?.unexpected]).toEqual([false, true]);
  });

  test('is expected whatever was seen where what is seen varies', () => {
    const expected = expecting({ observed: ['varies'] });
    expect(runResult(SPEC, [guilty('A: echo = EPERM was seen')], undefined, expected).ok).toBe(true);
  });
});

describe('an expectation of nothing', () => {
  test('is stale, fails the run and is told', () => {
    const result = runResult(SPEC, [{ ...guilty(''), findings: [] }], undefined, expecting());
    expect([result.ok, result.targets[0]?.stale]).toEqual([
      false,
      [{ clause: 'echo/same', reason: 'It has no echo yet.' }],
    ]);
    const text = summary(result, { colours: false, width: 80 });
    expect(text).toMatch(/^STALE EXPECTATIONS {2}toy/);
    expect(text.split('\n').at(-1)).toBe('toy: 3 scenarios, nothing unexpected, 1 stale expectation');
    expect(fits(result)).toBe(true);
  });

  test('is not stale where it was seen and not confirmed', () => {
    const { findings, ...rest } = guilty('A: echo = EINVAL was seen');
    const unstable = findings.flatMap(({ causes }) =>
      causes.map(({ failure, scenario, origin }) => ({ failure, scenario, origin, runs: 3, again: 1 })),
    );
    const trial = { ...rest, findings: [], unstable };
    expect(runResult(SPEC, [trial], undefined, expecting()).targets[0]?.stale).toEqual([]);
  });

  test('is not stale where not everything was tried, or the trial did not come to its end', () => {
    const none = { ...guilty(''), findings: [] };
    expect(runResult(SPEC, [none], undefined, expecting({}, false)).ok).toBe(true);
    expect(runResult(SPEC, [{ ...none, ended: { how: 'interrupted' } }], undefined, expecting()).ok).toBe(
      true,
    );
  });
});

function fits(result: object): boolean {
  const schema = JSON.parse(readFileSync('src/report/result.schema.json', 'utf8')) as object;
  return new Ajv2020({ strict: true }).validate(schema, JSON.parse(JSON.stringify(result)));
}

function expecting(more: Partial<Expectation> = {}, isWhole = true): ReadonlyMap<string, Expected> {
  const expectation: Expectation = {
    clause: 'echo/same',
    observed: ['EINVAL'],
    reason: 'It has no echo yet.',
    versions: '6.18',
    expires: '2099-01-01',
    at: { file: 'toy.yaml', line: 1, column: 1 },
    ...more,
  };
  return new Map([['toy', { expectations: [expectation], isWhole }]]);
}
