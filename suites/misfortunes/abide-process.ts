/** The program as a process, to which something happens: how it is run, and what is seen of it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { leftAtLast, leftBehind } from './aftermath.js';

const PROGRAM = resolve('dist/src/cli/main.js');
const DEVIANT = fileURLToPath(new URL('deviant.js', import.meta.url));
/** The planted deviation, of whatever call a suite of the program meets first. */
const PLANTED = /: \w+\/bad-fd: .*EINVAL/;
/** Its clause, in a report or as the name of a file. */
export const FOUND = /\w[-/]bad-fd/;
/** A scenario that every kernel answers. */
export const SCENARIO = resolve('suites/regressions/same-mask-again.scn');

/** A run that ends only because something befalls it; of the suites, this one starts soonest. */
export function endless(target: string): string[] {
  return ['run', 'descriptors', '-t', target, '--seed', '1', '--time', '600'];
}

/** What there is to see of a run while it goes on. */
export interface Running {
  readonly child: ChildProcess;
  readonly place: string;
  readonly report: string;
}

export interface Course {
  /** What happens once something was found. */
  readonly found?: (running: Running) => void;
  /** Said by a shell, in a mount namespace of its own, before the program runs. */
  readonly before?: string;
  /** What Node is told. */
  readonly node?: readonly string[];
  /** The home of the run, with its cache. */
  readonly cache?: string;
  readonly report?: string;
}

export interface Ran {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  result(): unknown;
  /** The names of the findings in its report. */
  findings(): string;
}

/** Makes `directory/name`, if it is not there, and gives its path. */
export function makePlace(directory: string, name: string): string {
  const place = join(directory, name);
  mkdirSync(place, { recursive: true });
  return place;
}

/** Runs the program below `directory`, in a session of its own, and holds it to it that nothing of that is left. */
export async function abideIn(
  directory: string,
  name: string,
  args: (target: string) => string[],
  course: Course,
): Promise<Ran> {
  const place = makePlace(directory, name);
  const report = makePlace(directory, join(course.report ?? name, 'report'));
  const [path = '', ...line] = commandLine(place, report, args, course);
  const home = course.cache === undefined ? {} : { HOME: course.cache };
  if (course.cache !== undefined) mkdirSync(course.cache, { recursive: true });
  const bin = makePlace(directory, 'bin');
  const env = { ...process.env, NO_COLOR: '1', ...home, REPORT: report, BIN: bin };
  const child = spawn(path, line, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  let isFound = false;
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
    if (isFound || !PLANTED.test(said.stderr)) return;
    isFound = true;
    course.found?.({ child, place, report });
  });
  const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((end) =>
    child.once('exit', (code, by) => end([code, by])),
  );
  expect(await leftAtLast(() => leftBehind([child.pid ?? 0]))).toEqual([]);
  return {
    ...{ status, signal, ...said },
    result: () => JSON.parse(readFileSync(join(report, 'result.json'), 'utf8')) as unknown,
    findings: () => readdirSync(join(report, 'findings')).join(),
  };
}

function commandLine(
  place: string,
  report: string,
  args: (target: string) => string[],
  { before = ':', node = [] }: Course,
): string[] {
  const words = args(`command:exec ${process.execPath} ${DEVIANT} ${place} {agent}`);
  const into = ['run', 'audit'].includes(words[0] ?? '') ? ['--report', report] : [];
  const inside = before.startsWith('mount') ? ['unshare', '-m', '--'] : [];
  const shell = ['sh', '-c', `${before}; exec "$@"`, 'sh'];
  return [...inside, ...shell, process.execPath, ...node, PROGRAM, ...words, ...into];
}
