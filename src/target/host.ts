/** The target `host`: the running kernel. */
import {
  createAgentTarget,
  type AgentHome,
  type AgentOptions,
  type TargetWithAgents,
} from './agent-target.js';
import type { AgentCommand } from './agent-process.js';
import { compileAgent } from './compile-agent.js';
import { describeHost, hostArch } from './describe-host.js';

/** The running kernel. Nothing is compiled or started before it is met or runs something. */
export function createHostTarget(options: AgentOptions): TargetWithAgents {
  const arch = hostArch();
  const home: AgentHome = {
    description: describeHost(),
    arch,
    command: async (cpu, tools) => agentCommand(await compileAgent({ arch, ...tools }), cpu),
  };
  return createAgentTarget(home, options);
}

/** The agent at `path`, on the `cpu`-th CPU that this process may use. */
export function agentCommand(path: string, cpu: number): AgentCommand {
  return { path, args: ['serve', String(cpu)], argv0: 'agent', env: {}, wire: 'standard' };
}
