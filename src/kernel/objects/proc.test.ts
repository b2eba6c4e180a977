import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { encodeSymbol } from '../symbols.js';
import type { ProcFile } from '../world.js';
import { rootIdentity } from './credentials.js';
import { WORK } from './inode.js';
import { walk } from './path.js';
import { commText, isClosed, walkProc } from './proc.js';

const ROOT_USER = rootIdentity(0n).credentials;
const A = String(encodeSymbol('A'));
const STRANGER = String(encodeSymbol('Z'));

function begin() {
  return new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
}

const process: ProcFile = { kind: 'proc', place: 'process', pid: 'A' };
const gone: ProcFile = { kind: 'proc', place: 'process', pid: 'Z' };

describe('walking below /proc', () => {
  test('finds processes by number, their threads, and their names', () => {
    const draft = begin();
    expect(walk(draft, WORK, `/proc/${A}`, ROOT_USER)).toEqual({ to: 'proc', file: process, slash: false });
    expect(walk(draft, WORK, `../proc/./${A}/task/${A}/../../comm`, ROOT_USER)).toMatchObject({
      file: { place: 'comm', pid: 'A' },
    });
    expect(walkProc(draft, process, ['task', A, 'comm'])).toMatchObject({
      file: { place: 'comm', pid: 'A' },
    });
  });

  test('says what is not there, and what it does not know', () => {
    const draft = begin();
    expect(walk(draft, WORK, `/proc/${STRANGER}`, ROOT_USER)).toEqual({ to: 'absent in proc', slash: false });
    expect(walkProc(draft, 'root', [STRANGER, 'comm'])).toEqual({ to: 'refusal', errno: 'ENOENT' });
    expect(walkProc(draft, process, ['task', STRANGER])).toEqual({ to: 'nothing' });
    expect(walkProc(draft, process, ['comm', 'x'])).toEqual({ to: 'refusal', errno: 'ENOTDIR' });
    for (const name of ['self', '17', `0${A}`, 'stat']) {
      expect(walkProc(draft, name === 'stat' ? process : 'root', [name])).toEqual({ to: 'unmodelled' });
    }
  });

  test('does not search the directory of a process that is gone, and finds nothing in that of a thread', () => {
    const draft = begin();
    expect(isClosed(draft, gone)).toBe(true);
    expect(isClosed(draft, process)).toBe(false);
    expect(walkProc(draft, gone, ['.'])).toEqual({ to: 'refusal', errno: 'ESRCH' });
    const thread: ProcFile = { kind: 'proc', place: 'task', pid: 'Z', within: 'A' };
    expect(walkProc(draft, thread, ['comm'])).toEqual({ to: 'nothing' });
    expect(walkProc(draft, thread, ['.'])).toEqual({ to: 'proc', file: thread });
    expect(walkProc(draft, thread, ['..'])).toMatchObject({ file: { place: 'tasks', pid: 'A' } });
  });

  test('asks a thread for its name as long as there is one', () => {
    const draft = begin();
    expect(commText(draft, process)).toBe('agent\n');
    expect(commText(draft, gone)).toBeUndefined();
  });
});
