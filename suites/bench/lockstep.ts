/** Lock-step on the running kernel beside its floor: a bare hand-over, and bare creation of the same processes. */
import { execFileSync } from 'node:child_process';
import {
  NATIVE_COMPILERS,
  compileAgent,
  createHostTarget,
  describeHost,
  type Target,
} from '../../src/target/index.js';
import { parseScenario, type Scenario } from '../../src/scenario/index.js';
import type { AbiTable } from '../../src/abi/index.js';

/** Microseconds, and each beside its floor of the same run. */
export interface LockstepFigures {
  /** A bare hand-over there and back, the cheaper of two ways, with the same call. */
  readonly floorStep: number;
  readonly step: number;
  readonly stepRatio: number;
  /** A step while a second actor is idle, which has to be looked at. */
  readonly stepBesideIdle: number;
  /** From dispatch to seeing that the actor is blocked, together with waking it again. */
  readonly blockedSeen: number;
  /** Bare creation of the namespaces, mounts and processes of a scenario: init and A; init, A and B. */
  readonly floorScenario: readonly [number, number];
  readonly scenario: readonly [number, number];
  readonly scenarioRatio: readonly [number, number];
}

const STEPS = 4000;
const SCENARIOS = 150;
const ROUNDS = 7;

/** Measures with one agent, on one CPU. Takes a few seconds; rejects with TargetFailure where there is no Linux. */
export async function benchLockstep(abi: AbiTable): Promise<LockstepFigures> {
  const floor = await measureFloor();
  const target = createHostTarget({ abi, agents: 1 });
  try {
    const idle = await perStep(target, '', 'A: getpid()', 1);
    const besideIdle = await perStep(target, 'A: fork() = B\n', 'A: getpid()', 1);
    const pipe = 'A: pipe2(0) = 0 [3, 4]\nA: fork() = B\n';
    const pair = await perStep(target, pipe, 'B: read(3, 1)\nA: write(4, "x")', 2);
    const scenario = [await perScenario(target, ''), await perScenario(target, 'A: fork() = B\n')] as const;
    return {
      floorStep: floor.step,
      step: idle,
      stepRatio: idle / floor.step,
      stepBesideIdle: besideIdle,
      blockedSeen: 2 * pair - besideIdle,
      floorScenario: floor.scenario,
      scenario,
      scenarioRatio: [scenario[0] / floor.scenario[0], scenario[1] / floor.scenario[1]],
    };
  } finally {
    await target.close();
  }
}

async function measureFloor(): Promise<{ step: number; scenario: readonly [number, number] }> {
  const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  const path = await compileAgent({ arch, compilers: NATIVE_COMPILERS });
  const text = execFileSync(path, ['floor', '0'], { encoding: 'latin1' });
  const figures = new Map(text.split('\n').map((line) => line.split(' ') as [string, string]));
  const of = (name: string): number => Number(figures.get(name)) / 1000;
  return {
    step: Math.min(of('handover-futex'), of('handover-yield')),
    scenario: [of('world-1'), of('world-2')],
  };
}

/** Microseconds a step, beyond what the scenario's beginning costs: the least of several rounds. */
async function perStep(target: Target, beginning: string, steps: string, count: number): Promise<number> {
  const short = scenarioOf(beginning);
  const long = scenarioOf(`${beginning}${`${steps}\n`.repeat(STEPS / count)}`);
  const empty = await leastTime(() => target.run(short));
  return ((await leastTime(() => target.run(long))) - empty) / STEPS;
}

async function perScenario(target: Target, text: string): Promise<number> {
  const scenario = scenarioOf(text);
  const time = await leastTime(async () => {
    const runs = Array.from({ length: SCENARIOS }, () => target.run(scenario));
    await Promise.all(runs);
  });
  return time / SCENARIOS;
}

async function leastTime(action: () => Promise<unknown>): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await action();
    least = Math.min(least, performance.now() - start);
  }
  return least * 1000;
}

function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(`setting: profile ${describeHost().profile}\n${text}`);
  if (!parsed.ok) throw new Error('a scenario of the benchmark does not parse');
  return parsed.scenario;
}
