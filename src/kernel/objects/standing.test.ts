import { describe, expect, test } from '@jest/globals';
import type { Setting } from '../../abi/index.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { INIT } from '../world.js';
import { capability } from './capability.js';
import { withUsers } from './credentials.js';
import { crowdOf, processExcess, signalExcess } from './crowd.js';
import { enqueued } from './enqueue.js';
import { RLIMIT, withLimit } from './limits.js';
import { memoryOf } from './memory.js';
import {
  become,
  becomeAfterExec,
  isCapableOverMachine,
  maySignal,
  reniceObstacle,
  setIdentity,
} from './standing.js';
import { createTask, forked } from './task.js';

const CONT = 18;
const USR1 = 10;
const REAL_TIME = 34;

function two(privileged = true, settings: readonly Setting[] = []): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged, settings }));
  createTask(draft, 'A', forked('B'));
  return draft;
}

function turnInto(draft: Draft, id: string, real: number, effective = real, saved = effective): void {
  const { credentials } = draft.task(id).identity;
  become(draft, id, withUsers(credentials, { real, effective, saved, file: effective }));
}

function limit(draft: Draft, resource: number, soft: bigint): void {
  const { limits } = draft.process('B');
  draft.setProcess('B', { limits: withLimit(limits, resource, { soft, hard: soft }) });
}

describe('who may signal whom', () => {
  const a = { process: 'A', task: 'A' };
  test.each([
    ['another user’s process', [1000, 1000, 1000], [1001, 1001, 1001], false],
    ['by the real user, the saved one', [1000, 1002, 1002], [1001, 1001, 1000], true],
    ['by the effective user, the real one', [1000, 1001, 1001], [1001, 1003, 1003], true],
    ['not by the saved user', [1000, 1000, 1001], [1001, 1001, 1001], false],
    ['nor the effective one', [1000, 1000, 1000], [1001, 1000, 1001], false],
  ] as const)('%s', (_, sender, target, allowed) => {
    const draft = two();
    turnInto(draft, 'A', target[0], target[1], target[2]);
    turnInto(draft, 'B', sender[0], sender[1], sender[2]);
    expect(maySignal(draft, 'B', a, USR1)).toBe(allowed);
    expect(maySignal(draft, 'B', a, CONT)).toBe(true);
  });

  test('its own process, and nobody of another session', () => {
    const draft = two();
    turnInto(draft, 'B', 1000);
    draft.setProcess('B', { session: 'B' });
    expect(maySignal(draft, 'B', { process: 'B', task: 'B' }, USR1)).toBe(true);
    expect(maySignal(draft, 'B', a, CONT)).toBe(false);
    expect(maySignal(draft, 'B', { process: INIT }, CONT)).toBe(false);
    expect(maySignal(draft, 'A', { process: INIT }, USR1)).toBe(true);
  });
});

test('who becomes another loses the death signal, and its memory is not dumpable until a new image', () => {
  const draft = two();
  setIdentity(draft, 'B', { deathSignal: USR1 });
  turnInto(draft, 'B', 1000);
  expect(draft.task('B').identity.deathSignal).toBe(0);
  expect(memoryOf(draft, draft.task('B').memory).dumpable).toBe(0);
  expect(memoryOf(draft, draft.task('A').memory).dumpable).toBe(1);
  becomeAfterExec(draft, 'B');
  expect(memoryOf(draft, draft.task('B').memory).dumpable).toBe(1);
});

test.each([
  ['suid-dumpable-1', 1],
  ['suid-dumpable-2', 2],
] as const)(
  'where the machine is set so (%s), the memory of who becomes another is of kind %i',
  (setting, kind) => {
    const draft = two(true, [setting]);
    turnInto(draft, 'B', 1000);
    expect(memoryOf(draft, draft.task('B').memory).dumpable).toBe(kind);
  },
);

test('nice values go down with the capability over the machine, or as far as the limit allows', () => {
  const draft = two();
  const b = { process: 'B', task: 'B' };
  setIdentity(draft, 'B', { nice: 10 });
  expect(reniceObstacle(draft, 'A', b, 0)).toBeUndefined();
  turnInto(draft, 'B', 1000);
  expect(reniceObstacle(draft, 'B', b, 9)).toBe('EACCES');
  expect(reniceObstacle(draft, 'B', b, 10)).toBeUndefined();
  limit(draft, RLIMIT.NICE, 11n);
  expect(reniceObstacle(draft, 'B', b, 9)).toBeUndefined();
  expect(reniceObstacle(draft, 'B', b, 8)).toBe('EACCES');
  expect(reniceObstacle(draft, 'B', { process: 'A', task: 'A' }, 19)).toBe('EPERM');
});

test('root of a user namespace has no capability over the machine', () => {
  expect(isCapableOverMachine(two(), 'A', 'CAP_SYS_NICE')).toBe(true);
  expect(isCapableOverMachine(two(false), 'A', 'CAP_SYS_NICE')).toBe(false);
  expect(two(false).task('A').identity.credentials.effective & capability('CAP_SYS_NICE')).not.toBe(0n);
});

describe('crowds', () => {
  test('one more thread is too many, for everybody but root of the machine', () => {
    const draft = two();
    limit(draft, RLIMIT.NPROC, 1n);
    expect(processExcess(draft, 'B')).toBe('no');
    turnInto(draft, 'B', 1000);
    expect(processExcess(draft, 'B')).toBe('surely');
    expect(crowdOf(draft, 'B', true)).toBe('perhaps');
    limit(draft, RLIMIT.NPROC, 0n);
    expect(crowdOf(draft, 'B', false)).toBe('surely');
    limit(draft, RLIMIT.NPROC, 4096n);
    expect(processExcess(draft, 'B')).toBe('no');
  });

  test('a real-time signal needs room, a standard one comes without what was said of it', () => {
    const draft = two();
    const b = { process: 'B', task: 'B' };
    const info = { code: 'SI_QUEUE' };
    expect(enqueued(draft, b, [], REAL_TIME, info)).toEqual([{ signal: REAL_TIME, info, charged: 0 }]);
    limit(draft, RLIMIT.SIGPENDING, 0n);
    expect(signalExcess(draft, b)).toBe('surely');
    expect(enqueued(draft, b, [], REAL_TIME, info)).toBe('full');
    const lost = enqueued(draft, b, [], USR1, info);
    expect(lost).toMatchObject([{ signal: USR1, info: { code: 'SI_USER' } }]);
    expect(enqueued(draft, b, [], USR1, { code: 'SI_USER' })).toMatchObject([{ charged: 0 }]);
    const killed = enqueued(draft, b, [], REAL_TIME, { code: 'SI_USER' });
    expect(killed).toHaveLength(1);
    if (killed === 'full') throw new Error('kill is never refused');
    expect(enqueued(draft, b, killed, REAL_TIME, { code: 'SI_USER' })).toBe(killed);
    limit(draft, RLIMIT.SIGPENDING, 2048n);
    expect(enqueued(draft, b, killed, REAL_TIME, info)).toEqual([{ signal: REAL_TIME, info, charged: 0 }]);
  });
});
