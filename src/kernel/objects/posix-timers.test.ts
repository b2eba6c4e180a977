import { describe, expect, test } from '@jest/globals';
import type { PosixTimer, TimerEvent } from '../timers.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { expireNext } from './due.js';
import { setIntervalTimer } from './interval-timers.js';
import {
  deleteTimer,
  deleteTimers,
  isRunning,
  makeTimer,
  setTimer,
  takeTimerNumber,
} from './posix-timers.js';
import { setDisposition } from './set-disposition.js';
import { sendToProcess } from './signal.js';
import { dequeue } from './signal-queue.js';
import { bit } from './signal-set.js';
import { createTask, forked } from './task.js';

const ALRM = 14;
const USR1 = 10;
const URG = 23;
const MONOTONIC = 1n;
const FAR = 500_000_000_000n;
const SHORT = 1000n;
const EVENT: TimerEvent = { kind: 'signal', signal: USR1, value: 7n };

/** A process that blocks everything, with timer 0. Timers expire after the call that sets them. */
function begin(event: TimerEvent = EVENT, tape: readonly number[] = []): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }), tape);
  draft.setTask('A', { mask: bit(USR1) | bit(ALRM) | bit(URG) });
  makeTimer(draft, 'A', takeTimerNumber(draft, 'A'), MONOTONIC, event);
  return draft;
}

function timer(draft: Draft, number = 0): PosixTimer {
  const found = draft.process('A').timers.made.get(number);
  if (found === undefined) throw new Error(`no timer ${number}`);
  return found;
}

function set(draft: Draft, value: bigint, interval = 0n): void {
  setTimer(draft, 'A', timer(draft), { value, interval, absolute: false });
  while (expireNext(draft));
}

function ignore(draft: Draft, signal: number, action: 'ignore' | 'default' | 'handler' = 'ignore'): void {
  setDisposition(draft, 'A', signal, { action, flags: 0n, mask: 0n });
}

const pending = (draft: Draft): number[] => draft.process('A').pending.map(({ signal }) => signal);
const take = (draft: Draft): unknown => dequeue(draft, 'A', 0n)?.info;

describe('timers of timer_create', () => {
  test('have numbers that are given once', () => {
    const draft = begin();
    expect(takeTimerNumber(draft, 'A')).toBe(1);
    deleteTimer(draft, 'A', timer(draft));
    expect(takeTimerNumber(draft, 'A')).toBe(2);
  });

  test('send one signal each, even where another such signal is pending', () => {
    const draft = begin();
    sendToProcess(draft, 'A', USR1, { code: 'SI_USER' });
    set(draft, SHORT);
    set(draft, SHORT);
    expect(pending(draft)).toEqual([USR1, USR1]);
    sendToProcess(draft, 'A', USR1, { code: 'SI_USER' });
    expect(pending(draft)).toEqual([USR1, USR1]);
    expect(take(draft)).toMatchObject({ code: 'SI_USER' });
    expect(take(draft)).toMatchObject({ code: 'SI_TIMER', timer: { value: 0n }, value: { value: 7n } });
  });

  test.each([
    ['set anew', (draft: Draft) => set(draft, FAR)],
    ['disarmed', (draft: Draft) => set(draft, 0n)],
    ['deleted', (draft: Draft) => deleteTimer(draft, 'A', timer(draft))],
  ])('that are %s make void what they sent', (_, change) => {
    const draft = begin();
    set(draft, SHORT);
    change(draft);
    expect(pending(draft)).toEqual([USR1]);
    expect(take(draft)).toBeUndefined();
    expect(pending(draft)).toEqual([]);
  });

  test('go on with their interval when the signal is taken', () => {
    const draft = begin();
    set(draft, SHORT, FAR);
    expect(timer(draft).status).toBe('requeue');
    take(draft);
    expect(timer(draft)).toMatchObject({ status: 'armed', expiry: 'far' });
    expect(isRunning(draft, timer(draft))).toBe(true);
  });

  test('with an interval keep an ignored signal until it is not ignored any more', () => {
    const draft = begin();
    draft.setTask('A', { mask: 0n });
    ignore(draft, USR1);
    set(draft, SHORT, FAR);
    expect(pending(draft)).toEqual([]);
    ignore(draft, USR1, 'handler');
    expect(pending(draft)).toEqual([USR1]);
  });

  test('without an interval lose an ignored signal, and so does one that is ignored by default', () => {
    const once = begin();
    once.setTask('A', { mask: 0n });
    ignore(once, USR1);
    set(once, SHORT);
    ignore(once, USR1, 'handler');
    const urgent = begin({ ...EVENT, signal: URG });
    urgent.setTask('A', { mask: 0n });
    set(urgent, SHORT, FAR);
    ignore(urgent, URG, 'handler');
    expect([pending(once), pending(urgent)]).toEqual([[], []]);
  });

  test('that tell nobody stay as far from their end as they were when they are disarmed', () => {
    const draft = begin({ kind: 'none' });
    set(draft, FAR);
    set(draft, 0n);
    expect(isRunning(draft, timer(draft))).toBe(true);
    set(draft, SHORT);
    expect(isRunning(draft, timer(draft))).toBe(false);
    expect(pending(draft)).toEqual([]);
  });

  test('do not survive execve, with what they sent; others’ signals do', () => {
    const draft = begin();
    set(draft, SHORT);
    sendToProcess(draft, 'A', URG, { code: 'SI_USER' });
    deleteTimers(draft, 'A');
    expect([pending(draft), draft.process('A').timers.made.size]).toEqual([[URG], 0]);
    expect(takeTimerNumber(draft, 'A')).toBe(1);
  });

  test('are not inherited', () => {
    const draft = begin();
    setIntervalTimer(draft, 'A', 'prof', { value: FAR, interval: FAR });
    createTask(draft, 'A', forked('B'));
    const { made, next, interval } = draft.process('B').timers;
    expect([made.size, next, interval.prof]).toEqual([0, 0, { armed: false, interval: 0n }]);
  });
});

describe('a timer that expires within its step', () => {
  test.each([
    ['after its call', [], []],
    ['during its call', [1], [USR1]],
  ])('%s', (_, tape, before) => {
    const draft = begin(EVENT, tape);
    setTimer(draft, 'A', timer(draft), { value: SHORT, interval: 0n, absolute: false });
    expect(pending(draft)).toEqual(before);
    while (expireNext(draft));
    expect(pending(draft)).toEqual([USR1]);
  });
});

describe('the timer of real time', () => {
  function alarmed(): Draft {
    const draft = begin();
    setIntervalTimer(draft, 'A', 'real', { value: SHORT, interval: FAR });
    while (expireNext(draft));
    return draft;
  }

  test('runs again when anybody’s SIGALRM is taken from the process, not from the thread', () => {
    const draft = alarmed();
    draft.setTask('A', { pending: [{ signal: ALRM, info: { code: 'SI_TKILL' } }] });
    expect(take(draft)).toEqual({ code: 'SI_TKILL' });
    expect(draft.process('A').timers.interval.real.armed).toBe(false);
    expect(take(draft)).toEqual({ code: 'SI_KERNEL' });
    expect(draft.process('A').timers.interval.real.armed).toBe(true);
  });

  test('forgets its interval when it is stopped; those of processor time do not', () => {
    const draft = begin();
    for (const name of ['real', 'virtual'] as const) {
      setIntervalTimer(draft, 'A', name, { value: 0n, interval: FAR });
    }
    const { real, virtual } = draft.process('A').timers.interval;
    expect([real.interval, virtual.interval]).toEqual([0n, FAR]);
  });
});
