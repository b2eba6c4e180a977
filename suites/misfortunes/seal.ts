/** The checksum of a frame (src/agent/README.md), for those that change one on its way. */

/** The frame, its length before it, with the checksum that its bytes have. */
export function sealed(frame: Buffer): Buffer {
  const end = frame.length - 4;
  let sum = 0x811c9dc5;
  for (const byte of frame.subarray(4, end)) sum = Math.imul(sum ^ byte, 0x01000193);
  const whole = Buffer.from(frame);
  whole.writeUInt32LE(sum >>> 0, end);
  return whole;
}
