import { describe, expect, test } from '@jest/globals';
import type { Call, Event, SignalInfo } from '../abi/index.js';
import { actor, int, names, place } from '../abi/index.js';
import type { Context } from './context.js';
import { returnToUser, type Arrival } from './delivery.js';
import { Draft } from './draft.js';
import { SA } from './objects/action-flags.js';
import { createTask, forked } from './objects/task.js';
import { initialWorld } from './initial.js';
import { bit } from './objects/signal-set.js';
import { setDisposition } from './objects/set-disposition.js';
import { sendToProcess, sendToThread } from './objects/signal.js';
import type { Disposition, WayBack } from './world.js';

const QUIT = 3;
const USR1 = 10;
const USR2 = 12;
const TERM = 15;
const CHLD = 17;
const STOP = 19;
const TSTP = 20;
const INFO: SignalInfo = { code: 'SI_USER', pid: actor('A') };
const CALL: Call = { name: 'nap', args: [], named: {} };
const RETURNS: WayBack = {
  kind: 'returns',
  call: CALL,
  answer: { result: { kind: 'errno', errno: 'EPERM' }, outputs: [] },
};

function contextOf(draft: Draft): Context {
  return { draft, task: 'A', spawns: undefined, held: undefined, letOthersRun: () => undefined };
}

function begin(): Draft {
  return new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
}

function handle(draft: Draft, signal: number, change: Partial<Disposition> = {}): void {
  setDisposition(draft, 'A', signal, { action: 'handler', flags: 0n, mask: 0n, ...change });
}

function cut(restart: Extract<WayBack, { kind: 'cut' }>['restart']): WayBack {
  return { kind: 'cut', blocked: { call: CALL, kept: {}, deep: false, entered: true }, restart };
}

/** What the way back shows, in a word an event. */
function trail(draft: Draft, way: WayBack): { arrival: Arrival; seen: string[] } {
  const arrival = returnToUser(contextOf(draft), 'A', way);
  return { arrival, seen: draft.events.map(inAWord) };
}

function inAWord(event: Event): string {
  if (event.kind === 'handler') return event.signal;
  if (event.kind === 'returned') return event.result.kind === 'errno' ? event.result.errno : 'value';
  return event.kind;
}

describe('delivery', () => {
  test('handlers of several signals run in the reverse of their delivery, then the call returns', () => {
    const draft = begin();
    handle(draft, USR1);
    handle(draft, USR2);
    sendToProcess(draft, 'A', USR1, INFO);
    sendToProcess(draft, 'A', USR2, INFO);
    expect(trail(draft, RETURNS).seen).toEqual(['SIGUSR2', 'SIGUSR1', 'EPERM']);
    expect(draft.task('A').mask).toBe(0n);
  });

  test('a signal in the mask of the first handler is delivered when that handler has returned', () => {
    const draft = begin();
    handle(draft, USR1, { mask: bit(USR2) });
    handle(draft, USR2);
    sendToProcess(draft, 'A', USR2, INFO);
    sendToProcess(draft, 'A', USR1, INFO);
    expect(trail(draft, RETURNS).seen).toEqual(['SIGUSR1', 'SIGUSR2', 'EPERM']);
  });

  test('a blocked signal stays pending', () => {
    const draft = begin();
    handle(draft, USR1);
    draft.setTask('A', { mask: bit(USR1) });
    sendToThread(draft, { process: 'A', task: 'A' }, USR1, INFO);
    expect(trail(draft, RETURNS).seen).toEqual(['EPERM']);
    expect(draft.task('A').pending).toHaveLength(1);
  });

  test.each([
    ['sys', 0n, 'EINTR'],
    ['sys', SA.RESTART, 'again'],
    ['nohand', SA.RESTART, 'EINTR'],
    ['block', SA.RESTART, 'EINTR'],
    ['nointr', 0n, 'again'],
    ['never', SA.RESTART, 'EINTR'],
  ] as const)('a call of class %s cut by a handler with flags %d: %s', (restart, flags, end) => {
    const draft = begin();
    handle(draft, USR1, { flags });
    sendToProcess(draft, 'A', USR1, INFO);
    const { arrival, seen } = trail(draft, cut(restart));
    expect(seen[0]).toBe('SIGUSR1');
    expect(seen[1] ?? arrival.ending).toBe(end);
  });

  test.each([
    ['sys', 'again'],
    ['nohand', 'again'],
    ['block', 'again'],
    ['nointr', 'again'],
    ['never', 'EINTR'],
  ] as const)('a call of class %s cut without any handler: %s', (restart, end) => {
    const { arrival, seen } = trail(begin(), cut(restart));
    expect(seen[0] ?? arrival.ending).toBe(end);
  });

  test('the flags of the first delivered signal decide, not those of the handler that runs first', () => {
    const draft = begin();
    handle(draft, USR1, { flags: SA.RESTART });
    handle(draft, USR2);
    sendToProcess(draft, 'A', USR1, INFO);
    sendToProcess(draft, 'A', USR2, INFO);
    const { arrival, seen } = trail(draft, cut('sys'));
    expect([seen, arrival.ending]).toEqual([['SIGUSR2', 'SIGUSR1'], 'again']);
  });

  test('SA.RESETHAND leaves the default action, SA.NODEFER an open mask', () => {
    const draft = begin();
    handle(draft, USR1, { flags: SA.RESETHAND | SA.NODEFER });
    sendToProcess(draft, 'A', USR1, INFO);
    trail(draft, RETURNS);
    sendToProcess(draft, 'A', USR1, INFO);
    expect(trail(draft, RETURNS).arrival.ending).toBe('ended');
  });

  test('SIGTERM ends the process, SIGCHLD does nothing, SIGTSTP does nothing in an orphaned group', () => {
    const draft = begin();
    sendToProcess(draft, 'A', CHLD, INFO);
    sendToProcess(draft, 'A', TSTP, INFO);
    expect(trail(draft, RETURNS).arrival.ending).toBe('user');
    sendToProcess(draft, 'A', TERM, INFO);
    expect(trail(draft, RETURNS).arrival.ending).toBe('ended');
    expect(draft.processes.has('A')).toBe(false);
  });

  test('SIGSTOP stops a child with what it was about to do, and tells the parent', () => {
    const draft = begin();
    createTask(draft, 'A', forked('B'));
    handle(draft, CHLD);
    sendToProcess(draft, 'B', STOP, INFO);
    expect(returnToUser(contextOf(draft), 'B', RETURNS).ending).toBe('stopped');
    expect(draft.task('B').stopped?.way).toBe(RETURNS);
    expect(draft.process('A').pending).toEqual([
      {
        signal: CHLD,
        info: { code: 'CLD_STOPPED', pid: actor('B'), uid: int(0), status: names('SIGSTOP') },
        taker: 'A',
        charged: 0,
      },
    ]);
  });

  test.each([
    ['is kept back', [], [], false],
    ['may be kept back where no limit says so', ['no-core'], [0], false],
    ['may go through a pipe there', ['no-core'], [1], true],
  ] as const)('a core %s', (_, settings, tape, dumped) => {
    const setting = { profile: 'linux-6.18', privileged: true, settings };
    const draft = new Draft(initialWorld(setting), tape);
    createTask(draft, 'A', forked('B'));
    sendToProcess(draft, 'B', QUIT, INFO);
    returnToUser({ ...contextOf(draft), task: 'B' }, 'B', RETURNS);
    expect(draft.process('B').exit).toEqual({ kind: 'killed', signal: QUIT, dumped });
  });

  test('a thread that others overtake stands still behind a handler, with the rest of its way before it', () => {
    const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }), [0, 0, 1]);
    handle(draft, USR1);
    handle(draft, USR2);
    sendToProcess(draft, 'A', USR1, INFO);
    sendToProcess(draft, 'A', USR2, INFO);
    draft.hurried = 'by all';
    expect(trail(draft, RETURNS).seen).toEqual(['SIGUSR2']);
    expect(draft.halfway.get('A')).toMatchObject({ way: RETURNS, frames: [{ signal: USR1 }] });
  });

  test('the mask that a wait replaced is back after its handler', () => {
    const draft = begin();
    handle(draft, USR1);
    draft.setTask('A', { mask: 0n, savedMask: bit(USR1) });
    sendToProcess(draft, 'A', USR1, INFO);
    expect(trail(draft, cut('nohand')).seen).toEqual(['SIGUSR1', 'EINTR']);
    expect(draft.task('A')).toMatchObject({ mask: bit(USR1) });
    expect(draft.task('A').savedMask).toBeUndefined();
  });

  test('a handler that asks for the alternate stack has it, and so has whatever interrupts it', () => {
    const draft = begin();
    draft.setTask('A', { altStack: { at: place('altstack'), flags: 0n, size: 16_384n } });
    handle(draft, USR1, { flags: SA.ONSTACK });
    handle(draft, USR2);
    sendToProcess(draft, 'A', USR2, INFO);
    returnToUser(contextOf(draft), 'A', RETURNS);
    sendToProcess(draft, 'A', USR1, INFO);
    sendToProcess(draft, 'A', USR2, INFO);
    returnToUser(contextOf(draft), 'A', RETURNS);
    const where = draft.events.flatMap((event) =>
      event.kind === 'handler' ? [[event.signal, event.altstack]] : [],
    );
    expect(where).toEqual([
      ['SIGUSR2', undefined],
      ['SIGUSR2', true],
      ['SIGUSR1', true],
    ]);
  });
});
