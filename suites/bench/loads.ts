/** Loads: scenarios that first make many of something, and then go on with ordinary steps. */
import { parseScenario, type Scenario } from '../../src/scenario/index.js';
import type { Spec } from '../../src/spec/index.js';

/** One load, as lines of a scenario. */
export interface Load {
  /** Of what there are many. */
  readonly name: string;
  /** The lines that make so many of it. */
  readonly setup: (size: number) => readonly string[];
  /** Lines that leave everything as it was; repeated, they are what is measured. */
  readonly burst: (size: number) => readonly string[];
  /** True where each of the many is an actor. */
  readonly actors?: true;
  /** The call without which there is no such load. */
  readonly needs?: string;
}

/** Steps that are measured after the setup: whole bursts. */
export const BURST = 320;

/** Everything that a world can have many of, as far as `spec` says how. */
export function loadsOf(spec: Spec): Load[] {
  return LOADS.filter(({ needs }) => needs === undefined || spec.syscalls.get(needs)?.depth === 'full');
}

/** The setup of a load and `steps` steps after it. Throws where that is no scenario, which is our bug. */
export function scenarioOf({ name, setup, burst }: Load, size: number, steps: number): Scenario {
  const lines = burst(size);
  const repeated = Array.from({ length: Math.ceil(steps / lines.length) }, () => lines).flat();
  const parsed = parseScenario([...setup(size), ...repeated.slice(0, steps)].join('\n'), 'linux-6.18');
  if (parsed.ok) return parsed.scenario;
  throw new Error(`${name}: ${parsed.problems.map(({ message }) => message).join('; ')}`);
}

const LOADS: readonly Load[] = [
  {
    name: 'steps before',
    setup: (size) => [PIPE, ...repeat(Math.max(1, Math.round(size / 8)), ordinary(5)).flat()],
    burst: () => ordinary(5),
  },
  {
    name: 'descriptors',
    setup: (size) => [PIPE, ...repeat(Math.min(size, MOST_DESCRIPTORS), 'A: dup(0)')],
    burst: (size) => ordinary(5 + Math.min(size, MOST_DESCRIPTORS)),
  },
  {
    name: 'idle processes',
    actors: true,
    setup: (size) => [PIPE, ...actors(size).map((name) => `A: fork() = ${name}`)],
    burst: () => ordinary(5),
  },
  {
    name: 'blocked sleepers',
    actors: true,
    setup: (size) => [
      PIPE,
      'A: pipe2(0)',
      ...actors(size).flatMap((name) => [`A: fork() = ${name}`, `${name}: read(5, 1)`]),
    ],
    burst: () => ordinary(7),
  },
  {
    name: 'threads',
    actors: true,
    setup: (size) => [PIPE, ...actors(size).map((name) => `A: clone(${THREAD}) = ${name}`)],
    burst: () => ordinary(5),
    needs: 'clone',
  },
];

/** The limit is 1024; three are open at first, the pipe takes two, and the burst another one. */
const MOST_DESCRIPTORS = 1000;
const THREAD =
  'CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD|CLONE_SYSVSEM, null, null, null, null';
const PIPE = 'A: pipe2(0)';

/** Eight steps of a process whose lowest free descriptor is `free`, and who has a pipe in 3 and 4. */
function ordinary(free: number): string[] {
  return [
    'A: getpid()',
    'A: dup(0)',
    `A: fcntl(${free}, F_SETFD, 1)`,
    'A: write(4, "x")',
    'A: read(3, 1)',
    `A: close(${free})`,
    'A: kill(A, 0)',
    'A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1])',
  ];
}

/** B, B1, B2, ... */
function actors(count: number): string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? 'B' : `B${index}`));
}

function repeat<T>(times: number, item: T): T[] {
  return Array.from({ length: times }, () => item);
}
