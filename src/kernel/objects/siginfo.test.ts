import { describe, expect, test } from '@jest/globals';
import { infoFields, int, names, signalNumber } from '../../abi/index.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { childChanged, parentEnded, sentBy } from './siginfo.js';

const CHLD = signalNumber('SIGCHLD') ?? 0;
const STOP = signalNumber('SIGSTOP') ?? 0;
const [USER, STOPPED, CONTINUED] = [0, 5, 6];
const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));

describe('what comes with a signal', () => {
  test.each([
    [USER, sentBy(draft, 'A', 'SI_USER')],
    [USER, parentEnded(draft, 'A', 'A')],
    [STOPPED, childChanged(draft, 'A', 'CLD_STOPPED', STOP)],
    [CONTINUED, childChanged(draft, 'A', 'CLD_CONTINUED', STOP)],
  ])('has every field of its code: %i', (code, info) => {
    expect(Object.keys(info)).toEqual(['code', ...infoFields(CHLD, code)]);
  });

  test('of a child is the signal by name; 0 is no signal', () => {
    expect(childChanged(draft, 'A', 'CLD_STOPPED', STOP).status).toEqual(names('SIGSTOP'));
    expect(childChanged(draft, 'A', 'CLD_STOPPED', 0).status).toEqual(int(0));
  });
});
