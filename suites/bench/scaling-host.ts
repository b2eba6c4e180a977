/** What a step costs on the running kernel beside many of something, in microseconds. */
import type { Spec } from '../../src/spec/index.js';
import { AgentProcess } from '../../src/target/agent-process.js';
import { compileScenario } from '../../src/target/compile-scenario.js';
import type { WireEvent, WireStep } from '../../src/target/frames.js';
import { agentCommand } from '../../src/target/host.js';
import { hostArch } from '../../src/target/describe-host.js';
import { NATIVE_COMPILERS, compileAgent } from '../../src/target/index.js';
import { BURST, loadsOf, scenarioOf, type Load } from './loads.js';
import { figures, type ScalingFigures } from './scaling.js';

const SIZES = [10, 100, 1000];
/** A round among a thousand actors has to make them first, which takes seconds. */
const ROUNDS = 5;
const ROUNDS_OF_CROWDS = 1;
/** The clock is read between laps of so many steps, so that a turn of something else spoils one lap only. */
const LAP = 8;
const DEADLINE_MS = 30_000;

/** Measures every load with one agent. Takes some seconds; rejects with TargetFailure where there is no Linux. */
export async function benchScalingOnHost(spec: Spec): Promise<ScalingFigures[]> {
  const agent = new AgentProcess(
    agentCommand(await compileAgent({ arch: hostArch(), compilers: NATIVE_COMPILERS }), 0),
  );
  try {
    const found: ScalingFigures[] = [];
    for (const load of loadsOf(spec)) {
      const costs: number[] = [];
      for (const size of SIZES) costs.push(await step(agent, spec, load, size));
      found.push(figures(load, SIZES, 'running kernel', costs));
    }
    return found;
  } finally {
    await agent.close();
  }
}

/**
 * Microseconds a step, by the lap that a quarter of all laps do not exceed: on a busy machine the others were waited in.
 * The reading of the clock is a step of the lap, too.
 */
async function step(agent: AgentProcess, spec: Spec, load: Load, size: number): Promise<number> {
  const { steps } = compileScenario(scenarioOf(load, size, BURST), spec.abi, hostArch());
  const setup = steps.length - BURST;
  const asked = [...steps.slice(0, setup), ...withClock(steps.slice(setup), clockStep(spec))];
  const rounds = load.actors === true && size === Math.max(...SIZES) ? ROUNDS_OF_CROWDS : ROUNDS;
  const laps: number[] = [];
  for (let round = 0; round < rounds; round++) laps.push(...(await lapsOf(agent, asked, setup)));
  return (laps.sort((a, b) => a - b)[Math.floor(laps.length / 2)] ?? 0) / (LAP + 1);
}

function withClock(steps: readonly WireStep[], clock: WireStep): WireStep[] {
  return steps.flatMap((one, index) => (index % LAP === 0 ? [clock, one] : [one])).concat(clock);
}

/** The first actor reads the monotonic clock: the time is brought back as bytes. */
function clockStep(spec: Spec): WireStep {
  const number = spec.abi.calls['clock_gettime']?.number[hostArch()];
  if (number === undefined) throw new Error('spec/ has no clock_gettime');
  const none = { linger: 0, placed: [], patches: [], spawns: undefined, replaces: false };
  const words = [
    { base: 'number', slot: 0, addend: CLOCK_MONOTONIC },
    { base: 'arena', slot: 0, addend: 0n },
  ] as const;
  const brings = [{ offset: 0, length: TIMESPEC_BYTES, limited: false }];
  return { kind: 'call', slot: 0, program: { ...none, number, words, brings } };
}

const CLOCK_MONOTONIC = 1n;
const TIMESPEC_BYTES = 16;

/** Microseconds of each lap after the setup. */
async function lapsOf(
  agent: AgentProcess,
  steps: readonly WireStep[],
  setup: number,
): Promise<readonly number[]> {
  const outcome = await agent.run(steps, DEADLINE_MS);
  if (outcome.kind !== 'answered' || outcome.answer.ended !== 'complete')
    throw new Error('the agent was lost');
  const marks = outcome.answer.steps
    .slice(setup)
    .filter((_, index) => index % (LAP + 1) === 0)
    .map(([event]) => timeIn(event));
  return marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0));
}

function timeIn(event: WireEvent | undefined): number {
  const bytes = event?.kind === 'returned' ? event.brought[0] : undefined;
  if (bytes === undefined) throw new Error('the clock was not read');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Number(view.getBigInt64(0, true)) * 1e6 + Number(view.getBigInt64(8, true)) / 1000;
}
