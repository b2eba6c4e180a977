/** The target `gvisor`: a kernel in Go, whose programs are stopped at every call (ptrace), so that it runs anywhere. */
import { compileAgent } from './compile-agent.js';
import { createAgentTarget, type AgentOptions } from './agent-target.js';
import { CONFINERS, confined, versionOf } from './guest/confined.js';
import type { Target, TargetDescription } from './target.js';

const KERNEL = 'runsc';
/** No network of its own is needed, nor limits; `do` runs a program in a sandbox that shows the machine's files. */
const SANDBOX = ['--platform=ptrace', '--network=none', '--ignore-cgroups', 'do'];

/** gVisor. Nothing is compiled or started before the first run. */
export function createGvisorTarget(options: AgentOptions): Target {
  return createAgentTarget(
    {
      description: describeGvisor(),
      arch: 'x86_64',
      command: async (_cpu, tools) => {
        const agent = await compileAgent({ ...tools, arch: 'x86_64' });
        return confined(KERNEL, [...SANDBOX, agent, 'serve', '0'], 'standard');
      },
    },
    options,
  );
}

/** Describes gVisor, if it is installed. It needs root; it tells no version of Linux that its promises could be held to. */
export function describeGvisor(): TargetDescription {
  const isRightMachine = process.platform === 'linux' && process.arch === 'x64';
  const version = isRightMachine ? versionOf(KERNEL) : undefined;
  const missing = CONFINERS.find((program) => versionOf(program) === undefined);
  const isRoot = process.getuid?.() === 0;
  const description: TargetDescription = {
    name: 'gvisor',
    available: version !== undefined && missing === undefined && isRoot,
    version: version?.split('\n', 1)[0]?.replace(/^runsc version /, '') ?? '',
    profile: 'linux-6.1',
    capabilities: { pidNamespace: true, blocking: 'quiet-period', privileged: true, lacks: [] },
  };
  if (description.available) return description;
  if (!isRightMachine) return { ...description, reason: `${KERNEL} is taken on Linux for x86_64 only` };
  if (version !== undefined && !isRoot)
    return { ...description, reason: `${KERNEL} do needs root`, remedy: 'run as root' };
  return {
    ...description,
    reason: `no ${missing ?? KERNEL} in PATH`,
    remedy: 'install it: `apt-get install runsc util-linux` on Debian',
  };
}
