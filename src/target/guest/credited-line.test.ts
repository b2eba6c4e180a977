import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { CreditedLine } from './credited-line.js';

function pair(): { line: PassThrough; counts: PassThrough; credited: CreditedLine; sent: () => number } {
  const [line, counts] = [new PassThrough({ highWaterMark: 1 << 20 }), new PassThrough()];
  return { line, counts, credited: new CreditedLine(line, counts), sent: () => line.readableLength };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('no more is under way than the guest has room for, until it says what it took', async () => {
  const { counts, credited, sent } = pair();
  credited.write(Buffer.alloc(5000));
  expect(sent()).toBe(2048);
  counts.write(Buffer.from([100, 0]));
  await turn();
  expect(sent()).toBe(2148);
  counts.write(Buffer.from([0]));
  await turn();
  expect(sent()).toBe(2148);
  counts.write(Buffer.from([8]));
  await turn();
  expect(sent()).toBe(2148 + 2048);
});

test('everything arrives, in its order', async () => {
  const { line, counts, credited } = pair();
  const all = Buffer.from(Array.from({ length: 9000 }, (_, at) => at % 251));
  for (let at = 0; at < all.length; at += 900) credited.write(all.subarray(at, at + 900));
  const got: Buffer[] = [];
  while (Buffer.concat(got).length < all.length) {
    const bytes = (line.read() as Buffer | null) ?? Buffer.alloc(0);
    got.push(bytes);
    counts.write(Buffer.from([bytes.length & 255, bytes.length >> 8]));
    await turn();
  }
  expect(Buffer.concat(got).equals(all)).toBe(true);
});
