/**
 * A program that stands between a runner and an agent, hands on what both say, and brings about one misfortune.
 *
 *     node saboteur.js PLACE AGENT MISFORTUNE
 *
 * It strikes once, at the first frame after the file `armed` is in PLACE, whichever process of it sees that first; what
 * it started is written to `pids` there, and `struck` tells that it has struck. A misfortune of the start has the agent
 * killed, and strikes at its next start.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blowOf, type Scene } from './blows.js';
import { framesFrom } from './frames-from.js';

const [place = '', agentPath = '', name = ''] = process.argv.slice(2);
const misfortune = blowOf(name);
const isStart = misfortune.when === 'start';
const strikesNow = isStart && claim('due', 'struck');

appendFileSync(join(place, 'pids'), `${process.pid}\n`);
const user = misfortune.uid === undefined ? {} : { uid: misfortune.uid, gid: misfortune.uid };
const way = (strikesNow && misfortune.instead?.(agentPath)) || [agentPath, 'serve', '0'];
const agent = spawn(way[0] ?? '', way.slice(1), {
  ...(way[0] === agentPath ? { argv0: 'agent' } : {}),
  ...user,
  env: {},
  stdio: ['pipe', 'pipe', 'inherit'],
});
appendFileSync(join(place, 'pids'), `${agent.pid ?? 0}\n`);
const scene: Scene = {
  agent: agent as ChildProcess & { readonly pid: number },
  say: (bytes) => void process.stdout.write(bytes),
  limit: (what) => spawnSync('prlimit', ['--pid', String(agent.pid), what], user),
  confine: () =>
    writeFileSync(join(readFileSync(join(place, 'cgroup'), 'utf8'), 'cgroup.procs'), String(agent.pid)),
};
if (strikesNow) misfortune.strike?.(scene);

agent.once('exit', (status, signal) => {
  if (signal !== null) process.kill(process.pid, signal);
  process.exit(status ?? 1);
});
agent.stdin.on('error', () => undefined);
process.stdout.on('error', () => process.exit(0));
process.stdin.on('end', () => agent.stdin.end() && agent.kill('SIGCONT'));
framesFrom(process.stdin, (frame) => {
  agent.stdin.write(frame);
  strikeAt('request', frame);
});
framesFrom(agent.stdout, (frame) => {
  if (!strikeAt('answer', frame)) process.stdout.write(frame);
});

/** True if it struck, and the frame is not to be handed on. */
function strikeAt(when: 'request' | 'answer', frame: Buffer): boolean {
  if (isStart && when === 'request' && claim('armed', 'due')) agent.kill('SIGKILL');
  if (misfortune.when !== when || !claim('armed', 'struck')) return false;
  misfortune.strike?.(scene, frame);
  return true;
}

/** Takes a file of that name for itself, if it is there: only one can. */
function claim(from: string, to: string): boolean {
  try {
    renameSync(join(place, from), join(place, misfortune.isLasting === true ? from : to));
    if (misfortune.isLasting === true) writeFileSync(join(place, to), '');
    return true;
  } catch {
    return false;
  }
}
