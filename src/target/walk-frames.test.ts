/** Frames of walks, byte by byte: the agent is held to the same golden files (suites/contract). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { agentDirectory } from './compile-agent.js';
import { decodeFrame } from './frames.js';
import { GOLDEN_WALK } from './fixtures/golden-walk.js';
import { encodeWalk } from './walk-frames.js';

const golden = (name: string): Buffer =>
  Buffer.from(readFileSync(join(agentDirectory(), 'frames', name), 'latin1').replace(/\s/g, ''), 'hex');

test('a walk frame has the golden bytes', () => {
  expect(encodeWalk(GOLDEN_WALK).toString('hex')).toBe(golden('walk.hex').toString('hex'));
});

test('a piece of a file and the end of a walk are read, and refused where they are cut', () => {
  const bytes = golden('walked.hex');
  const [first, second] = framesIn(bytes);
  expect(decodeFrame(first)).toEqual({
    kind: 'found',
    id: 9,
    entry: 'file',
    mode: 0o400,
    uid: 1000,
    path: '1/environ',
    errno: 13,
    goesOn: true,
    bytes: Buffer.from('abc'),
  });
  expect(decodeFrame(second)).toEqual({ kind: 'walked', id: 9, ended: 'hung', path: '/proc/kmsg' });
  for (const frame of [first, second])
    for (let length = 0; length < frame.length; length++)
      expect(() => decodeFrame(frame.subarray(0, length))).toThrow(RangeError);
});

function framesIn(bytes: Buffer): [Buffer, Buffer] {
  const end = 4 + bytes.readUInt32LE(0);
  expect(bytes.readUInt32LE(end)).toBe(bytes.length - end - 4);
  return [bytes.subarray(4, end), bytes.subarray(end + 4)];
}
