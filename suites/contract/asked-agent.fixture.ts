/** An agent that is asked directly, with calls that spec/ need not know. */
import { parseScenario, printScenario, type Scenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { AgentProcess, type Answer, type Hello } from '../../src/target/agent-process.js';
import { compileScenario, type CompiledScenario } from '../../src/target/compile-scenario.js';
import { hostArch } from '../../src/target/describe-host.js';
import { NATIVE_COMPILERS, compileAgent } from '../../src/target/index.js';
import { withTaskCalls } from './task-calls.fixture.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const ABI = withTaskCalls(loaded.spec.abi);

export class AskedAgent {
  private constructor(
    private readonly process: AgentProcess,
    readonly hello: Hello,
  ) {}

  static async start(): Promise<AskedAgent> {
    const path = await compileAgent({ arch: hostArch(), compilers: NATIVE_COMPILERS });
    const process = new AgentProcess(path, 0);
    return new AskedAgent(process, await process.hello());
  }

  close(): Promise<void> {
    return this.process.close();
  }

  /** Throws unless the text is what is seen when its actions are run. Each lingers so many microseconds. */
  async holds(text: string, linger = 0): Promise<void> {
    const scenario = parse(text);
    const compiled = compile(scenario);
    const { steps, ended } = compiled.lift(await this.ask(compiled, linger), this.hello);
    if (ended.how !== 'complete') throw new Error(JSON.stringify(ended));
    const told = scenario.steps.map(({ action }, index) => ({ action, expect: steps[index] ?? [] }));
    const seen = printScenario({ ...scenario, steps: told })
      .split('\n')
      .slice(1)
      .join('\n')
      .trim();
    if (seen !== text.trim()) throw new Error(`seen was\n${seen}\ninstead of\n${text.trim()}`);
  }

  /** Which handlers ran, in order: slot, signal, and whether on an alternate stack. */
  async handled(text: string): Promise<string[]> {
    const { steps } = await this.ask(compile(parse(text)), 0);
    return steps
      .flat()
      .flatMap((event) =>
        event.kind === 'handler' ? [`${event.slot} ${event.signo} ${event.alternate}`] : [],
      );
  }

  private async ask({ steps }: CompiledScenario, linger: number): Promise<Answer> {
    const asked = steps.map((step) =>
      step.kind === 'call' ? { ...step, program: { ...step.program, linger } } : step,
    );
    const outcome = await this.process.run(asked, 5000);
    if (outcome.kind === 'lost') throw new Error(outcome.detail);
    return outcome.answer;
  }
}

function compile(scenario: Scenario): CompiledScenario {
  return compileScenario(scenario, ABI, hostArch());
}

function parse(text: string): Scenario {
  const parsed = parseScenario(`setting: profile linux-6.18\n${text.trim()}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.scenario;
}
