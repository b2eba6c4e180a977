/**
 * A program that runs an agent and answers EINVAL wherever the kernel said EBADF: a target with one known deviation.
 *
 *     node deviant.js PLACE AGENT
 *
 * Once the file `armed` is in PLACE it does not start any more, and what runs ends at its next answer.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sealed } from './seal.js';
import { framesFrom } from './frames-from.js';

const [place = '', agentPath = ''] = process.argv.slice(2);
const isOver = (): boolean => existsSync(join(place, 'armed'));
if (isOver()) {
  process.stderr.write('the machine is gone\n');
  process.exit(1);
}
const agent = spawn(agentPath, ['serve', '0'], {
  argv0: 'agent',
  env: {},
  stdio: ['pipe', 'pipe', 'inherit'],
});
agent.once('exit', (status) => process.exit(status ?? 1));
for (const stream of [agent.stdin, process.stdout]) stream.on('error', () => process.exit(0));
process.stdin.pipe(agent.stdin);
framesFrom(agent.stdout, (frame) => {
  if (isOver()) process.exit(1);
  process.stdout.write(sealed(withoutBadDescriptors(frame)));
});

/** Actor A returned minus EBADF: a kind, a slot, the value, refused, and nothing brought. */
const BAD = Buffer.from('010000f7ffffffffffffff010000', 'hex');
const EINVAL = 0xea;

function withoutBadDescriptors(frame: Buffer): Buffer {
  const told = Buffer.from(frame);
  for (let at = told.indexOf(BAD); at >= 0; at = told.indexOf(BAD, at + 1)) told[at + 3] = EINVAL;
  return told;
}
