/** What a step costs beside 10, 100 and 1,000 of something: in the model, the judge and the laws, in microseconds. */
import { loadFormats } from '../../src/grammar/index.js';
import { createKernel, type Kernel, type Outcome } from '../../src/kernel/index.js';
import { createJudge } from '../../src/oracle/index.js';
import type { Observation, Scenario } from '../../src/scenario/index.js';
import type { Spec } from '../../src/spec/index.js';
import { LAWS } from '../laws/index.js';
import { BURST, loadsOf, scenarioOf, type Load } from './loads.js';

/** What a step costs with each size of something. */
export interface ScalingFigures {
  /** Of what there are many: `descriptors`. */
  readonly many: string;
  readonly sizes: readonly number[];
  /** Who works: `model`, `judge`. */
  readonly part: string;
  readonly microseconds: readonly number[];
  /** The dearest in terms of the one with the smallest size. */
  readonly ratio: number;
}

const SETTING = { profile: 'linux-6.18', privileged: true };
const SIZES = [10, 100, 1000];
const ROUNDS = 5;

/** Measures every load in this process. Takes some seconds. */
export function benchScaling(spec: Spec): ScalingFigures[] {
  const loads = loadsOf(spec);
  // The first walk through the code is slow for everybody.
  for (const load of loads) typical(spec, load, 10);
  return loads.flatMap((load) => {
    const costs = SIZES.map((size) => typical(spec, load, size));
    return PARTS.map((part) =>
      figures(
        load,
        SIZES,
        part,
        costs.map((cost) => cost[part]),
      ),
    );
  });
}

/** One row of figures. */
export function figures(
  { name }: Load,
  sizes: readonly number[],
  part: string,
  microseconds: readonly number[],
): ScalingFigures {
  return { many: name, sizes, part, microseconds, ratio: Math.max(...microseconds) / (microseconds[0] ?? 1) };
}

const PARTS = ['model', 'judge', 'laws'] as const;
type Costs = Record<(typeof PARTS)[number], number>;

function typical(spec: Spec, load: Load, size: number): Costs {
  const rounds = Array.from({ length: ROUNDS }, () => measure(spec, load, size));
  const of = (part: keyof Costs): number => middle(rounds.map((costs) => costs[part]));
  return { model: of('model'), judge: of('judge'), laws: of('laws') };
}

/** One scenario, walked and judged: what its last steps cost. */
function measure(spec: Spec, load: Load, size: number): Costs {
  const whole = scenarioOf(load, size, BURST);
  const kernel = createKernel(spec);
  const { observation, times } = walk(kernel, whole);
  const judged = new Laps(kernel);
  const judge = createJudge(spec, judged.kernel, loadFormats(), SETTING);
  const verdict = judge.judge(whole, observation);
  if (verdict.kind !== 'conforms') throw new Error(`${load.name}: the model ${verdict.kind} itself`);
  const before = whole.steps.length - BURST;
  return {
    model: middle(times.slice(before)),
    judge: middle(judged.laps.slice(before + 1)),
    laws: (lawsOf(longer(whole), longer(observation)) - lawsOf(whole, observation)) / (REPEATED * BURST),
  };
}

function walk(kernel: Kernel, { steps }: Scenario): { observation: Observation; times: number[] } {
  const observed: Observation['steps'][number][] = [];
  const times: number[] = [];
  let world: Outcome['world'] = kernel.initial(SETTING);
  for (const { action } of steps) {
    const start = performance.now();
    const [outcome] = kernel.step(world, action);
    times.push((performance.now() - start) * 1000);
    if (outcome === undefined) throw new Error('the model allows nothing');
    ({ world } = outcome);
    observed.push(outcome.events);
  }
  return { observation: { steps: observed, ended: { how: 'complete' } }, times };
}

/** The last steps once more, several times: they leave everything as it was. Laws look at a scenario as a whole. */
const REPEATED = 8;
function longer<T extends { readonly steps: readonly unknown[] }>(run: T): T {
  const last = run.steps.slice(-BURST);
  return { ...run, steps: [...run.steps, ...Array.from({ length: REPEATED }, () => last).flat()] };
}

/** Microseconds of all laws, by the processor's clock: it takes long enough for others to have turns in between. */
function lawsOf(scenario: Scenario, observation: Observation): number {
  const began = process.cpuUsage();
  for (const law of LAWS) law.check(scenario, observation);
  return process.cpuUsage(began).user;
}

/** A kernel that notes when it is asked for a step: what lies between two steps is the judge's. */
class Laps {
  readonly laps: number[] = [];
  readonly kernel: Kernel;
  private began = performance.now();

  constructor(kernel: Kernel) {
    this.kernel = {
      ...kernel,
      step: (world, action) => {
        const now = performance.now();
        this.laps.push((now - this.began) * 1000);
        this.began = now;
        return kernel.step(world, action);
      },
    };
  }
}

/** The mean of the middle half: a turn of something else counts for nothing. */
function middle(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const half = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return half.reduce((sum, time) => sum + time, 0) / half.length;
}
