/** A small trial of the running kernel, on which one misfortune strikes as soon as something was found. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJudge, createKernel, loadFormats, loadSpec, parseScenario } from '../../src/index.js';
import type { Judge, Scenario, Spec, Target, TrialResult } from '../../src/index.js';
import {
  compileAgent,
  createAgentTarget,
  createHostTarget,
  describeHost,
  NATIVE_COMPILERS,
  type AgentCommand,
  type Capabilities,
} from '../../src/target/index.js';
import { runTrial, type ScenarioSource, type TrialRequest } from '../../src/trial/index.js';

/** What does not depend on the misfortune. */
export interface Stage {
  readonly spec: Spec;
  readonly judge: Judge;
  /** The compiled agent. */
  readonly agent: string;
}

/** A directory of one trial, and what is known of it. */
export class Place {
  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true, mode: 0o755 });
  }

  /** From now on the misfortune may strike. */
  arm(): void {
    writeFileSync(join(this.path, 'armed'), '');
  }

  /** Resolves once the misfortune has struck. */
  strike(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.hasStruck) return;
        watcher.close();
        resolve();
      };
      const watcher = watch(this.path, { persistent: false }, look);
      look();
    });
  }

  /** The agent can be moved into this cgroup. */
  give(cgroup: string): void {
    writeFileSync(join(this.path, 'cgroup'), cgroup);
  }

  get hasStruck(): boolean {
    return existsSync(join(this.path, 'struck'));
  }

  /** Everything that a saboteur started here, and the saboteurs. */
  pids(): number[] {
    const text = existsSync(join(this.path, 'pids')) ? readFileSync(join(this.path, 'pids'), 'utf8') : '';
    return text.split('\n').filter(Boolean).map(Number);
  }
}

/** Loads the text and compiles the agent. */
export async function setStage(): Promise<Stage> {
  const loaded = loadSpec();
  if (!loaded.ok) throw new Error('spec/ has problems: `abide spec check` lists them');
  const { spec } = loaded;
  const kernel = createKernel(spec);
  const agent = await compileAgent({ arch: ARCH, compilers: NATIVE_COMPILERS });
  return { spec, judge: createJudge(spec, kernel, loadFormats(), await capabilitiesHere(spec)), agent };
}

async function capabilitiesHere({ abi }: Spec): Promise<Capabilities> {
  const host = createHostTarget({ abi, agents: 1 });
  try {
    await host.meet();
    return host.description.capabilities;
  } finally {
    await host.close();
  }
}

/** The planted deviation: what the target of every trial here answers wrongly, and the clause that this breaks. */
export const PLANTED = { clause: 'close/bad-fd', asked: 'A: close(1000)\n', told: 'EINVAL' } as const;

/** Scenarios that every Linux answers in one way: processes, sleepers, signals. */
const FINE = [
  'A: pipe2(0) = 0 [3, 4]\nA: fork() = B\nB: read(3, 16)\nA: write(4, "x")\nA: close(3)\n',
  'A: getpid()\nA: pipe2(O_CLOEXEC)\nA: write(4, "abc")\nA: read(3, 2)\n',
  'A: fork() = B\nA: kill(B, SIGKILL)\nA: wait4(-1, 0)\n',
];
/** So many scenarios follow the first; about half of them are tried once it is found, confirmed and made smaller. */
const FOLLOWING = 60;

/** Puts the running kernel on trial, with `name` of the blows on the line to its one agent. */
export async function tryWith(stage: Stage, place: Place, name: string): Promise<TrialResult> {
  const target = planted(saboteurTarget(stage, place, name));
  try {
    return await runTrial(request(stage, place, target));
  } finally {
    await target.close();
  }
}

/** A trial of `target` in which the misfortune may strike from its first finding on. */
export function request({ spec, judge }: Stage, place: Place, target: Target): TrialRequest {
  return {
    spec,
    judge,
    target,
    source: NO_SOURCE,
    laws: [],
    suites: [{ name: 'misfortunes', written: WRITTEN, share: 0, steps: 1 }],
    seed: 1,
    scenarios: 0,
    aims: [],
    width: 2,
    signal: new AbortController().signal,
    onEvent: ({ kind }) => {
      if (kind === 'finding') place.arm();
    },
  };
}

/** The target with the planted deviation: where a descriptor is bad, it answers EINVAL. */
export function planted(target: Target): Target {
  return {
    ...target,
    description: target.description,
    close: () => target.close(),
    shortages: () => target.shortages?.() ?? { memory: 0, processes: 0 },
    run: async (scenario) => {
      const { steps, ended } = await target.run(scenario);
      const told = steps.map((events) =>
        events.map((event) =>
          event.kind === 'returned' && event.result.kind === 'errno' && event.result.errno === 'EBADF'
            ? { ...event, result: { ...event.result, errno: PLANTED.told } }
            : event,
        ),
      );
      return { steps: told, ended };
    },
  };
}

const ARCH = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const SABOTEUR = fileURLToPath(new URL('saboteur.js', import.meta.url));
const DEADLINE_MS = 20_000;

/** The running kernel behind a saboteur; setsid, so that everything that it starts is known by its session. */
function saboteurTarget({ spec, agent }: Stage, place: Place, name: string): Target {
  const own = join(place.path, 'agent');
  copyFileSync(agent, own);
  const args = [process.execPath, SABOTEUR, place.path, own, name];
  const command: AgentCommand = { path: 'setsid', args, wire: 'standard' };
  return createAgentTarget(
    { description: describeHost(), arch: ARCH, command: () => Promise.resolve(command) },
    { abi: spec.abi, agents: 1, deadlineMs: DEADLINE_MS },
  );
}

function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(`setting: profile ${describeHost().profile}\n${text}`);
  if (!parsed.ok) throw new Error(`a scenario of a misfortune does not parse: ${text}`);
  return parsed.scenario;
}

const WRITTEN = [
  PLANTED.asked,
  ...Array.from({ length: FOLLOWING }, (_, at) => FINE[at % FINE.length] ?? ''),
].map((text, at) => ({ scenario: scenarioOf(text), from: `misfortunes:${at + 1}` }));

/** Nothing is generated. */
const NO_SOURCE: ScenarioSource = {
  scenarios: () => {
    throw new Error('nothing is generated here');
  },
};
