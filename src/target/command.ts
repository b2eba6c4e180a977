/** The target `command:LINE`: whatever a line of shell starts that runs a static program with its standard streams. */
import type { Target, TargetDescription } from './target.js';
import { createAgentTarget, type AgentOptions } from './agent-target.js';
import { compileAgent, compilersFor } from './compile-agent.js';
import type { Hello } from './agent-process.js';
import { hostArch, machineOf, profileOf } from './describe-host.js';
import { CONFINERS, confined } from './guest/confined.js';
import { describeUnless, missingProgram } from './guest/obstacles.js';

/** What a line says instead of the path of the agent, each for the architecture that it is compiled for. */
const PLACES = [
  ['{agent}', hostArch()],
  ['{agent:x86_64}', 'x86_64'],
  ['{agent:aarch64}', 'aarch64'],
] as const;

/** Of a kernel that does not tell its version the oldest promises are asked. */
const PROFILE = 'linux-6.1';

/**
 * Agents that a line of shell starts, one for each CPU: `{agent}` in it stands for the path of the agent, which has to
 * be given the words `serve 0`. Nothing is compiled or started before it is met, or runs something.
 */
export function createCommandTarget(line: string, options: AgentOptions): Target {
  const [place, arch] = placeOf(line) ?? ['{agent}', hostArch()];
  return createAgentTarget(
    {
      description: describeCommand(line),
      arch,
      command: async (_cpu, tools) => {
        const agent = await compileAgent({ ...tools, arch, compilers: compilersFor(arch) });
        return confined('/bin/sh', ['-c', line.replaceAll(place, agent)], 'standard');
      },
      introduce: (hello) => introduced(describeCommand(line), hello),
    },
    options,
  );
}

/** What its agent tells: the version that uname gives, and with it the promises; and root's rights. */
function introduced(before: TargetDescription, { release: version, capabilities }: Hello): TargetDescription {
  return {
    ...before,
    version,
    profile: profileOf(version),
    capabilities: { ...before.capabilities, ...machineOf(capabilities) },
  };
}

/** Describes what a line of shell starts, as far as that is known before it runs. */
export function describeCommand(line: string): TargetDescription {
  const places = PLACES.map(([place]) => place).join(' or ');
  return describeUnless(
    [
      missingProgram(CONFINERS, 'util-linux'),
      placeOf(line) === undefined
        ? { reason: `the line does not say ${places}`, remedy: EXAMPLE }
        : undefined,
    ],
    {
      name: `command:${line}`,
      version: 'unknown',
      profile: PROFILE,
      capabilities: { pidNamespace: true, blocking: 'observed', privileged: true, lacks: [] },
    },
  );
}

const EXAMPLE = "for example: -t 'command:chroot /mnt {agent} serve 0'";

function placeOf(line: string): (typeof PLACES)[number] | undefined {
  return PLACES.find(([place]) => line.includes(place));
}
