/** How many scenarios a second are generated, run on the running kernel and judged, and what takes the time. */
import { createGenerator } from '../../src/generator/index.js';
import { loadFormats } from '../../src/grammar/index.js';
import { createKernel, type Kernel } from '../../src/kernel/index.js';
import { createJudge } from '../../src/oracle/index.js';
import type { Spec } from '../../src/spec/index.js';
import { createHostTarget } from '../../src/target/index.js';
import { runTrial, type Suite } from '../../src/trial/index.js';

export interface ThroughputFigures {
  readonly scenarios: number;
  readonly stepsPerScenario: number;
  readonly scenariosPerSecond: number;
  /** The same as if every scenario had twelve steps. */
  readonly twelveStepsPerSecond: number;
  /** Of the time of the run: in the model's steps (asked by generator and oracle), and in judging in all. */
  readonly modelShare: number;
  readonly judgeShare: number;
}

const SCENARIOS = 6_000;
const STEPS = 24;
const SUITE: Suite = { name: 'bench', written: [], share: 1, steps: STEPS };

/** Runs one trial on the host. Takes some seconds; rejects with TargetFailure where there is no Linux. */
export async function benchThroughput(spec: Spec): Promise<ThroughputFigures> {
  const clock = new Stopwatch();
  const kernel = createKernel(spec);
  const timed: Kernel = {
    ...kernel,
    step: (world, action) => clock.time('model', () => kernel.step(world, action)),
  };
  const target = createHostTarget({ abi: spec.abi });
  try {
    await target.meet();
    const judge = createJudge(spec, timed, loadFormats(), target.description.capabilities);
    const result = await runTrial({
      spec,
      source: createGenerator(spec, timed),
      judge: { judge: (scenario, seen) => clock.time('judge', () => judge.judge(scenario, seen)) },
      target,
      laws: [],
      suites: [SUITE],
      seed: 1,
      scenarios: SCENARIOS,
      aims: [],
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
    const perSecond = (1000 * result.generated) / result.milliseconds;
    const stepsPerScenario = result.steps / result.generated;
    return {
      scenarios: result.generated,
      stepsPerScenario,
      scenariosPerSecond: perSecond,
      twelveStepsPerSecond: (perSecond * stepsPerScenario) / 12,
      modelShare: clock.spent('model') / result.milliseconds,
      judgeShare: clock.spent('judge') / result.milliseconds,
    };
  } finally {
    await target.close();
  }
}

/** Adds up the time that is spent in each of some places; a place inside another counts in both. */
class Stopwatch {
  private readonly sums = new Map<string, number>();

  time<T>(place: string, work: () => T): T {
    const began = performance.now();
    try {
      return work();
    } finally {
      this.sums.set(place, this.spent(place) + performance.now() - began);
    }
  }

  /** Milliseconds. */
  spent(place: string): number {
    return this.sums.get(place) ?? 0;
  }
}
