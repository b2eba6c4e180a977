import { describe, expect, test } from '@jest/globals';
import { codeName, infoFields } from './siginfo.js';

const SIGUSR1 = 10;
const SIGSEGV = 11;
const SIGCHLD = 17;
const SIGIO = 29;

describe('a code of siginfo', () => {
  test('is named by the signal it comes with', () => {
    expect(codeName(SIGCHLD, 1)).toBe('CLD_EXITED');
    expect(codeName(SIGSEGV, 1)).toBe('SEGV_MAPERR');
    expect(codeName(SIGIO, 6)).toBe('POLL_HUP');
    expect(codeName(SIGUSR1, 1)).toBeUndefined();
    expect(codeName(SIGCHLD, 7)).toBeUndefined();
  });

  test('means the same with every signal where a process sent it, or the kernel', () => {
    for (const signal of [SIGUSR1, SIGCHLD, SIGSEGV]) {
      expect([0, 128, -1, -6].map((code) => codeName(signal, code))).toEqual([
        'SI_USER',
        'SI_KERNEL',
        'SI_QUEUE',
        'SI_TKILL',
      ]);
    }
  });

  test('decides which fields there are', () => {
    expect(infoFields(SIGCHLD, 5)).toEqual(['pid', 'uid', 'status']);
    expect(infoFields(SIGCHLD, 0)).toEqual(['pid', 'uid']);
    expect(infoFields(SIGUSR1, -1)).toEqual(['pid', 'uid', 'value']);
    expect(infoFields(SIGUSR1, -2)).toEqual(['timer', 'overrun', 'value']);
    expect(infoFields(SIGUSR1, 1)).toEqual(['band', 'fd']);
    expect(infoFields(SIGSEGV, 1)).toEqual([]);
    expect(infoFields(SIGUSR1, 128)).toEqual([]);
  });
});
