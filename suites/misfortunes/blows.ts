/** What can befall an agent and the line to it: how each misfortune is brought about, by its name. */
import type { ChildProcess } from 'node:child_process';
import { sealed } from './seal.js';

/** What a misfortune has to do with. */
export interface Scene {
  readonly agent: ChildProcess & { readonly pid: number };
  /** Says something to the runner. */
  readonly say: (bytes: Uint8Array) => void;
  /** Sets a limit of the agent, as prlimit(1) writes it. */
  readonly limit: (what: string) => void;
  /** Moves the agent into the memory cgroup of its place. */
  readonly confine: () => void;
}

/** How one is brought about. */
export interface Blow {
  /** After a request was handed on; instead of handing an answer on; when an agent starts again. */
  readonly when: 'request' | 'answer' | 'start';
  readonly strike?: (scene: Scene, frame?: Buffer) => void;
  /** What is started instead of the agent. */
  readonly instead?: (agent: string) => string[];
  /** It strikes again and again. */
  readonly isLasting?: true;
  /** The agent belongs to this user. */
  readonly uid?: number;
}

const NOBODY = 65_534;
const NOISE = Buffer.from('[   12.345678] random: crng init done\r\n');

const BLOWS: Readonly<Record<string, Blow>> = {
  'agent killed within a scenario': { when: 'request', strike: ({ agent }) => kill(agent, 'SIGKILL') },
  'agent killed between scenarios': {
    when: 'answer',
    strike: ({ agent, say }, frame) => {
      say(frame ?? NOISE);
      kill(agent, 'SIGKILL');
    },
  },
  'agent killed again and again': {
    when: 'request',
    isLasting: true,
    strike: ({ agent }) => kill(agent, 'SIGKILL'),
  },
  'the whole target killed': { when: 'request', strike: () => process.kill(process.pid, 'SIGKILL') },
  'agent stopped': { when: 'request', strike: ({ agent }) => kill(agent, 'SIGSTOP') },
  'no more processes': {
    when: 'request',
    uid: process.getuid?.() === 0 ? NOBODY : (process.getuid?.() ?? 0),
    isLasting: true,
    strike: ({ limit }) => limit('--nproc=1'),
  },
  'no more descriptors': { when: 'request', isLasting: true, strike: ({ limit }) => limit('--nofile=3') },
  'agent ended for want of memory': { when: 'request', strike: ({ confine }) => confine() },
  'answer cut, then the end': {
    when: 'answer',
    strike: ({ agent, say }, frame = NOISE) => {
      say(frame.subarray(0, frame.length >> 1));
      kill(agent, 'SIGKILL');
    },
  },
  'answer cut, then silence': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) => say(frame.subarray(0, frame.length >> 1)),
  },
  'noise before an answer': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) => say(Buffer.concat([NOISE, frame])),
  },
  'noise behind an answer': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) => say(Buffer.concat([frame, NOISE])),
  },
  'noise within an answer': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) =>
      say(Buffer.concat([frame.subarray(0, 20), NOISE, frame.subarray(20)])),
  },
  'one bit of an answer turned': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) => say(withBitTurned(frame)),
  },
  'a frame longer than any': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) => say(Buffer.concat([Buffer.of(255, 255, 255, 127), frame])),
  },
  'an answer twice': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) => say(Buffer.concat([frame, frame])),
  },
  'the answer to another scenario': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) => say(withOtherId(frame)),
  },
  'an answer lost': { when: 'answer', strike: () => undefined },
  'output closed, the process alive': { when: 'answer', strike: () => process.stdout.end() },
  'a flood of messages': {
    when: 'answer',
    strike: ({ say }, frame = NOISE) => {
      process.stderr.write('a message that nobody reads\n'.repeat(100_000));
      say(frame);
    },
  },
  'console noise before the first frame': { when: 'start', strike: ({ say }) => say(NOISE) },
  'an agent of another version': {
    when: 'start',
    strike: ({ say }) => say(Buffer.of(6, 0, 0, 0, 3, 1, 0, 0, 0, 0)),
  },
  'an agent that is no program': {
    when: 'start',
    instead: () => ['/bin/sh', '-c', 'echo gone >&2; exit 127'],
  },
  'an agent that never starts': {
    when: 'start',
    instead: () => ['setpriv', '--pdeathsig', 'KILL', 'sleep', '1000'],
  },
  'no memory for the agent': {
    when: 'start',
    instead: (agent) => ['prlimit', '--as=20000000', agent, 'serve', '0'],
  },
  'a clock that jumped': {
    when: 'start',
    instead: (agent) => [
      'unshare',
      '--time',
      '--fork',
      '--kill-child',
      '--monotonic=9000000',
      agent,
      'serve',
      '0',
    ],
  },
};

/** How the misfortune called `name` is brought about; nothing at all happens for one that is not there. */
export function blowOf(name: string): Blow {
  return BLOWS[name] ?? { when: 'request' };
}

/** The names of all that can befall an agent. */
export const BLOW_NAMES: readonly string[] = Object.keys(BLOWS);

function kill(agent: ChildProcess, signal: NodeJS.Signals): void {
  agent.stdout?.pause();
  agent.kill(signal);
}

function withBitTurned(frame: Buffer): Buffer {
  const turned = Buffer.from(frame);
  turned[turned.length - 6] = (turned[turned.length - 6] ?? 0) ^ 1;
  return turned;
}

/** A frame that is as good as any, but answers what comes next. */
function withOtherId(frame: Buffer): Buffer {
  const other = Buffer.from(frame);
  other.writeUInt32LE(frame.readUInt32LE(5) + 1, 5);
  return sealed(other);
}
