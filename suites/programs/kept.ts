/** Programs that are run one by one, each where it cannot do harm: nothing of it outlives its end, or ours. */
import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/spec/index.js';
import { compiled } from './compiled.js';

/** Whatever is started ends with us, and sees no process of the machine. It takes root. */
export const CONFINED = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', '--'];

/** What became of a program. */
export interface Ended {
  /** By itself, of a signal, or not in time. */
  readonly how: 'exit' | 'signal' | 'late';
  /** Its exit status, or the number of the signal; 0 where it was late. */
  readonly number: number;
  /** How many processes of it were still there after its end. None is any more. */
  readonly left: number;
  /** What it printed. */
  readonly said: string;
}

/** Compiles the program that looks after others (keeper.c) in `directory`; gives its path. */
export function makeKeeper(directory: string): Promise<string> {
  const source = join(directory, 'keeper.c');
  copyFileSync(join(packageRoot(), 'suites/programs/keeper.c'), source);
  return compiled(source);
}

export interface Keeping {
  readonly keeper: string;
  /** We may make a PID namespace for each program. */
  readonly privileged: boolean;
  /** How long a program may take. */
  readonly seconds: number;
  /** How long what it has killed may take to be gone. */
  readonly grace: number;
}

/** Runs `program` in the directory that it stands in. Rejects where it could not be run. */
export function kept(program: string, { keeper, privileged, seconds, grace }: Keeping): Promise<Ended> {
  const own = [keeper, `${seconds}`, `${grace}`, program];
  const [command = '', ...args]: readonly string[] = privileged ? [...CONFINED, ...own] : own;
  return new Promise((resolve, reject) => {
    // A session of its own: what the terminal sends is for us, and once we are gone its standard input ends.
    const child = spawn(command, args, { cwd: dirname(program), detached: true });
    let [said, told] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (told += chunk));
    child.once('error', reject);
    child.once('close', () => {
      const [, how, number, left] = /^(exit|signal|late)(?: (\d+))?, left (\d+)\n$/.exec(told) ?? [];
      if (how === undefined) reject(new Error(`${program} cannot be run: ${told.trim()}`));
      else resolve({ how: how as Ended['how'], number: Number(number ?? 0), left: Number(left), said });
    });
  });
}
