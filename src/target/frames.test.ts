import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { agentDirectory } from './compile-agent.js';
import { decodeFrame, encodeRun } from './frames.js';
import { GOLDEN_RUN } from './fixtures/golden-run.js';

const golden = (name: string): Buffer =>
  Buffer.from(readFileSync(join(agentDirectory(), 'frames', name), 'latin1').replace(/\s/g, ''), 'hex');

describe('frames', () => {
  test('a run frame has the golden bytes', () => {
    expect(encodeRun(GOLDEN_RUN).toString('hex')).toBe(golden('run.hex').toString('hex'));
  });

  test('an answer with every kind of event is read', () => {
    const bytes = golden('observed.hex');
    expect(bytes.readUInt32LE(0)).toBe(bytes.length - 4);
    const frame = decodeFrame(bytes.subarray(4));
    expect(frame).toMatchObject({
      kind: 'observed',
      id: 7,
      ended: 'hung',
      step: 1,
      nanoseconds: 123456789,
      detail: 'slot 0 in its call, state R; ',
    });
    const steps = frame.kind === 'observed' ? frame.steps : [];
    expect(steps.map((events) => events.map(({ kind, slot }) => `${kind} ${slot}`))).toEqual([
      ['returned 0', 'returned 1', 'blocked 2', 'busy 0', 'handler 1'],
      ['began 3', 'image 3', 'stopped 0', 'continued 0', 'ended 3', 'seen 0'],
    ]);
    expect(steps[0]?.[0]).toMatchObject({ value: 3n, brought: [Buffer.from('abc')] });
    expect(steps[0]?.[1]).toMatchObject({ value: -4n, brought: [] });
    expect(steps[1]?.[1]).toMatchObject({ argv: [Buffer.from('agent'), Buffer.alloc(0)] });
    expect(steps[1]?.[4]).toMatchObject({ as: 'gone' });
    expect(steps[1]?.[5]).toMatchObject({ errno: 2 });
  });

  test('a frame cut anywhere is refused', () => {
    const frame = golden('observed.hex').subarray(4);
    for (let length = 0; length < frame.length; length++) {
      expect(() => decodeFrame(Buffer.from(frame.subarray(0, length)))).toThrow(RangeError);
    }
  });

  test('bytes left over and unknown kinds are refused', () => {
    const frame = golden('observed.hex').subarray(4);
    expect(() => decodeFrame(Buffer.concat([frame, Buffer.of(0)]))).toThrow('1 bytes are left over');
    expect(() => decodeFrame(Buffer.of(99))).toThrow(RangeError);
  });
});
