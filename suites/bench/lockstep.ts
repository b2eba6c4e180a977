/** Lock-step on the running kernel beside its floor: a bare hand-over, and bare creation of the same processes. */
import type { AbiTable } from '../../src/abi/index.js';
import { parseScenario, type Scenario } from '../../src/scenario/index.js';
import { AgentProcess } from '../../src/target/agent-process.js';
import { compileScenario } from '../../src/target/compile-scenario.js';
import { agentCommand } from '../../src/target/host.js';
import { hostArch } from '../../src/target/describe-host.js';
import { NATIVE_COMPILERS, compileAgent, describeHost } from '../../src/target/index.js';

/** Microseconds, each the least of several rounds, and each beside its floor of the same run. */
export interface LockstepFigures {
  /** A bare hand-over there and back, the cheaper of two ways, with the same call. */
  readonly floorStep: number;
  /** A step of the only actor. */
  readonly step: number;
  readonly stepRatio: number;
  /** A step while a second actor is idle, which has to be looked at. */
  readonly stepBesideIdle: number;
  /** No more than this from dispatch until an actor is seen to be blocked: a step that blocks, and its undoing. */
  readonly blockedSeen: number;
  /** What this process adds to a step: lowering, frames, lifting. */
  readonly around: number;
  /** Bare creation of the namespaces, mounts and processes of a scenario: with A; with A and B. */
  readonly floorScenario: readonly [number, number];
  readonly scenario: readonly [number, number];
  readonly scenarioRatio: readonly [number, number];
}

const STEPS = 500;
/** Bursts are short, so that some of them fall between the turns of whatever else runs on the machine. */
const SCENARIOS = 8;
const ROUNDS = 100;
const DEADLINE_MS = 10_000;

const FORK = 'A: fork() = B\n';
const PLAIN = 'A: getpid()\n';
const BLOCK = 'B: read(3, 1)\nA: write(4, "x")\n';

/** Measures with one agent, on one CPU. Takes a few seconds; rejects with TargetFailure where there is no Linux. */
export async function benchLockstep(abi: AbiTable): Promise<LockstepFigures> {
  const path = await compileAgent({ arch: hostArch(), compilers: NATIVE_COMPILERS });
  const agent = new AgentProcess(agentCommand(path, 0));
  try {
    const floor = await measureFloor(agent);
    const bench = new Bench(agent, abi);
    const step = await bench.step('', PLAIN, 1);
    const stepBesideIdle = await bench.step(FORK, PLAIN, 1);
    const pair = await bench.step(`A: pipe2(0) = 0 [3, 4]\n${FORK}`, BLOCK, 2);
    const scenario = [await bench.scenario(''), await bench.scenario(FORK)] as const;
    return {
      ...floor,
      step,
      stepRatio: step / floor.floorStep,
      stepBesideIdle,
      blockedSeen: 2 * pair - stepBesideIdle,
      around: await bench.around(PLAIN),
      scenario,
      scenarioRatio: [scenario[0] / floor.floorScenario[0], scenario[1] / floor.floorScenario[1]],
    };
  } finally {
    await agent.close();
  }
}

async function measureFloor(
  agent: AgentProcess,
): Promise<Pick<LockstepFigures, 'floorStep' | 'floorScenario'>> {
  const outcome = await agent.measure(ROUNDS);
  if (outcome.kind !== 'answered') throw new Error('the agent was lost');
  const { handOver, world } = outcome.answer;
  return { floorStep: Math.min(...handOver) / 1000, floorScenario: [world[0] / 1000, world[1] / 1000] };
}

class Bench {
  constructor(
    private readonly agent: AgentProcess,
    private readonly abi: AbiTable,
  ) {}

  /** A step, by the agent's own clock; `count` of them are one turn of the loop. */
  async step(beginning: string, steps: string, count: number): Promise<number> {
    const long = this.compile(`${beginning}${steps.repeat(STEPS / count)}`).steps;
    return least(async () => {
      const outcome = await this.agent.run(long, DEADLINE_MS);
      if (outcome.kind !== 'answered' || outcome.answer.ended !== 'complete')
        throw new Error('the agent was lost');
      return outcome.answer.nanoseconds / 1000 / STEPS;
    });
  }

  /** A whole scenario, from the request to the answer, when the next one is always waiting. */
  async scenario(text: string): Promise<number> {
    const { steps } = this.compile(text);
    return least(async () => {
      const start = performance.now();
      await Promise.all(Array.from({ length: SCENARIOS }, () => this.agent.run(steps, DEADLINE_MS)));
      return ((performance.now() - start) * 1000) / SCENARIOS;
    });
  }

  /** What a step costs on this side of the wire. */
  async around(text: string): Promise<number> {
    const scenario = scenarioOf(text.repeat(STEPS));
    const hello = await this.agent.hello();
    return least(async () => {
      const start = performance.now();
      const compiled = compileScenario(scenario, this.abi, hostArch());
      const outcome = await this.agent.run(compiled.steps, DEADLINE_MS);
      if (outcome.kind !== 'answered') throw new Error('the agent was lost');
      compiled.lift(outcome.answer, hello);
      return ((performance.now() - start) * 1000 - outcome.answer.nanoseconds / 1000) / STEPS;
    });
  }

  private compile(text: string): ReturnType<typeof compileScenario> {
    return compileScenario(scenarioOf(text), this.abi, hostArch());
  }
}

async function least(measure: () => Promise<number>): Promise<number> {
  let found = Infinity;
  for (let round = 0; round < ROUNDS; round++) found = Math.min(found, await measure());
  return found;
}

function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(`setting: profile ${describeHost().profile}\n${text}`);
  if (!parsed.ok) throw new Error('a scenario of the benchmark does not parse');
  return parsed.scenario;
}
