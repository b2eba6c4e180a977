import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { agentDirectory } from './compile-agent.js';
import { FrameWriter } from './frame-bytes.js';
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

  test('a frame cut anywhere is refused, by its checksum and by its reader', () => {
    const frame = golden('observed.hex').subarray(4);
    for (let length = 0; length < frame.length; length++) {
      expect(() => decodeFrame(frame.subarray(0, length))).toThrow(RangeError);
      if (length > 0 && length < frame.length - 4)
        expect(() => decodeFrame(resealed(frame.subarray(0, length)))).toThrow(RangeError);
    }
  });

  test('a frame of which one bit is another is refused', () => {
    const frame = golden('observed.hex').subarray(4);
    for (let bit = 0; bit < 8 * frame.length; bit++) {
      const noisy = Buffer.from(frame);
      noisy[bit >> 3] = (noisy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decodeFrame(noisy)).toThrow(RangeError);
    }
  });

  test('bytes left over, unknown kinds and other versions are refused', () => {
    const body = golden('observed.hex').subarray(4, -4);
    expect(() => decodeFrame(resealed(Buffer.concat([body, Buffer.of(0)])))).toThrow('1 bytes are left over');
    expect(() => decodeFrame(resealed(Buffer.of(99)))).toThrow('no frame of kind 99');
    expect(() => decodeFrame(Buffer.of(3, 5, 1, 0))).toThrow('it is of version 5 of the wire');
  });
});

/** The bytes, with the checksum that they would have. */
function resealed(bytes: Buffer): Buffer {
  return new FrameWriter(bytes[0] ?? 0).bytes(bytes.subarray(1)).finish().subarray(4);
}
