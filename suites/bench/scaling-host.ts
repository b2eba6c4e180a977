/** What a step costs on the running kernel beside many of something, by the agent's own clock, in microseconds. */
import type { Spec } from '../../src/spec/index.js';
import { AgentProcess } from '../../src/target/agent-process.js';
import { compileScenario } from '../../src/target/compile-scenario.js';
import { hostArch } from '../../src/target/describe-host.js';
import { NATIVE_COMPILERS, compileAgent } from '../../src/target/index.js';
import { BURST, loadsOf, scenarioOf, type Load } from './loads.js';
import { figures, type ScalingFigures } from './scaling.js';

const SIZES = [10, 100, 1000];
/** A round among a thousand actors has to make them first, which takes a second. */
const ROUNDS = 15;
const ROUNDS_OF_CROWDS = 2;
const DEADLINE_MS = 30_000;

/** Measures every load with one agent. Takes some seconds; rejects with TargetFailure where there is no Linux. */
export async function benchScalingOnHost(spec: Spec): Promise<ScalingFigures[]> {
  const agent = new AgentProcess(await compileAgent({ arch: hostArch(), compilers: NATIVE_COMPILERS }), 0);
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

/** What the measured steps take more than the setup alone. */
async function step(agent: AgentProcess, spec: Spec, load: Load, size: number): Promise<number> {
  const [alone, whole] = [0, BURST].map(
    (steps) => compileScenario(scenarioOf(load, size, steps), spec.abi, hostArch()).steps,
  );
  let [least, most] = [Infinity, Infinity];
  const rounds = load.actors === true && size === Math.max(...SIZES) ? ROUNDS_OF_CROWDS : ROUNDS;
  for (let round = 0; round < rounds; round++) {
    least = Math.min(least, await time(agent, alone ?? []));
    most = Math.min(most, await time(agent, whole ?? []));
  }
  return (most - least) / BURST;
}

async function time(agent: AgentProcess, steps: Parameters<AgentProcess['run']>[0]): Promise<number> {
  const outcome = await agent.run(steps, DEADLINE_MS);
  if (outcome.kind !== 'answered' || outcome.answer.ended !== 'complete')
    throw new Error('the agent was lost');
  return outcome.answer.nanoseconds / 1000;
}
