/**
 * The targets `qemu-x86_64` and `qemu-aarch64`: qemu's emulator in user space, which translates the programs of one
 * machine and their system calls. Actors run in it; what looks at them does not (src/agent/emulator.c).
 */
import { availableParallelism } from 'node:os';
import type { Arch } from '../abi/index.js';
import { agentCommand } from './host.js';
import { compileAgent, compilersFor } from './compile-agent.js';
import { createAgentTarget, type AgentOptions } from './agent-target.js';
import { describeHost, hostArch } from './describe-host.js';
import { pathOf, versionOf } from './guest/confined.js';
import { markedForEmulator } from './guest/marked.js';
import { describeUnless, missingProgram, olderThan } from './guest/obstacles.js';
import type { Target, TargetDescription } from './target.js';

/** Agents a CPU: each spends much of its time on quiet periods. */
const CROWD = 2;

/** qemu's emulator for programs of `arch`. Nothing is compiled or started before it is met or runs something. */
export function createQemuUserTarget(arch: Arch, options: AgentOptions): Target {
  return createAgentTarget(
    {
      description: describeQemuUser(arch),
      arch,
      pace: { agents: CROWD * availableParallelism() },
      command: async (cpu, tools) => {
        const agent = await compileAgent({ ...tools, arch: hostArch() });
        const image = await compileAgent({ ...tools, arch, compilers: compilersFor(arch) });
        const { args, ...rest } = agentCommand(agent, cpu);
        return { ...rest, args: [...args, markedForEmulator(image), pathOf(emulatorFor(arch))] };
      },
    },
    options,
  );
}

/**
 * Describes it, if it is installed. What it does not do itself the running kernel does, so that it is held to the
 * promises of that version; it is registered in a user namespace (Linux 6.7), where nobody is privileged.
 */
export function describeQemuUser(arch: Arch): TargetDescription {
  const emulator = emulatorFor(arch);
  const host = describeHost();
  return describeUnless(
    [
      host.available ? undefined : { reason: host.reason ?? 'this is not Linux' },
      missingProgram([emulator], 'qemu-user-static'),
      olderThan(host.version, [6, 7], 'emulators cannot be registered in a user namespace'),
      missingCompiler(arch),
    ],
    {
      name: `qemu-${arch}`,
      version: /\d+(\.\d+)+/.exec(versionOf(emulator) ?? '')?.[0] ?? '',
      profile: host.profile,
      capabilities: { pidNamespace: true, blocking: 'quiet-period', privileged: false, lacks: [] },
    },
  );
}

function emulatorFor(arch: Arch): string {
  return `qemu-${arch}-static`;
}

function missingCompiler(arch: Arch): ReturnType<typeof missingProgram> {
  if (arch === hostArch()) return undefined;
  const [compiler = ''] = compilersFor(arch);
  return missingProgram([compiler], `gcc-${arch.replace('_', '-')}-linux-gnu`);
}
