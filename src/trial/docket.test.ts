/** The docket: what is looked into, and what is only counted. */
import { expect, test } from '@jest/globals';
import { Docket, FIRST_CAUSES } from './docket.js';
import type { Failure } from './failure.js';

const failure = (change: Partial<Failure> = {}): Failure => ({
  kind: 'diverges',
  clause: 'echo/same',
  step: 0,
  observed: [],
  allowed: [],
  difference: 'A: echo = 2 was seen',
  first: true,
  ...change,
});

const cause = (of: Failure) => ({
  scenario: { setting: { profile: 'toy' }, steps: [] },
  observation: { steps: [], ended: { how: 'complete' as const } },
  failure: of,
  origin: { kind: 'written' as const, suite: 'toy', from: 'toy:1' },
  stepsBefore: 1,
  shrunk: true,
});

test('of first causes a clause has one, and others are counted with it', () => {
  const docket = new Docket('toy', FIRST_CAUSES);
  expect(docket.claim(failure())).toBe(true);
  docket.enter(failure(), cause(failure()));
  expect(docket.claim(failure({ difference: 'A: echo = EINVAL was seen' }))).toBe(false);
  expect(docket.findings()).toMatchObject([{ kind: 'diverges', causes: [{ count: 2 }] }]);
});

test('another choice of refusal does not hide a broken promise, and comes after it', () => {
  const docket = new Docket('toy', FIRST_CAUSES);
  const lesser = failure({ kind: 'differs', difference: 'another refusal' });
  expect(docket.claim(lesser)).toBe(true);
  docket.enter(lesser, cause(lesser));
  expect(docket.claim(failure())).toBe(true);
  docket.enter(failure(), cause(failure()));
  const [finding] = docket.findings();
  expect([finding?.kind, finding?.causes.map((one) => one.failure.kind)]).toEqual([
    'diverges',
    ['diverges', 'differs'],
  ]);
});

test('what may only follow from another failure is no first cause', () => {
  expect(new Docket('toy', FIRST_CAUSES).claim(failure({ first: false }))).toBe(false);
  expect(new Docket('toy').claim(failure({ first: false }))).toBe(true);
});
