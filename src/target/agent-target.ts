/** A target that agents answer for: each has its own CPU and its own world, on this kernel or in a guest. */
import { availableParallelism } from 'node:os';
import { settingsOf, type AbiTable, type Arch } from '../abi/index.js';
import type { Observation, Scenario } from '../scenario/index.js';
import { AgentProcess, type AgentCommand, type Answer, type Hello } from './agent-process.js';
import { NATIVE_COMPILERS } from './compile-agent.js';
import { compileScenario, type CompiledScenario } from './compile-scenario.js';
import type { ProcWalk, WalkedProc } from './proc-entry.js';
import { walkProc } from './proc-walk.js';
import { shortages } from './shortages.js';
import { TargetFailure, type Floor, type Shortages, type Target, type TargetDescription } from './target.js';

/** How agents are asked. */
export interface AgentOptions {
  readonly abi: AbiTable;
  /** How many agents work at once. Default: one a CPU. */
  readonly agents?: number;
  /** How long one step may take to come to rest before the scenario counts as hung. Default: 10 s. */
  readonly deadlineMs?: number;
  /** Where the compiled agent is kept. */
  readonly cache?: string;
  readonly compilers?: readonly string[];
}

/** What differs between targets with agents: what they are, and how an agent starts there. */
export interface AgentHome {
  readonly description: TargetDescription;
  readonly arch: Arch;
  /** What starts the agent of the `cpu`-th CPU; makes what is needed for it first. Rejects with TargetFailure. */
  command(cpu: number, build: AgentTools): Promise<AgentCommand>;
  /** The agent is alone on its machine: what is on it is the machine's own, and no business of somebody else. */
  readonly isWholeMachine?: boolean;
  /** How many agents work at once, and how long a step may take, where that is not the same as elsewhere. */
  readonly pace?: Pick<AgentOptions, 'agents' | 'deadlineMs'>;
  /** What it is, where only an agent that runs there can tell: how the machine is set it need not say. */
  introduce?(hello: Hello): TargetDescription;
  /** Takes away what `command` made. */
  clear?(): void;
}

/** A target that agents answer for can be met, and measured. */
export type TargetWithAgents = Target & Required<Pick<Target, 'meet' | 'measureFloor' | 'shortages'>>;

/** What an agent is made with. */
export type AgentTools = Required<Pick<AgentOptions, 'compilers'>> & Pick<AgentOptions, 'cache'>;

/**
 * The target whose agents live in `home`. Nothing is compiled or started before it is met, or runs something. Met, it
 * says how its machine is set, as the agent found it there.
 */
export function createAgentTarget(home: AgentHome, options: AgentOptions): TargetWithAgents {
  return new AgentTarget(home, options);
}

/** An agent is given a second scenario while it runs the first, so that it never waits for us. */
const AHEAD = 2;
const DEADLINE_MS = 10_000;

interface Job {
  readonly compiled: CompiledScenario;
  readonly resolve: (observation: Observation) => void;
  readonly reject: (failure: TargetFailure) => void;
}

/** One CPU's worth of work: an agent, once it is needed, and how many jobs it has. */
interface Lane {
  readonly cpu: number;
  agent: Promise<AgentProcess> | undefined;
  load: number;
}

class AgentTarget implements TargetWithAgents {
  private met: TargetDescription | undefined;
  private readonly lanes: readonly Lane[];
  private readonly jobs: Job[] = [];
  /** Those that were started, and perhaps ended. */
  private readonly agents = new Set<AgentProcess>();
  private readonly deadlineMs: number;
  private closing = false;
  private hasStarted = false;
  /** Why the first agent did not start: others would not either. */
  private stillborn: TargetFailure | undefined;

  constructor(
    private readonly home: AgentHome,
    private readonly options: AgentOptions,
  ) {
    const count = options.agents ?? home.pace?.agents ?? availableParallelism();
    this.deadlineMs = options.deadlineMs ?? home.pace?.deadlineMs ?? DEADLINE_MS;
    this.lanes = Array.from({ length: count }, (_, cpu) => ({ cpu, agent: undefined, load: 0 }));
  }

  get description(): TargetDescription {
    return this.met ?? this.home.description;
  }

  async meet(): Promise<void> {
    const hello = await (await this.firstAgent()).hello();
    const described = this.home.introduce?.(hello) ?? this.home.description;
    const capabilities = { ...described.capabilities, settings: settingsOf(hello) };
    this.met = { ...described, capabilities };
  }

  run(scenario: Scenario): Promise<Observation> {
    return new Promise((resolve, reject) => {
      this.mustBeOpen();
      const compiled = compileScenario(scenario, this.options.abi, this.home.arch);
      this.jobs.push({ compiled, resolve, reject });
      this.feed();
    });
  }

  async walkProc(walk: ProcWalk): Promise<WalkedProc> {
    const agent = await this.firstAgent();
    const entries = await walkProc(agent, walk, {
      patienceMs: this.deadlineMs,
      isWhole: this.home.isWholeMachine === true,
    });
    return { entries, arch: this.home.arch, release: (await agent.hello()).release };
  }

  async measureFloor(rounds: number): Promise<Floor> {
    const agent = await this.firstAgent();
    const outcome = await agent.measure(rounds);
    if (outcome.kind === 'lost') throw new TargetFailure(outcome.detail);
    const { handOver, world } = outcome.answer;
    if (handOver.includes(0)) throw new TargetFailure('nobody answers where its actors run');
    return { handOver: Math.min(...handOver) / 1000, world: [world[0] / 1000, world[1] / 1000] };
  }

  shortages(): Shortages {
    return shortages();
  }

  async close(): Promise<void> {
    this.closing = true;
    for (const job of this.jobs.splice(0)) job.reject(new TargetFailure('the target is closed'));
    await Promise.all([...this.agents].map((agent) => agent.close()));
    this.home.clear?.();
  }

  /** Gives waiting jobs to the lanes that have least to do. */
  private feed(): void {
    while (this.jobs.length > 0) {
      const lane = this.lanes.reduce((least, one) => (one.load < least.load ? one : least));
      if (lane.load >= AHEAD) return;
      const job = this.jobs.shift();
      if (job !== undefined) void this.work(lane, job);
    }
  }

  private async work(lane: Lane, job: Job): Promise<void> {
    lane.load++;
    try {
      await this.ask(lane, job);
    } catch (error) {
      lane.agent = undefined;
      job.reject(error instanceof TargetFailure ? error : new TargetFailure(String(error)));
    }
    lane.load--;
    this.feed();
  }

  private async ask(lane: Lane, job: Job): Promise<void> {
    const starting = (lane.agent ??= this.start(lane.cpu));
    const agent = await starting;
    const outcome = await agent.run(job.compiled.steps, this.deadlineMs);
    if (outcome.kind === 'answered') {
      const refused = REFUSALS[outcome.answer.ended]?.(outcome.answer);
      if (refused !== undefined) job.reject(refused);
      else job.resolve(job.compiled.lift(outcome.answer, await agent.hello()));
      return;
    }
    this.retire(agent);
    if (lane.agent === starting) lane.agent = undefined;
    const { why, detail } = outcome;
    if (this.closing) job.reject(new TargetFailure('the target is closed'));
    else if (!outcome.culprit) this.jobs.unshift(job);
    else if (why === 'garbled') job.reject(new TargetFailure(detail));
    else {
      const how = why === 'overdue' ? 'hung' : 'died';
      job.resolve({ steps: [], ended: { how, step: 0, detail } });
    }
  }

  /** Nothing more is asked of it; it counts as one of ours until it is gone. */
  private retire(agent: AgentProcess): void {
    void agent.close().then(() => this.agents.delete(agent));
  }

  private mustBeOpen(): void {
    const { available, reason, remedy } = this.description;
    if (this.closing) throw new TargetFailure('the target is closed');
    if (!available) throw new TargetFailure(reason ?? 'not available', remedy);
  }

  /** The agent of the first lane, started now if it was not before. */
  private firstAgent(): Promise<AgentProcess> {
    this.mustBeOpen();
    const [lane] = this.lanes;
    if (lane === undefined) throw new TargetFailure('it may have no agent');
    return (lane.agent ??= this.start(lane.cpu));
  }

  private async start(cpu: number): Promise<AgentProcess> {
    if (this.stillborn !== undefined) throw this.stillborn;
    try {
      const agent = await this.startOne(cpu);
      this.hasStarted = true;
      return agent;
    } catch (error) {
      if (this.hasStarted || this.closing) throw error;
      const { message, remedy } = error instanceof TargetFailure ? error : new TargetFailure(String(error));
      throw (this.stillborn ??= new TargetFailure(message, remedy, true));
    }
  }

  private async startOne(cpu: number): Promise<AgentProcess> {
    const { cache, compilers = NATIVE_COMPILERS } = this.options;
    const tools = { compilers, ...(cache === undefined ? {} : { cache }) };
    const command = await this.home.command(cpu, tools);
    if (this.closing) throw new TargetFailure('the target is closed');
    const agent = new AgentProcess(command);
    this.agents.add(agent);
    try {
      await agent.hello();
      return agent;
    } catch (error) {
      await agent.close();
      this.agents.delete(agent);
      throw error;
    }
  }
}

/** Answers that say nothing of the kernel: the agent could not do what was asked. */
const REFUSALS: Readonly<Partial<Record<Answer['ended'], (answer: Answer) => TargetFailure>>> = {
  starved: ({ step }) =>
    new TargetFailure(
      `step ${step + 1}: the limits that the scenario set leave the agent no memory of its own`,
      'set RLIMIT_AS and RLIMIT_DATA higher, or use no straddling place below them',
    ),
  failed: ({ step, detail }) => new TargetFailure(`step ${step + 1}: the agent could not go on: ${detail}`),
};
