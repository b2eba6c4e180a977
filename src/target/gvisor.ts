/** The target `gvisor`: a kernel in Go, whose programs are stopped at every call (ptrace), so that it runs anywhere. */
import { availableParallelism } from 'node:os';
import { compileAgent } from './compile-agent.js';
import { createAgentTarget, type AgentOptions } from './agent-target.js';
import { CONFINERS, confined, versionOf } from './guest/confined.js';
import { GuestDirectory } from './guest/guest-directory.js';
import { describeUnless, missingProgram, otherMachine } from './guest/obstacles.js';
import type { Target, TargetDescription } from './target.js';

const KERNEL = 'runsc';
/**
 * No network of its own is needed, nor limits; `do` runs a program in a sandbox that shows the machine's files. Killed, it
 * leaves what it keeps in the temporary directory.
 */
const SANDBOX = ['--platform=ptrace', '--network=none', '--ignore-cgroups', 'do'];

/** Agents a CPU: each spends most of its time on quiet periods. */
const CROWD = 2;
/** A step takes milliseconds; those that never come to rest are many. */
const DEADLINE_MS = 3000;

/** gVisor. Nothing is compiled or started before it is met or runs something. */
export function createGvisorTarget(options: AgentOptions): Target {
  const left = new GuestDirectory();
  return createAgentTarget(
    {
      description: describeGvisor(),
      arch: 'x86_64',
      pace: { agents: CROWD * availableParallelism(), deadlineMs: DEADLINE_MS },
      command: async (_cpu, tools) => {
        const agent = await compileAgent({ ...tools, arch: 'x86_64' });
        const words = [`TMPDIR=${left.place()}`, KERNEL, ...SANDBOX, agent, 'serve', '0'];
        return confined('env', words, 'standard');
      },
      clear: () => left.clear(),
    },
    options,
  );
}

/** Describes gVisor, if it is installed. It needs root; it tells no version of Linux that its promises could be held to. */
export function describeGvisor(): TargetDescription {
  const version = versionOf(KERNEL);
  return describeUnless(
    [
      otherMachine(KERNEL),
      missingProgram([KERNEL, ...CONFINERS], 'runsc util-linux'),
      process.getuid?.() === 0 ? undefined : { reason: `${KERNEL} do needs root`, remedy: 'run as root' },
    ],
    {
      name: 'gvisor',
      version: version?.split('\n', 1)[0]?.replace(/^runsc version /, '') ?? '',
      profile: 'linux-6.1',
      capabilities: { pidNamespace: true, blocking: 'quiet-period', privileged: true, lacks: [] },
    },
  );
}
