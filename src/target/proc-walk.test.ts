/** Walks as their agents answer them: in pieces, held up, or not at all. */
import { describe, expect, test } from '@jest/globals';
import type { Outcome } from './agent-process.js';
import type { ProcEntry } from './proc-entry.js';
import { walkProc } from './proc-walk.js';
import { TargetFailure } from './target.js';
import type { FoundFrame, WalkedFrame, WalkFrame } from './walk-frames.js';

const SETTING = { patienceMs: 1, isWhole: false };

const found = (path: string, text: string, more: Partial<FoundFrame> = {}): FoundFrame => ({
  kind: 'found',
  id: 1,
  entry: 'file',
  mode: 0o444,
  uid: 0,
  path,
  errno: 0,
  goesOn: false,
  bytes: Buffer.from(text, 'latin1'),
  ...more,
});
const ended = (how: WalkedFrame['ended'], path = '/proc'): Outcome<WalkedFrame> => ({
  kind: 'answered',
  answer: { kind: 'walked', id: 1, ended: how, path },
});

/** What comes of a walk whose agent finds `frames` and ends as `ends` says, once more for each further end. */
async function walked(
  frames: readonly FoundFrame[],
  ends: readonly Outcome<WalkedFrame>[],
): Promise<{ entries: readonly ProcEntry[]; asked: Omit<WalkFrame, 'id'>[] }> {
  const asked: Omit<WalkFrame, 'id'>[] = [];
  const agent = {
    walk: (request: Omit<WalkFrame, 'id'>, tell: (frame: FoundFrame) => void) => {
      asked.push(request);
      for (const frame of frames) tell(frame);
      return Promise.resolve(ends[asked.length - 1] ?? ended('complete'));
    },
  };
  return { entries: await walkProc(agent, { rules: [], longest: 99 }, SETTING), asked };
}

describe('a walk', () => {
  test('puts the pieces of a file together, bytes as they are', async () => {
    const pieces = [found('a', 'x\xff', { goesOn: true }), found('a', 'y'), found('b', '')];
    const { entries } = await walked(pieces, []);
    expect(entries.map(({ path, text }) => [path, text])).toEqual([
      ['a', 'x\xffy'],
      ['b', ''],
    ]);
  });

  test('keeps nothing of a file whose end was refused', async () => {
    const { entries } = await walked([found('a', 'x', { goesOn: true }), found('a', 'y', { errno: 3 })], []);
    expect(entries).toEqual([{ path: 'a', kind: 'file', mode: 0o444, uid: 0, text: '', errno: 'ESRCH' }]);
  });

  test('begins again without the file whose read did not come back', async () => {
    const { entries, asked } = await walked([found('a', '')], [ended('hung', '/proc/1/slow')]);
    expect(asked[1]?.rules).toEqual([{ name: '/1/slow', most: 0, key: '' }]);
    expect(entries.map(({ path, errno }) => [path, errno])).toEqual([
      ['a', undefined],
      ['1/slow', 'ETIMEDOUT'],
    ]);
  });

  test('gives up where every file holds it up', async () => {
    const ends = Array.from({ length: 9 }, (_, index) => ended('hung', `/proc/${index}`));
    await expect(walked([], ends)).rejects.toThrow(
      new TargetFailure('the walk through /proc hung at /proc/8'),
    );
  });

  test('says behind which entry an agent was lost', async () => {
    const lost: Outcome<WalkedFrame> = {
      kind: 'lost',
      culprit: true,
      why: 'died',
      detail: 'the agent died',
    };
    await expect(walked([found('1/stat', '')], [lost])).rejects.toThrow(
      'the agent died, behind /proc/1/stat',
    );
  });
});
