/** A stream of frames, for those that stand between a runner and an agent. */

/** Hands each frame that comes to `take`, its length before it. */
export function framesFrom(from: NodeJS.ReadableStream, take: (frame: Buffer) => void): void {
  let all = Buffer.alloc(0);
  from.on('data', (chunk: Buffer) => {
    all = Buffer.concat([all, chunk]);
    while (all.length >= 4 && all.length >= 4 + all.readUInt32LE(0)) {
      const end = 4 + all.readUInt32LE(0);
      take(all.subarray(0, end));
      all = all.subarray(end);
    }
  });
}
