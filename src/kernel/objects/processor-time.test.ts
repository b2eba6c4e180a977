import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { isMatterOfTicks, limitReached, raiseSoftLimit, work } from './processor-time.js';

const SECOND = 1_000_000n;

/** A, with limits of so many seconds, after so much work. */
function begin(soft: bigint, hard: bigint, worked = 0n): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  draft.setProcess('A', { limits: { 0: { soft, hard } }, worked });
  return draft;
}

describe('the time that a process works', () => {
  test('comes to the soft limit, and to the hard one where that is not above it', () => {
    const more = (SECOND * 3n) / 2n;
    expect(limitReached(begin(2n, 3n), 'A', more)).toBe('none');
    expect(limitReached(begin(1n, 3n), 'A', more)).toBe('soft');
    expect(limitReached(begin(1n, 1n), 'A', more)).toBe('hard');
  });

  test('adds up', () => {
    const draft = begin(1n, 3n);
    work(draft, 'A', SECOND / 2n);
    work(draft, 'A', SECOND / 4n);
    expect(limitReached(draft, 'A', SECOND / 8n)).toBe('none');
    expect(limitReached(draft, 'A', SECOND / 2n)).toBe('soft');
  });

  test('is a matter of ticks near a limit, beyond two, for long, and beside timers', () => {
    const open = (more: bigint, draft = begin(1n, 3n)): boolean => isMatterOfTicks(draft, 'A', more);
    expect([0n, SECOND / 2n, (SECOND * 3n) / 2n].map((more) => open(more))).toEqual([false, false, false]);
    expect([-1n, SECOND - 1n, SECOND + 1n, 2n * SECOND].map((more) => open(more))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(open(4n * SECOND, begin(9n, 9n))).toBe(true);
    const timed = begin(9n, 9n);
    const { timers } = timed.process('A');
    const prof = { armed: true, interval: 0n };
    timed.setProcess('A', { timers: { ...timers, interval: { ...timers.interval, prof } } });
    expect(open(0n, timed)).toBe(true);
  });

  test('has a soft limit that is a second more where it was reached', () => {
    const draft = begin(1n, 3n);
    raiseSoftLimit(draft, 'A');
    expect(draft.process('A').limits[0]).toEqual({ soft: 2n, hard: 3n });
  });
});
