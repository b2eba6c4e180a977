/** What a step costs on the running kernel beside many of something, by the agent's own clock, in microseconds. */
import type { Spec } from '../../src/spec/index.js';
import { AgentProcess } from '../../src/target/agent-process.js';
import { compileScenario } from '../../src/target/compile-scenario.js';
import { hostArch } from '../../src/target/describe-host.js';
import { NATIVE_COMPILERS, compileAgent } from '../../src/target/index.js';
import { BURST, loadsOf, scenarioOf, type Load } from './loads.js';
import { figures, type ScalingFigures } from './scaling.js';

/** The agent holds no more than 32 actors in a scenario, init among them. */
const OF_ACTORS = [3, 10, 28];
const OF_OTHERS = [10, 100, 1000];
const ROUNDS = 15;
const DEADLINE_MS = 30_000;

/** Measures every load with one agent. Takes some seconds; rejects with TargetFailure where there is no Linux. */
export async function benchScalingOnHost(spec: Spec): Promise<ScalingFigures[]> {
  const agent = new AgentProcess(await compileAgent({ arch: hostArch(), compilers: NATIVE_COMPILERS }), 0);
  try {
    const found: ScalingFigures[] = [];
    for (const load of loadsOf(spec)) {
      const sizes = load.actors === true ? OF_ACTORS : OF_OTHERS;
      const costs: number[] = [];
      for (const size of sizes) costs.push(await step(agent, spec, load, size));
      found.push(figures(load, sizes, 'running kernel', costs));
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
  for (let round = 0; round < ROUNDS; round++) {
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
