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
  /** Who works: `model`, `judge`, `laws`, or `all three`. */
  readonly part: string;
  /** The time of a step is held to the limit, not that of one part of it alone. */
  readonly isWhole: boolean;
  readonly microseconds: readonly number[];
  /** The dearest in terms of the one with the smallest size. */
  readonly ratio: number;
}

const SETTING = { profile: 'linux-6.18', privileged: true };
const SIZES = [10, 100, 1000];
const ROUNDS = 7;
const GOES = 3;

/** Measures every load in this process. Takes some seconds. */
export function benchScaling(spec: Spec): ScalingFigures[] {
  const loads = loadsOf(spec);
  // The first walk through the code is slow for everybody.
  for (const load of loads) measure(spec, load, 10);
  return loads.flatMap((load) => {
    const costs = bestOf(spec, load);
    const parts = PARTS.map((part) => ({ ...figures(load, SIZES, part, of(costs, part)), isWhole: false }));
    const sums = costs.map(({ model, judge, laws }) => model + judge + laws);
    return [...parts, figures(load, SIZES, 'all three', sums)];
  });
}

function of(costs: readonly Costs[], part: keyof Costs): number[] {
  return costs.map((cost) => cost[part]);
}

/** One row of figures, of whole steps. */
export function figures(
  { name }: Load,
  sizes: readonly number[],
  part: string,
  microseconds: readonly number[],
): ScalingFigures {
  const ratio = Math.max(...microseconds) / (microseconds[0] ?? 1);
  return { many: name, sizes, part, isWhole: true, microseconds, ratio };
}

const PARTS = ['model', 'judge', 'laws'] as const;
type Costs = Record<(typeof PARTS)[number], number>;

/** The best round of each size. Sizes take turns, so that a busy machine is as busy for each. */
function bestOf(spec: Spec, load: Load): Costs[] {
  const rounds = Array.from({ length: ROUNDS }, () => SIZES.map((size) => measure(spec, load, size)));
  return SIZES.map((_, at) => {
    const best = (part: keyof Costs): number =>
      Math.min(...rounds.map((costs) => costs[at]?.[part] ?? Infinity));
    return { model: best('model'), judge: best('judge'), laws: best('laws') };
  });
}

/** One scenario, walked and judged: what its last steps cost. */
function measure(spec: Spec, load: Load, size: number): Costs {
  const whole = scenarioOf(load, size, BURST);
  const kernel = createKernel(spec);
  const { observation, times } = walk(kernel, whole);
  const judged = new Laps(kernel);
  const judge = createJudge(spec, judged.kernel, loadFormats(), SETTING);
  const before = whole.steps.length - BURST;
  const judging = again(() => {
    judged.laps.length = 0;
    const verdict = judge.judge(whole, observation);
    if (verdict.kind !== 'conforms') throw new Error(`${load.name}: the model ${verdict.kind} itself`);
    return middle(judged.laps.slice(before + 1));
  });
  return { model: middle(times.slice(before)), judge: judging, laws: costOfLaws(whole, observation) };
}

/** The best of several goes at it. */
function again(measured: () => number): number {
  return Math.min(...Array.from({ length: GOES }, measured));
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

/** Microseconds of all laws for a step more. */
function costOfLaws(scenario: Scenario, observation: Observation): number {
  const [long, lasting] = [longer(scenario), longer(observation)];
  return (
    (again(() => lawsOf(long, lasting)) - again(() => lawsOf(scenario, observation))) / (REPEATED * BURST)
  );
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
