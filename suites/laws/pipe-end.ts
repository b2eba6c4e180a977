/** Pipes as laws see them: which end a call was asked of, and what it was to write. */
import type { Value } from '../../src/abi/index.js';
import type { Belief, Description } from './account/belief.js';
import type { Asked } from './account/moment.js';
import { descriptorOf } from './account/reading.js';

/** POSIX asks for 512 at least; Linux has 4096 (include/uapi/linux/limits.h). */
export const PIPE_BUF = 4096;

/** The end of a pipe that a read or write was asked of, as it was believed before this step. */
export function pipeEnd(belief: Belief, asked: Asked, call: string): Description | undefined {
  const fd = descriptorOf(asked.call.args[0]);
  const process = belief.processes.get(asked.actor);
  const descriptor = fd === undefined ? undefined : process?.descriptors.get(fd);
  const description = descriptor && belief.descriptions.get(descriptor.description);
  const wanted = call === 'read' ? 'pipe-reader' : 'pipe-writer';
  return asked.call.name === call && description?.kind === wanted ? description : undefined;
}

/** The bytes of a plain write: all in valid memory, and as many as are written down. */
export function plainBytes(asked: Asked): string | undefined {
  const data: Value | undefined = asked.call.args[1];
  const plain = asked.call.name === 'write' && Object.keys(asked.call.named).length === 0;
  return plain && data?.kind === 'bytes' ? data.bytes : undefined;
}
