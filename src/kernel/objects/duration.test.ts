import { describe, expect, test } from '@jest/globals';
import { int, struct } from '../../abi/index.js';
import { loadSpec, Memory } from '../../spec/index.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { timeUntil } from './clock.js';
import { isValid, lengthOf, neverPasses, passesAtOnce, settingIn, settingValue } from './duration.js';

const SECOND = 1_000_000_000n;
const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const { abi } = loaded.spec;
const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));

function reading(fields: Record<string, bigint>) {
  const value = struct(Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, int(one)])));
  return settingIn({ draft, task: 'A' }, abi, new Memory('valid', Infinity, value)).value;
}

describe('durations', () => {
  test.each([
    [{ sec: 1n, nsec: 999_999_999n }, 2n * SECOND - 1n],
    [{ sec: 0n, usec: 7n }, 7000n],
    [{ sec: 3n }, 3n * SECOND],
    [{ sec: 1n << 62n, nsec: 0n }, (1n << 63n) - 1n],
  ])('%p is as long as Linux counts it', (fields, length) => {
    expect(isValid(reading(fields as Record<string, bigint>))).toBe(true);
    expect(lengthOf(reading(fields as Record<string, bigint>))).toBe(length);
  });

  test.each([
    [{ sec: -1n, nsec: 0n }],
    [{ sec: 0n, nsec: -1n }],
    [{ sec: 0n, nsec: SECOND }],
    [{ sec: 0n, usec: 1_000_000n }],
  ])('%p is no time', (fields) => {
    expect(isValid(reading(fields as Record<string, bigint>))).toBe(false);
  });

  test('a page of zeros is no time at all, and a page of letters is none', () => {
    const zeros = settingIn({ draft, task: 'A' }, abi, new Memory('read-only', Infinity, undefined));
    expect([isValid(zeros.value), lengthOf(zeros.value), lengthOf(zeros.interval)]).toEqual([true, 0n, 0n]);
    expect(
      isValid(settingIn({ draft, task: 'A' }, abi, new Memory('straddling', 32, undefined)).interval),
    ).toBe(false);
  });

  test('a setting has its interval besides', () => {
    const time = (sec: number) => struct({ sec: int(sec), usec: int(1) });
    const value = struct({ interval: time(5), value: time(9) });
    const setting = settingIn({ draft, task: 'A' }, abi, new Memory('valid', Infinity, value));
    expect([lengthOf(setting.interval), lengthOf(setting.value)]).toEqual([
      5n * SECOND + 1000n,
      9n * SECOND + 1000n,
    ]);
    expect(settingValue(5n * SECOND + 1999n, false, 'usec')).toEqual(
      struct({ interval: time(5), value: struct({ sec: int(0), usec: int(0) }) }),
    );
  });

  test('are short up to 5 ms and far from 100 s on; what lies between is neither', () => {
    expect([0n, 5_000_000n, 5_000_001n].map(passesAtOnce)).toEqual([true, true, false]);
    expect([100n * SECOND, 100n * SECOND - 1n].map(neverPasses)).toEqual([true, false]);
  });
});

describe('clocks', () => {
  const MONOTONIC = 1n;
  const PROCESS = 2n;

  test.each([
    ['counted from now', MONOTONIC, false, 1000n, 'short'],
    ['the first second of a clock', MONOTONIC, true, SECOND - 1n, 'short'],
    ['some time on a clock', MONOTONIC, true, 1000n * SECOND, 'nobody knows'],
    ['the far future', MONOTONIC, true, 9_000_000_000n * SECOND, 'far'],
    ['a little work', PROCESS, false, 1000n, 'nobody knows'],
    ['no work', PROCESS, true, 0n, 'short'],
    ['much work', PROCESS, true, 1000n * SECOND, 'far'],
  ])('%s', (_, clock, absolute, time, expected) => {
    const left = timeUntil(clock, absolute, time);
    const found = passesAtOnce(left) ? 'short' : neverPasses(left) ? 'far' : 'nobody knows';
    expect(found).toBe(expected);
  });
});
