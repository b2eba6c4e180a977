/**
 * Every target beside its own floor: a step and a scenario beside the hand-over and the processes that they are made of
 * there, in the same run; what a short audit tries in a second and loses; and when it finds what.
 */
import { setTimeout as pass } from 'node:timers/promises';
import { parseScenario, type Scenario } from '../../src/scenario/index.js';
import { TargetFailure, type Floor, type Target } from '../../src/target/index.js';
import type { TrialEvent, TrialResult } from '../../src/trial/index.js';

/** Microseconds but for what says otherwise. */
export interface TargetFigures {
  readonly name: string;
  readonly kernel: string;
  readonly floor: Floor;
  readonly step: number;
  /** A whole scenario that asks nothing. */
  readonly scenario: number;
  readonly trial: TrialFigures;
}

export interface TrialFigures {
  readonly seconds: number;
  readonly scenarios: number;
  readonly steps: number;
  /** Scenarios without an answer, because the target had to be started anew. */
  readonly lost: number;
  /** When the first findings were made, in seconds. */
  readonly found: readonly number[];
}

/** Puts a target on trial for so long, and tells `listen` what happens. */
export type Try = (
  target: Target,
  seconds: number,
  listen: (event: TrialEvent) => void,
) => Promise<TrialResult>;

/** Rounds of each measurement; the least counts. */
const ROUNDS = 10;
/** Steps of the long scenario. */
const STEPS = 200;
/** Findings whose time is told. */
const FINDINGS = 20;

/** Measures one target, for about `seconds` and what it takes to start. Rejects with TargetFailure. */
export async function benchTarget(target: Target, seconds: number, attempt: Try): Promise<TargetFigures> {
  if (target.measureFloor === undefined) throw new TargetFailure('it has no agents, and no floor');
  const { name, version: kernel, profile } = target.description;
  const floor = await target.measureFloor(ROUNDS);
  const [empty, long] = ['', 'A: getpid()\n'.repeat(STEPS)].map((text) => scenarioOf(profile, text));
  if (empty === undefined || long === undefined) throw new TargetFailure('no scenario');
  const scenario = await least(() => target.run(empty));
  const step = ((await least(() => target.run(long))) - scenario) / STEPS;
  return { name, kernel, floor, step, scenario, trial: await timed(target, seconds, attempt) };
}

async function timed(target: Target, seconds: number, attempt: Try): Promise<TrialFigures> {
  let began = performance.now();
  const since = (): number => (performance.now() - began) / 1000;
  const found: number[] = [];
  const { watched, lost } = watchedFor(target);
  const result = await attempt(watched, seconds, ({ kind }) => {
    if (kind === 'began') began = performance.now();
    if (kind === 'finding' && found.length < FINDINGS) found.push(since());
  });
  const { written, generated, steps, milliseconds } = result;
  return { seconds: milliseconds / 1000, scenarios: written + generated, steps, lost: lost(), found };
}

/** The target, and how many scenarios its agents did not answer. */
function watchedFor(target: Target): { watched: Target; lost: () => number } {
  let lost = 0;
  const run = async (scenario: Scenario) => {
    try {
      const observation = await target.run(scenario);
      if (observation.ended.how !== 'complete' && observation.steps.length === 0) lost += 1;
      return observation;
    } catch (error) {
      lost += 1;
      throw error;
    }
  };
  const { description } = target;
  const shortages = () => target.shortages?.() ?? { memory: 0, processes: 0 };
  return { watched: { description, run, shortages, close: () => target.close() }, lost: () => lost };
}

async function least(work: () => Promise<unknown>): Promise<number> {
  let found = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await work();
    found = Math.min(found, (performance.now() - began) * 1000);
    await pass(0);
  }
  return found;
}

function scenarioOf(profile: string, text: string): Scenario {
  const parsed = parseScenario(`setting: profile ${profile}\n${text}`);
  if (!parsed.ok) throw new Error('a scenario of the benchmark does not parse');
  return parsed.scenario;
}

/** The table of all targets: at most 80 columns. */
export function targetLines(rows: readonly TargetFigures[]): string[] {
  const head = ['target', 'hand-over', 'step', 'ratio', 'world', 'scenario', 'ratio', 'steps/s', 'lost'];
  const cells = rows.map(({ name, floor, step, scenario, trial }) => [
    name,
    us(floor.handOver),
    us(step),
    ratio(step / floor.handOver),
    us(floor.world[0]),
    us(scenario),
    ratio(scenario / floor.world[0]),
    String(Math.round(trial.steps / trial.seconds)),
    String(trial.lost),
  ]);
  return [head, ...cells].map((row) => `  ${row.map(padded).join('')}`.trimEnd());
}

/** When the first findings of a target were made, in seconds, in lines of at most 80 columns. */
export function findingLines({ name, trial }: TargetFigures): string[] {
  const { found, scenarios, seconds } = trial;
  const head = `  ${name}: ${scenarios} scenarios in ${seconds.toFixed(0)} s, `;
  if (found.length === 0) return [`${head}nothing found`];
  const times = found.map((time) => time.toFixed(1).padStart(7));
  const lines = [`${head}the first ${found.length} findings after so many seconds`];
  for (let at = 0; at < times.length; at += 10) lines.push(`  ${times.slice(at, at + 10).join('')}`);
  return lines;
}

const WIDTHS = [14, 10, 8, 7, 8, 10, 7, 8, 5];

function padded(text: string, column: number): string {
  const width = WIDTHS[column] ?? 8;
  return column === 0 ? text.slice(0, width - 1).padEnd(width) : text.padStart(width);
}

function us(figure: number): string {
  return figure.toFixed(figure < 100 ? 1 : 0);
}

function ratio(figure: number): string {
  return figure.toFixed(figure < 10 ? 2 : 1);
}
